"""The schedule of hours, as the programme's description gives it."""

from collections import Counter
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from matchmaker.accounts import RateTables
from matchmaker.accounts.schedule import (
    Meetings,
    meeting_minutes,
    schedule_on,
    term_of_session,
    terms_needed,
    year_of_term,
)
from matchmaker.errors import InputError

DAY = date(2024, 9, 1)
SCHEDULE = schedule_on(RateTables(), DAY)


def hours(who: str, **only: object) -> int:
    chosen = [
        one
        for one in SCHEDULE.of(who)
        if all(getattr(one, name) == value for name, value in only.items())
    ]
    minutes = sum(one.sessions * one.minutes for one in chosen)
    assert minutes % 60 == 0
    return minutes // 60


def test_mentors_have_18_hours_in_the_first_year_and_13_in_the_second():
    assert (hours("mentor", year=1), hours("mentor", year=2)) == (18, 13)
    assert hours("mentor") == 31


@pytest.mark.parametrize(
    ("year", "term", "whole"),
    [(1, 1, 7), (1, 2, 9), (1, 3, 2), (2, 1, 4), (2, 2, 4), (2, 3, 5)],
)
def test_mentors_hours_by_term(year, term, whole):
    assert hours("mentor", year=year, term=term) == whole


def test_mentors_who_begin_in_september_2025_have_20_hours_in_one_year():
    later = schedule_on(RateTables(), date(2025, 9, 1)).of("mentor")
    assert sum(one.sessions * one.minutes for one in later) == 20 * 60
    assert {one.year for one in later} == {1}
    assert not any(one.stated for one in later)


def test_buddies_meet_ten_times_for_an_hour_five_times_each_year():
    buddies = [one for one in SCHEDULE.of("mentor") if one.name == "buddy session"]
    assert {one.minutes for one in buddies} == {60}
    meetings = Counter()
    for one in buddies:
        meetings[one.year] += one.sessions
    assert meetings == {1: 5, 2: 5}


@pytest.mark.parametrize(
    ("activity", "whole"),
    [("regional training event", 11), ("local group session", 12), ("webinar", 7)],
)
def test_early_career_teachers_hours_by_activity(activity, whole):
    assert hours("ect", name=activity) == whole


def test_self_study_is_what_the_cells_say_and_not_the_slip_in_their_total():
    """The described schedule gives 26 and 6 hours, and 31 as their sum."""
    assert hours("ect", name="self-study", year=1) == 26
    assert hours("ect", name="self-study", year=2) == 6
    assert hours("ect", name="self-study") == 32


def test_what_the_description_does_not_place_is_marked_as_proposed():
    assert all(one.stated for one in SCHEDULE.of("mentor"))
    stated = {
        (one.name, one.year, one.term) for one in SCHEDULE.of("ect") if one.stated
    }
    assert stated == {
        ("regional training event", 1, 2),
        ("regional training event", 2, 1),
        ("webinar", 1, 1),
    }


def test_meetings_are_weekly_and_then_fortnightly():
    assert [SCHEDULE.meetings[year].every_weeks for year in (1, 2)] == [1, 2]


@pytest.mark.parametrize(
    ("fte", "terms"), [(100, 6), (99, 7), (80, 8), (60, 10), (50, 12), (20, 30)]
)
def test_part_time_takes_longer(fte, terms):
    """At half time two years become four: twelve terms."""
    assert terms_needed(fte) == terms


@pytest.mark.parametrize(
    ("fte", "minutes"), [(100, 60), (50, 30), (33, 20), (99, 59), (1, 1), (12, 7)]
)
def test_meetings_are_shorter_at_part_time_rounded_half_up(fte, minutes):
    """12 % of 60 minutes are 7.2, and 99 % are 59.4."""
    assert meeting_minutes(Meetings(1, 1, 60), fte) == minutes


def test_half_a_minute_is_rounded_up():
    assert meeting_minutes(Meetings(1, 1, 50), 33) == 17  # 16.5
    assert meeting_minutes(Meetings(1, 1, 50), 31) == 16  # 15.5


@pytest.mark.parametrize(
    ("fte", "first_of_year_two"), [(100, 3), (50, 6), (60, 5), (80, 4)]
)
def test_the_second_year_begins_later_at_part_time(fte, first_of_year_two):
    assert year_of_term(first_of_year_two - 1, fte) == 1
    assert year_of_term(first_of_year_two, fte) == 2


@settings(deadline=None)
@given(st.integers(1, 100))
def test_no_session_is_lost_or_falls_out_of_induction(fte):
    for activity in SCHEDULE.activities:
        places = [term_of_session(activity, n, fte) for n in range(activity.sessions)]
        assert places == sorted(places)
        assert all(0 <= place < terms_needed(fte) for place in places)


def test_full_time_keeps_every_session_in_its_own_term():
    for activity in SCHEDULE.activities:
        for number in range(activity.sessions):
            assert term_of_session(activity, number, 100) == activity.place


def test_a_cohort_without_a_schedule_is_refused(own_tables):
    later = own_tables("ecf_meetings", ("1,1,60,,", "1,1,60,2025-09-01,"))
    with pytest.raises(
        InputError, match="no schedule of two years for those who begin"
    ):
        schedule_on(later, DAY)


def test_a_fourth_term_is_refused(own_tables):
    wrong = own_tables("ecf_schedule", ("mentor,1,3,webinar", "mentor,1,4,webinar"))
    with pytest.raises(InputError, match="webinar of mentor, year 1, term 4"):
        schedule_on(wrong, DAY)
