"""What a request takes, and what a person has, where the row does not say it."""

from __future__ import annotations

import pytest

ROLE = '[roles.guide]\ntitle = "Guide"\n'


@pytest.mark.parametrize(
    ("answers", "minutes"),
    [
        ("1,", 90),
        ("2,", 45),
        ("1,60", 54),
        ("2,50", 23),  # 22.5, rounded half up
        ("2,49", 22),  # 22.05
        ("2,0", 0),
    ],
)
def test_the_load_follows_the_answers(gallery, answers, minutes):
    gallery.write(
        "newcomers.csv",
        f"id,topics wanted,postcode,stage,share\nN1,coins,LS6,{answers}\n",
    )
    reading = gallery.read()
    assert reading.problems == ()
    assert reading.round.requests[0].load == minutes


def test_without_an_answer_the_most_is_taken_and_said(gallery):
    gallery.write("newcomers.csv", "id,topics wanted,postcode,stage\nN1,coins,LS6,\n")
    assert gallery.problem.column == "stage"
    assert "so the most was taken" in gallery.problem.problem
    assert gallery.read().round.requests[0].load == 90


def test_a_load_in_the_row_wins(gallery):
    gallery.write("newcomers.csv", "id,topics wanted,postcode,load\nN1,coins,LS6,7\n")
    assert gallery.problems == ()
    assert gallery.read().round.requests[0].load == 7


def test_who_says_nothing_has_the_usual_room(gallery):
    gallery.write("guides.csv", "id,topics offered,gallery\nP1,pots,G1\n")
    gallery.change("gallery.toml", ROLE, f"{ROLE}usual_capacity = 120\n")
    reading = gallery.read()
    assert reading.problems == ()
    assert reading.round.supporters[0].capacity == 120


def test_nought_is_something_said(gallery):
    gallery.write(
        "guides.csv", "id,topics offered,gallery,capacity hours\nP1,pots,G1,0\n"
    )
    gallery.change("gallery.toml", ROLE, f"{ROLE}usual_capacity = 120\n")
    assert gallery.read().round.supporters[0].capacity == 0


@pytest.mark.parametrize(("hours", "capacity", "said"), [(2, 120, 0), (3, 120, 1)])
def test_nobody_gives_more_than_the_role_allows(gallery, hours, capacity, said):
    gallery.write(
        "guides.csv", f"id,topics offered,gallery,capacity hours\nP1,pots,G1,{hours}\n"
    )
    gallery.change("gallery.toml", ROLE, f"{ROLE}most_capacity = 120\n")
    reading = gallery.read()
    assert len(reading.problems) == said
    assert reading.round.supporters[0].capacity == capacity
    if said:
        assert "180 minutes are more than a guide may give" in gallery.problem.problem


def test_a_limit_of_one_request_is_read(gallery):
    gallery.change("newcomers.csv", ",postcode", ",travel limit,postcode")
    gallery.change("newcomers.csv", "60,", "60,45,").change(
        "newcomers.csv", "2,,", "2,,,"
    )
    assert [r.travel_limit for r in gallery.read().round.requests] == [45, None]


LIMITS = 'travel_by = { field = "badge", minutes = { "Ash SCITT" = 45, "Elm" = 60 } }\n'


@pytest.mark.parametrize(
    ("answers", "minutes"),
    [
        ("ash scitt.,", 45),
        ("Elm,", 60),
        ("Elm,80", 60),
        ("Elm,20", 20),
        ("Oak,", None),
        ("Oak,20", 20),
        (",", None),
    ],
)
def test_the_limit_of_a_journey_follows_the_answers(gallery, answers, minutes):
    gallery.change("gallery.toml", ROLE, ROLE + LIMITS)
    gallery.write(
        "newcomers.csv",
        f"id,topics wanted,postcode,stage,badge,travel_limit\nN1,coins,LS6,1,{answers}\n",
    )
    reading = gallery.read()
    assert reading.problems == ()
    assert reading.round.requests[0].travel_limit == minutes
