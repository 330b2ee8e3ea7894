"""Who does what in which term."""

from collections import Counter
from datetime import date

from hypothesis import given, settings
from hypothesis import strategies as st

from matchmaker.accounts import RateTables
from matchmaker.accounts.timetable import (
    MEETING,
    buddy_timetable,
    timetable,
    training_starts,
)
from matchmaker.domain.induction import Induction, MentorTerms

START = date(2024, 9, 1)
TABLES = RateTables()


def induction(ect="Eve", mentor="Ada", **more) -> Induction:
    return Induction(
        **({"ect": ect, "mentor": mentor, "school": "S", "start": START} | more)
    )


def minutes(sessions, party: str) -> int:
    return sum(one.total for one in sessions if one.party == party)


def by_term(sessions, party: str) -> dict[str, int]:
    found: Counter = Counter()
    for one in sessions:
        if one.party == party:
            found[str(one.term)] += one.total
    return dict(found)


def test_a_mentors_training_by_term():
    found = by_term(timetable([induction()], {}, TABLES), "mentor")
    assert found == {
        "Autumn 2024 to 2025": 7 * 60,
        "Spring 2024 to 2025": 9 * 60,
        "Summer 2024 to 2025": 2 * 60,
        "Autumn 2025 to 2026": 4 * 60,
        "Spring 2025 to 2026": 4 * 60,
        "Summer 2025 to 2026": 5 * 60,
    }


def test_an_early_career_teachers_training_is_62_hours():
    """11 regional, 12 local, 7 of webinars and 32 of self-study."""
    assert minutes(timetable([induction()], {}, TABLES), "ect") == 62 * 60


def test_a_pair_meets_39_times_in_the_first_year_and_20_times_in_the_second():
    """The 20 hours of the second year are those that are funded."""
    meetings = [
        one for one in timetable([induction()], {}, TABLES) if one.party == "pair"
    ]
    assert [one.sessions for one in meetings] == [14, 12, 13, 7, 6, 7]
    assert {(one.activity, one.minutes) for one in meetings} == {(MEETING, 60)}


def test_at_half_time_the_same_hours_take_four_years():
    full = timetable([induction()], {}, TABLES)
    half = timetable([induction(fte_percent=50)], {}, TABLES)
    assert minutes(half, "ect") == minutes(full, "ect")
    # 78 weeks of 30 minutes, then 39 fortnights of 30: half an hour less than 39 + 20,
    # because 39 weeks have a fortnight more than half their number.
    assert minutes(full, "pair") == 39 * 60 + 20 * 60
    assert minutes(half, "pair") == 78 * 30 + 39 * 30
    assert len(by_term(half, "pair")) == 12
    assert max(one.term.year.name for one in half) == "2027 to 2028"


def test_a_mentor_trains_once_however_many_people_there_are():
    """Two at half time: the mentor's training is not stretched and not doubled."""
    two = [induction("Eve", fte_percent=50), induction("Flo", fte_percent=50)]
    found = timetable(two, {}, TABLES)
    assert minutes(found, "mentor") == 31 * 60
    assert len(by_term(found, "mentor")) == 6


def test_a_mentor_begins_with_the_first_teacher_or_on_a_day_of_their_own():
    later = induction("Flo", start=date(2025, 1, 6))
    assert training_starts([later, induction()], {}) == {"Ada": START}
    assert training_starts([induction(), later], {}) == {"Ada": START}
    agreed = {"Ada": MentorTerms(mentor="Ada", training_from=date(2023, 9, 1))}
    assert training_starts([induction()], agreed) == {"Ada": date(2023, 9, 1)}


def test_who_does_not_train_has_no_training():
    agreed = {"Ada": MentorTerms(mentor="Ada", trains=False)}
    assert minutes(timetable([induction()], agreed, TABLES), "mentor") == 0


def test_induction_may_begin_in_any_term():
    found = timetable([induction(start=date(2025, 1, 6))], {}, TABLES)
    assert str(found[0].term) == "Spring 2024 to 2025"


def test_a_term_with_few_days_left_has_few_meetings():
    """From 15 June on 7 of 13 weeks are left: the term counts, and has 7 meetings."""
    found = timetable([induction(start=date(2025, 6, 15))], {}, TABLES)
    meetings = [one for one in found if one.party == "pair"]
    assert [one.sessions for one in meetings] == [7, 14, 12, 7, 7, 6]
    assert str(meetings[0].term) == "Summer 2024 to 2025"


def test_who_begins_at_a_term_s_end_has_six_terms_more():
    """From 30 June on 5 weeks are left: 5 meetings, and then two whole years."""
    found = timetable([induction(start=date(2025, 6, 30))], {}, TABLES)
    meetings = [one for one in found if one.party == "pair"]
    assert [one.sessions for one in meetings] == [5, 14, 12, 13, 7, 6, 7]
    training = by_term(found, "mentor")
    assert len(training) == 6
    assert "Summer 2024 to 2025" not in training
    assert "Summer 2024 to 2025" not in by_term(found, "ect")


def test_the_last_day_of_a_term_has_nothing_of_it():
    found = timetable([induction(start=date(2025, 8, 31))], {}, TABLES)
    assert min(str(one.term.year) for one in found) == "2025 to 2026"
    assert minutes(found, "pair") == 59 * 60


def test_buddies_meet_for_ten_hours_in_six_terms():
    found = buddy_timetable([("Ada", "Bo"), ("Bo", "Cy")], START, TABLES)
    ada = [one for one in found if one.person == "Ada"]
    assert [one.sessions for one in ada] == [2, 2, 1, 2, 2, 1]
    assert {(one.partner, one.minutes) for one in ada} == {("Bo", 60)}
    assert str(ada[-1].term) == "Summer 2025 to 2026"
    assert minutes(found, "buddies") == 2 * 600


def test_meetings_keep_their_half_day():
    found = timetable([induction(slot="mon-am")], {}, TABLES)
    assert {one.slot for one in found if one.party == "pair"} == {"mon-am"}
    assert {one.slot for one in found if one.party != "pair"} == {None}


@given(st.integers(1, 100))
@settings(max_examples=50, deadline=None)
def test_part_time_loses_no_session(fte):
    full = timetable([induction()], {}, TABLES)
    part = timetable([induction(fte_percent=fte)], {}, TABLES)
    for sessions in (full, part):
        assert minutes(sessions, "ect") == 62 * 60

    def count(sessions):
        found = Counter()
        for one in sessions:
            if one.party == "ect":
                found[one.activity] += one.sessions
        return found

    assert count(full) == count(part)
