"""What a programme asks of its own is read, in every kind of cell."""

from __future__ import annotations

from datetime import date

import pytest

from matchmaker.errors import RoundError


def test_a_clean_round_is_read_without_a_word(gallery):
    reading = gallery.read()
    assert reading.problems == ()
    ann, ben = reading.round.requests
    assert ann.fields["topics"] == ("coins, medals", "pottery")
    assert ben.fields == {"topics": ("paintings",), "stage": ("second year",)}


@pytest.mark.parametrize(
    ("name", "cell", "value"),
    [
        ("topics wanted", '"coins, medals, POTS"', ("coins, medals", "pottery")),
        ("stage", "2", ("second year",)),
        ("share", "60", 60),
        ("standing", "Keeper", ("keeper",)),
        ("consent", "yes", True),
        ("consent", "no", False),
        ("times", "mon; tue-pm", ("mon-am", "mon-pm", "tue-pm")),
        ("badge", '"007; 8, 9"', ("007; 8, 9",)),
        ("badge", "0", ("0",)),
        ("phase", "Modern", ("new",)),
    ],
)
def test_each_kind_of_answer_of_those_who_ask(gallery, name, cell, value):
    field = "topics" if name == "topics wanted" else name
    other = "" if name == "topics wanted" else ",topics wanted"
    given = "" if name == "topics wanted" else ",coins"
    gallery.write("newcomers.csv", f"id,postcode,{name}{other}\nN1,LS6,{cell}{given}\n")
    (request,) = gallery.read().round.requests
    assert request.fields[field] == value
    assert type(request.fields[field]) is type(value)


def test_answers_of_those_who_offer_and_of_where_they_work(gallery):
    gallery.write(
        "guides.csv",
        "id,capacity hours,standing,joined,times,badge,phases,postcode\n"
        "P1,3,guide,1/2/2024,fri,x,old,LS1\n",
    )
    reading = gallery.read()
    assert reading.round.supporters[0].fields == {
        "standing": ("guide",),
        "joined": date(2024, 2, 1),
        "times": ("fri-am", "fri-pm"),
        "badge": ("x",),
        "phase": ("old",),
    }
    assert reading.round.settings[0].fields == {"badge": ("brick",)}


def test_a_blank_is_no_answer(gallery):
    gallery.write("newcomers.csv", "id,postcode,topics wanted,consent\nN1,LS6,,\n")
    assert gallery.read().round.requests[0].fields == {}


@pytest.mark.parametrize(
    ("name", "cell", "said"),
    [
        ("standing", "keepr", 'Did you mean "keeper"?'),
        ("share", "half", "not a whole number"),
        ("consent", "perhaps", "neither yes nor no"),
        ("times", "noon", "not a weekday"),
    ],
)
def test_a_bad_answer_is_left_out_and_the_row_stays(gallery, name, cell, said):
    gallery.write(
        "newcomers.csv",
        f"id,postcode,topics wanted,stage,{name}\nN1,LS6,coins,1,{cell}\n",
    )
    problem = gallery.problem
    assert said in problem.problem + problem.remedy
    assert (problem.level, problem.column, problem.value) == ("warning", name, cell)
    (request,) = gallery.read().round.requests
    assert name not in request.fields


@pytest.mark.parametrize("cell", ["N/A", "none", "No", " - ", "Not applicable"])
def test_where_any_text_will_do_a_word_for_nothing_is_no_answer(gallery, cell):
    gallery.write(
        "newcomers.csv",
        f"id,postcode,stage,topics wanted,badge\nN1,LS6,1,coins,{cell}\n",
    )
    reading = gallery.read()
    assert reading.problems == ()
    assert "badge" not in reading.round.requests[0].fields


def test_a_blank_may_take_the_answer_to_another_field(gallery):
    badge = 'title = "Badge"\nkind = "text"\nrequest = '
    gallery.change(
        "gallery.toml", f"{badge}{{}}", f'{badge}{{ blank_takes = "phase" }}'
    )
    rows = "N1,LS6,coins,new,\nN2,LS6,coins,new,7\nN3,LS6,coins,,\n"
    gallery.write("newcomers.csv", f"id,postcode,topics wanted,phase,badge\n{rows}")
    one, two, three = gallery.read().round.requests
    assert one.fields["badge"] == ("new",)
    assert two.fields["badge"] == ("7",)
    assert "badge" not in three.fields
    # The column need not be there at all.
    gallery.write("newcomers.csv", "id,topics wanted,phase\nN1,coins,old\n")
    assert gallery.read().round.requests[0].fields["badge"] == ("old",)


def test_headings_are_found_by_their_synonyms_and_required_ones_are_missed(gallery):
    gallery.change("newcomers.csv", "topics wanted", "what would you like to LEARN")
    assert gallery.problems == ()
    gallery.change("newcomers.csv", "what would you like to LEARN", "topics offered")
    with pytest.raises(RoundError) as caught:
        gallery.read()
    assert caught.value.faults[0].startswith(
        "newcomers.csv: columns are missing: topics wanted"
    )


def test_an_own_column_takes_the_place_of_one_that_nothing_reads(gallery):
    """`phase` is the programme's own, so the request's usual phase stays empty."""
    gallery.change("newcomers.csv", ",postcode", ",phase,postcode")
    gallery.change("newcomers.csv", ",60,", ",60,old,")
    gallery.change("newcomers.csv", "2,,", "2,,new,")
    reading = gallery.read()
    assert reading.problems == ()
    assert [r.fields["phase"] for r in reading.round.requests] == [("old",), ("new",)]
    assert [r.phase for r in reading.round.requests] == [None, None]


def test_where_nothing_asks_for_places_nobody_is_warned(gallery):
    gallery.write("newcomers.csv", "id,topics wanted,stage\nN1,coins,1\n")
    gallery.write("guides.csv", "id,topics offered,capacity hours\nP1,coins,2\n")
    assert len(gallery.problems) == 2
    gallery.change(
        "gallery.toml", 'name = "travel"\nlimit_minutes = 60', 'name = "mode"'
    )
    assert gallery.problems == ()


def test_homes_are_kept_no_finer_than_the_programme_allows(gallery):
    gallery.change("newcomers.csv", "LS6", "LS6 1AA")
    exact = gallery.read().round.settings[-2]
    assert exact.postcode == "LS6 1AA"
    gallery.change("gallery.toml", 'per = "a week"', 'places = "outcode"')
    assert gallery.problems == ()
    coarse = gallery.read().round.settings[-2]
    assert (coarse.postcode, coarse.precision) == ("LS6", "outcode")


def test_exact_coordinates_are_left_out_where_homes_are_private(gallery):
    gallery.change("gallery.toml", 'per = "a week"', 'places = "outcode"')
    gallery.write(
        "newcomers.csv",
        "id,topics wanted,stage,postcode,easting,northing\n"
        "N1,coins,1,LS6 1AA,428483,435670\n"
        "N2,coins,1,,428483,435670\n",
    )
    reading = gallery.read()
    first, second = reading.round.settings[-2:]
    assert (first.easting, first.precision) != (428483, "exact")
    assert second.easting is None
    assert any("no place finer than an outcode" in p.problem for p in reading.problems)


@pytest.mark.parametrize("precision", ["exact", "outcode", "authority"])
def test_a_stated_precision_does_not_let_a_home_through(gallery, precision):
    gallery.change("gallery.toml", 'per = "a week"', 'places = "outcode"')
    gallery.write(
        "newcomers.csv",
        "id,topics wanted,stage,postcode,authority,easting,northing,precision\n"
        f"N1,coins,1,LS6 1AA,,428483,435670,{precision}\n"
        f"N2,coins,1,,Leeds,428483,435670,{precision}\n",
    )
    first, second = gallery.read().round.settings[-2:]
    assert (first.precision, second.precision) == ("outcode", "authority")
    assert 428483 not in (first.easting, second.easting)


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("Eve Shaw, 4 Oak Lane, Preston", "Eve Shaw"),
        ("Eve J. Shaw PR1 8XJ", "Eve J. Shaw"),
        ("4 Oak Lane", ""),
    ],
)
def test_an_address_in_a_name_is_left_out_where_homes_are_private(gallery, typed, kept):
    gallery.change("gallery.toml", 'per = "a week"', 'places = "outcode"')
    gallery.write(
        "newcomers.csv",
        f'id,newcomer,topics wanted,stage,postcode\nN1,"{typed}",coins,1,LS6\n',
    )
    assert gallery.read().round.settings[-1].name == kept
    problem = gallery.problem
    assert (problem.level, problem.column) == ("warning", "newcomer")
    assert "looks like an address in the name" in problem.problem
    assert typed not in (problem.value, problem.problem)
    # Where places need not be hidden, a name is as it was typed.
    gallery.change("gallery.toml", 'places = "outcode"', 'per = "a week"')
    assert gallery.problems == ()
    assert gallery.read().round.settings[-1].name == typed


@pytest.mark.parametrize("name", ["Newcomer 12", "Ann (2)", "Ann 2nd", "Ann 1 (new)"])
def test_a_name_that_is_told_from_others_by_a_figure_stays_whole(gallery, name):
    gallery.change("gallery.toml", 'per = "a week"', 'places = "outcode"')
    gallery.change("newcomers.csv", "Ann", name)
    assert gallery.problems == ()
    assert gallery.read().round.settings[-2].name == name


def test_a_mistyped_home_is_not_repeated_among_the_problems(gallery):
    gallery.change("gallery.toml", 'per = "a week"', 'places = "outcode"')
    gallery.write(
        "newcomers.csv",
        "id,topics wanted,stage,postcode\n"
        "N1,coins,1,14 Elm Road\nN2,coins,1,ZZ99 9XY\n",
    )
    told = [problem for problem in gallery.problems if problem.column == "postcode"]
    assert [problem.row for problem in told] == [2, 2, 3, 3]
    assert not any("Elm" in str(problem) or "9XY" in str(problem) for problem in told)
