"""What cannot be kept of a timetable is reported, and what can is not."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from matchmaker.accounts import RateTables
from matchmaker.accounts.clashes import Booked, clashes
from matchmaker.accounts.slots import with_slots
from matchmaker.accounts.timetable import timetable
from matchmaker.domain.induction import Induction, MentorTerms

START = date(2024, 9, 1)
TABLES = RateTables()


def pair(ect, mentor="Ada", **more) -> Induction:
    return Induction(
        **({"ect": ect, "mentor": mentor, "school": "S", "start": START} | more)
    )


def clashes_of(*inductions, time=None, booked=()):
    mentors = (
        {} if time is None else {"Ada": MentorTerms(mentor="Ada", minutes_a_week=time)}
    )
    return clashes(timetable(inductions, mentors, TABLES), mentors, booked)


def test_two_pairs_of_a_mentor_in_one_half_day_clash_in_every_term_they_share():
    found = clashes_of(pair("Eve", slot="mon-am"), pair("Flo", slot="mon-am"))
    assert {one.kind for one in found} == {"same half-day"}
    assert len(found) == 6
    assert found[0].person == "Ada"
    assert found[0].detail == "mon-am: Eve with Ada and Flo with Ada"


def test_two_half_days_or_two_mentors_do_not_clash():
    assert not clashes_of(pair("Eve", slot="mon-am"), pair("Flo", slot="mon-pm"))
    assert not clashes_of(pair("Eve", slot="mon-am"), pair("Flo", "Bo", slot="mon-am"))


def test_pairs_whose_terms_do_not_meet_do_not_clash():
    assert not clashes_of(
        pair("Eve", slot="mon-am"), pair("Flo", slot="mon-am", start=date(2026, 9, 1))
    )


def test_pairs_without_a_half_day_do_not_clash():
    assert not clashes_of(pair("Eve"), pair("Flo"))


def test_two_weekly_pairs_need_two_hours_a_week():
    """120 minutes in each of 14 weeks are 1,680; 119 a week are too few."""
    assert not clashes_of(pair("Eve"), pair("Flo"), time=120)
    found = clashes_of(pair("Eve"), pair("Flo"), time=119)
    assert found[0].kind == "too many hours"
    assert found[0].detail == "1680 minutes of meetings, and 1666 there are"
    assert [str(one.term) for one in found] == [
        "Autumn 2024 to 2025",
        "Spring 2024 to 2025",
        "Summer 2024 to 2025",
    ]


def test_half_time_needs_half_the_time():
    assert not clashes_of(pair("Eve", fte_percent=50), time=30)
    assert clashes_of(pair("Eve", fte_percent=50), time=29)


def test_a_training_day_takes_the_half_day_of_a_meeting():
    """4 November 2024 was a Monday."""
    day = Booked("Ada", date(2024, 11, 4), ("am", "pm"), "training with Ash")
    (found,) = clashes_of(pair("Eve", slot="mon-pm"), booked=[day])
    assert found.person == "Ada"
    assert found.detail == "mon-pm: training with Ash on 2024-11-04, and Eve with Ada"


@pytest.mark.parametrize(
    ("person", "on", "halves"),
    [
        ("Bo", date(2024, 11, 4), ("am", "pm")),
        ("Ada", date(2024, 11, 5), ("am", "pm")),
        ("Ada", date(2024, 11, 4), ("am",)),
        ("Ada", date(2024, 8, 26), ("am", "pm")),
    ],
)
def test_other_people_days_and_halves_do_not_clash(person, on, halves):
    day = Booked(person, on, halves, "training")
    assert not clashes_of(pair("Eve", slot="mon-pm"), booked=[day])


def test_a_half_day_is_picked_that_nobody_has():
    seated, without = with_slots(
        [pair("Eve", slots=("mon-am", "tue-am")), pair("Flo", slots=("mon-am",))]
    )
    assert [one.slot for one in seated] == ["tue-am", "mon-am"]
    assert not without


def test_a_fixed_half_day_stays():
    seated, without = with_slots(
        [pair("Eve", slots=("mon-am",)), pair("Flo", slot="mon-am")]
    )
    assert [one.slot for one in seated] == [None, "mon-am"]
    assert without[0].kind == "no half-day"
    could_move = pair("Flo", slot="mon-am", slots=("mon-am", "tue-am"))
    seated, without = with_slots([pair("Eve", slots=("mon-am",)), could_move])
    assert [one.slot for one in seated] == [None, "mon-am"]
    assert without[0].detail == "none of mon-am is left for Eve"


def test_two_people_with_no_half_day_in_common_are_reported():
    seated, without = with_slots([pair("Eve", slots=()), pair("Flo")])
    assert [one.slot for one in seated] == [None, None]
    assert [one.detail for one in without] == ["no half-day suits both Ada and Eve"]


def test_a_pair_moves_to_make_room_for_another():
    """Eve takes Monday first, then moves on to Tuesday, and Flo to Wednesday."""
    seated, without = with_slots(
        [
            pair("Eve", slots=("mon-am", "tue-am")),
            pair("Flo", slots=("tue-am", "wed-am")),
            pair("Gus", slots=("mon-am", "tue-am")),
        ]
    )
    assert not without
    assert {one.slot for one in seated} == {"mon-am", "tue-am", "wed-am"}


def test_two_mentors_may_use_the_same_half_day():
    seated, without = with_slots(
        [pair("Eve", slots=("mon-am",)), pair("Flo", "Bo", slots=("mon-am",))]
    )
    assert [one.slot for one in seated] == ["mon-am", "mon-am"]
    assert not without


SLOTS = ("mon-am", "mon-pm", "tue-am")


@settings(deadline=None)
@given(st.lists(st.sets(st.sampled_from(SLOTS), min_size=1), max_size=5))
def test_as_many_get_a_half_day_as_can(wanted):
    from itertools import permutations

    pairs = [pair(f"E{i}", slots=tuple(sorted(w))) for i, w in enumerate(wanted)]
    seated, without = with_slots(pairs)
    given_ = [one.slot for one in seated if one.slot]
    assert len(given_) == len(set(given_)) == len(pairs) - len(without)
    assert all(one.slot in one.slots for one in seated if one.slot)
    best = max(
        sum(slot in pair_.slots for slot, pair_ in zip(order, pairs, strict=False))
        for order in permutations((*SLOTS, *[""] * len(pairs)), len(pairs))
    )
    assert len(given_) == best
