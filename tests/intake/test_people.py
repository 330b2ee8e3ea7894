"""Where people ask, they stand in the rows of what they ask for."""

from __future__ import annotations

import pytest

from matchmaker.errors import RoundError

HEADINGS = "id,person,newcomer,postcode,topics wanted,stage\n"


def test_everybody_who_asks_stands_where_settings_stand_elsewhere(gallery):
    whole = gallery.read().round
    assert [s.id for s in whole.settings] == ["G1", "G2", "N1", "N2"]
    assert [s.name for s in whole.settings[2:]] == ["Ann", "Ben"]
    assert [r.setting for r in whole.requests] == ["N1", "N2"]


def test_several_requests_of_one_person_share_what_any_of_them_says(gallery):
    gallery.write(
        "newcomers.csv",
        f"{HEADINGS}N1,T1,,LS6,coins,1\nN2,T1,Ann,,pots,1\nN3,,Ben,LS7,pots,2\n",
    )
    reading = gallery.read()
    assert reading.problems == ()
    people = reading.round.settings[2:]
    assert [(p.id, p.name, p.postcode) for p in people] == [
        ("T1", "Ann", "LS6"),
        ("N3", "Ben", "LS7"),
    ]
    assert [r.setting for r in reading.round.requests] == ["T1", "T1", "N3"]


@pytest.mark.parametrize(
    ("second", "column"), [("Anne,LS6", "newcomer"), ("Ann,LS7", "postcode")]
)
def test_rows_of_one_person_that_differ_are_reported_and_the_first_counts(
    gallery, second, column
):
    gallery.write(
        "newcomers.csv",
        f"{HEADINGS}N1,T1,Ann,LS6,coins,1\nN2,T1,{second},pots,1\n",
    )
    problem = gallery.problem
    assert (problem.row, problem.column) == (3, column)
    assert "row 2 of newcomers.csv says something else" in problem.problem
    person = gallery.read().round.settings[-1]
    assert (person.name, person.postcode) == ("Ann", "LS6")


def test_a_forbid_of_a_person_is_one_of_all_that_the_person_asks_for(gallery):
    gallery.write(
        "newcomers.csv",
        f"{HEADINGS}N1,T1,Ann,LS6,coins,1\nN2,T1,Ann,LS6,pots,1\nN3,,Ben,LS7,pots,2\n",
    )
    offers = gallery.read().round.supporters[0].id
    gallery.write("forbids.csv", f"request,supporter\nT1,{offers}\n")
    reading = gallery.read()
    assert reading.problems == ()
    assert [f.request for f in reading.round.forbids] == ["N1", "N2"]
    gallery.write("forbids.csv", f"request,supporter\nN1,{offers}\nT1,{offers}\n")
    assert gallery.problems == ()
    assert [f.request for f in gallery.read().round.forbids] == ["N1", "N2"]
    # A pin must say which of the two is meant.
    gallery.write("pins.csv", f"request,supporter\nT1,{offers}\n")
    assert gallery.problem.problem.endswith('"T1" became N1, N2; the row was left out')


def test_a_person_has_an_id_that_no_setting_has(gallery):
    gallery.write(
        "newcomers.csv",
        f"{HEADINGS}N1,G1,Ann,LS6,coins,1\nN2,,Ben,LS7,pots,2\n",
    )
    problem = gallery.problem
    assert (problem.level, problem.value) == ("error", "G1")
    assert 'the id "G1" is that of a gallery, too' in problem.problem
    assert [r.id for r in gallery.read().round.requests] == ["N2"]


def test_who_has_no_usable_request_is_no_part_of_the_round(gallery):
    gallery.write(
        "newcomers.csv", f"{HEADINGS}N1,,Ann,LS6,coins,1\nN1,T9,Eve,LS6,coins,1\n"
    )
    assert [s.id for s in gallery.read().round.settings] == ["G1", "G2", "N1"]


def test_without_a_table_of_settings_nobody_is_employed(gallery):
    (gallery.folder / "galleries.csv").unlink()
    gallery.write(
        "guides.csv", "id,topics offered,capacity hours,postcode\nP1,pots,2,LS1\n"
    )
    reading = gallery.read()
    assert reading.problems == ()
    assert [s.id for s in reading.round.settings] == ["N1", "N2"]


def test_a_supporter_without_a_place_is_where_they_work(gallery):
    first, second = gallery.read().round.supporters
    halls = gallery.read().round.settings
    assert (first.postcode, first.easting) == ("LS1", halls[0].easting)
    assert (second.region, second.precision) == ("Yorkshire and the Humber", "outcode")


def test_a_place_of_their_own_comes_first(gallery):
    gallery.change("guides.csv", ",gallery", ",gallery,postcode")
    gallery.change("guides.csv", "G1", "G1,LS9")
    assert gallery.read().round.supporters[0].postcode == "LS9"


def test_where_settings_ask_supporters_do_not_work_from_there(desk):
    desk.write("supporters.csv", "id,roles,capacity_days,employer\nP1,mentor,5,S2\n")
    reading = desk.read()
    assert reading.round.supporters[0].postcode is None
    assert any("place is not known" in p.problem for p in reading.problems)


def test_what_supporters_leave_open_their_place_of_work_answers(gallery):
    first, second = gallery.read().round.supporters
    assert first.fields["badge"] == ("brick",)
    assert "badge" not in second.fields
    gallery.change("guides.csv", ",gallery", ",gallery,badge")
    gallery.change("guides.csv", "G1", "G1,own")
    assert gallery.read().round.supporters[0].fields["badge"] == ("own",)


def test_decisions_name_people_in_the_programmes_words(gallery):
    gallery.write("conflicts.csv", "guide,newcomer\nP1,N1\nP2,N9\n")
    gallery.write("travel.csv", "newcomer id,guide id,minutes\nN2,P1,15\n")
    gallery.write("pins.csv", "newcomer,guide\nN2,P1\n")
    reading = gallery.read()
    assert [c.party for c in reading.round.conflicts] == ["N1"]
    assert reading.round.travel == {("N2", "P1"): 15}
    assert reading.round.pins[0].request == "N2"
    (problem,) = reading.problems
    assert 'there is no newcomer "N9"' in problem.problem


def test_the_only_role_needs_no_column_and_two_do(gallery):
    assert [r.role for r in gallery.read().round.requests] == ["guide", "guide"]
    assert [s.roles for s in gallery.read().round.supporters] == [("guide",)] * 2
    gallery.change(
        "gallery.toml", "[roles.guide]", '[roles.chief]\ntitle = "Chief"\n[roles.guide]'
    )
    with pytest.raises(RoundError) as caught:
        gallery.read()
    assert len(caught.value.faults) == 2
    assert all("columns are missing: role" in fault for fault in caught.value.faults)
