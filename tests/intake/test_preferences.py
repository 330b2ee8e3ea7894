"""Lists in which people rank each other, as people write them."""

import pytest

from matchmaker.intake import read_round, write_round

PALS = """\
schema = 1
name = "pals"
title = "Pals"
unit = "units"
asks = "people"
stability = "report"
[nouns]
supporter = "pal"
[roles.pal]
title = "Pal"
usual_capacity = 1
[buddies]
role = "pal"
[field.likes]
title = "Likes"
kind = "list"
supporter = {}
[[criterion]]
name = "overlap"
field = "likes"
weight = 10
[[objective]]
name = "coverage"
[[objective]]
name = "worst-off"
[[objective]]
name = "points"
"""


@pytest.fixture
def ranked(gallery):
    """What the first newcomer's cell is read as, beside guides Cy (P1) and Di (P2)."""

    def read(cell):
        gallery.write(
            "newcomers.csv",
            "id,newcomer,topics wanted,stage,share,postcode,preferences\n"
            f'N1,Ann,coins; pots,1,60,LS6,"{cell}"\n'
            "N2,Ben,paintings,2,,LS7,\n",
        )
        reading = gallery.read()
        return reading.round.requests[0].preferences, reading.problems

    return read


@pytest.mark.parametrize(
    ("cell", "places"),
    [
        ("P2; P1", (("P2",), ("P1",))),
        ("P2, P1", (("P2",), ("P1",))),
        ("P2\nP1", (("P2",), ("P1",))),
        ("P2 > P1", (("P2",), ("P1",))),
        ("P2=P1", (("P2", "P1"),)),
        ("p1 = P2", (("P1", "P2"),)),
        ("Di; Cy", (("P2",), ("P1",))),
        ("1. di; 2) CY", (("P2",), ("P1",))),
        ("1st: Di; 2nd: Cy", (("P2",), ("P1",))),
        ("Di", (("P2",),)),
        (";", ()),
    ],
)
def test_ids_and_names_stand_best_first_with_equals(ranked, cell, places):
    assert ranked(cell) == (places, ())


@pytest.mark.parametrize(
    ("cell", "value", "problem", "remedy"),
    [
        ("P2; P9; P1", "P9", "there is no guide", "Write ids or names"),
        ("P2; Dii; P1", "Dii", "there is no guide", 'Did you mean "Di"?'),
        ("P2; Di; P1", "Di", "is named twice", "Name everybody once"),
    ],
)
def test_what_is_wrong_with_a_name_is_told_and_the_others_stay(
    ranked, cell, value, problem, remedy
):
    places, (told,) = ranked(cell)
    assert places == (("P2",), ("P1",))
    assert (told.level, told.row, told.column, told.value) == (
        "warning",
        2,
        "preferences",
        value,
    )
    assert problem in told.problem
    assert remedy in told.remedy


def test_a_name_of_two_people_means_neither(gallery, ranked):
    gallery.change("guides.csv", "P2,Di", "P2,Cy")
    places, (told,) = ranked("Cy; P2")
    assert places == (("P2",),)
    assert '"Cy" may mean 2 people' in told.problem
    assert told.remedy == "Write the id."


def test_supporters_name_those_who_ask_and_mean_all_their_requests(gallery):
    gallery.write(
        "newcomers.csv",
        "id,person,newcomer,topics wanted,stage,share,postcode\n"
        "N1,ann,Ann,coins,1,60,LS6\n"
        "N2,ben,Ben,paintings,2,,LS7\n"
        "N3,ann,Ann,pots,1,60,LS6\n",
    )
    gallery.write(
        "guides.csv",
        "id,guide,topics offered,capacity hours,gallery,preferences\n"
        "P1,Cy,paintings,3,G1,Ben; Ann\n"
        "P2,Di,coins,2,G2,N3; ann = N2\n",
    )
    reading = gallery.read()
    one, other = reading.round.supporters
    assert one.preferences == (("N2",), ("N1", "N3"))
    # N3 stands already, so ann means what is left of hers.
    assert other.preferences == (("N3",), ("N1", "N2"))
    (told,) = reading.problems
    assert '"ann" is named twice' in told.problem


def test_a_row_that_became_several_requests_ranks_for_all_of_them(desk):
    desk.change("requests.csv", "demand,minimum", "demand,minimum,preferences")
    desk.change(
        "requests.csv", "R1,S1,expert,send,1,0", "R1,S1,expert; mentor,send,1,0,P2"
    )
    whole = desk.read().round
    found = {request.id: request.preferences for request in whole.requests}
    assert found["R1-expert"] == found["R1-mentor"] == (("P2",),)
    assert found["R2"] == ()


def test_rounds_with_given_scores_have_lists_too(given):
    given.write("requests.csv", "id,preferences\nA,Y; X\nB,\n")
    given.write("supporters.csv", "id,capacity,preferences\nX,1,B = A\nY,2,\n")
    whole = given.read().round
    assert [one.preferences for one in whole.requests] == [(("Y",), ("X",)), ()]
    assert [one.preferences for one in whole.supporters] == [(("B", "A"),), ()]
    assert whole.has_preferences


def test_ids_with_signs_in_them_stay_whole(given):
    given.write("supporters.csv", 'id,capacity\n"X, Y",1\nP = Q,2\nA>B,1\n')
    given.write("pairs.csv", 'request,supporter,points\nA,"X, Y",1\n')
    given.write("requests.csv", 'id,preferences\nA,"A>B; P = Q = X, Y"\n')
    reading = given.read()
    assert reading.problems == ()
    assert reading.round.requests[0].preferences == (("A>B",), ("P = Q", "X, Y"))


def test_lists_written_out_read_back_the_same(given, tmp_path):
    given.write("requests.csv", "id,preferences\nA,Y = X\nB,X\n")
    given.write("supporters.csv", "id,capacity,preferences\nX,1,B; A\nY,2,\n")
    whole = given.read().round
    again = read_round(write_round(whole, tmp_path / "copy")).round
    assert again.requests == whole.requests
    assert again.supporters == whole.supporters


def test_buddies_name_each_other_and_never_themselves(tmp_path):
    (tmp_path / "pals.toml").write_text(PALS, "utf-8")
    (tmp_path / "round.toml").write_text('programme = "pals.toml"\n', "utf-8")
    rows = "id,name,preferences\na,Ann,Bob; Ann\nb,Bob,\n"
    (tmp_path / "supporters.csv").write_text(rows, "utf-8")
    reading = read_round(tmp_path)
    ann = reading.round.supporters[0]
    assert ann.preferences == reading.round.requests[0].preferences == (("b",),)
    (told,) = reading.problems
    assert '"Ann" is the person\'s own name' in told.problem
