"""A change of mentor or school during induction: who is paid, and who meets when."""

from __future__ import annotations

from collections import Counter
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from matchmaker.accounts import RateTables, books_of_ledger
from matchmaker.accounts.clashes import Booked, clashes
from matchmaker.accounts.grants import grant_lines
from matchmaker.accounts.lines import total
from matchmaker.accounts.slots import with_slots
from matchmaker.accounts.timetable import timetable
from matchmaker.domain.induction import Induction, MentorTerms
from matchmaker.domain.ledger import Ledger
from matchmaker.domain.organisation import Organisation
from matchmaker.errors import InputError

OLD, NEW = date(2024, 9, 1), date(2025, 9, 1)
DAY = timedelta(days=1)
TODAY = date(2026, 9, 1)
TABLES = RateTables()
SCHOOLS = {
    "leeds": Organisation(id="leeds", district="Leeds", type="34"),
    "york": Organisation(id="york", district="York", type="34"),
    "camden": Organisation(id="camden", district="Camden", type="34"),
}


def stage(start=OLD, until=None, mentor="Ada", school="leeds", ect="Eve", **more):
    return Induction(
        ect=ect, mentor=mentor, school=school, start=start, until=until, **more
    )


def lines_of(*stages, on=TODAY, **mentors):
    agreed = {name: MentorTerms(mentor=name, **said) for name, said in mentors.items()}
    return grant_lines(stages, agreed, SCHOOLS, TABLES, on)


def paid(lines) -> dict[tuple[str, str], tuple[str, int, str]]:
    return {
        (line.party, line.what): (line.organisation, line.pence, line.status)
        for line in lines
    }


def meetings(*stages):
    return [one for one in timetable(stages, {}, TABLES) if one.party == "pair"]


class TestGrants:
    def test_the_mentor_who_takes_over_is_trained_as_of_that_day(self):
        """1,200 + 900 once; 2 x 788.05 for Ada of 2024, 144.34 + 577.34 for Bo of 2025."""
        lines = lines_of(stage(until=NEW - DAY), stage(NEW, mentor="Bo"))
        assert paid(lines) == {
            ("Eve", "time off timetable"): ("leeds", 120_000, "due"),
            ("Eve", "mentoring"): ("leeds", 90_000, "due"),
            ("Ada", "mentor training year 1"): ("leeds", 78_805, "due"),
            ("Ada", "mentor training year 2"): ("leeds", 78_805, "planned"),
            ("Bo", "mentor training started"): ("leeds", 14_434, "due"),
            ("Bo", "mentor training engaged"): ("leeds", 57_734, "planned"),
        }

    def test_who_has_nobody_any_more_is_paid_for_once_it_is_declared(self):
        """Mentors may go on with their training, and nobody has to believe it."""
        lines = lines_of(
            stage(until=NEW - DAY), stage(NEW, mentor="Bo"), Ada={"engaged_percent": 90}
        )
        assert paid(lines)["Ada", "mentor training year 2"][2] == "due"

    def test_a_school_is_paid_for_the_year_that_ends_there(self):
        lines = lines_of(stage(until=NEW - DAY), stage(NEW, school="york"))
        assert {line.what: line.organisation for line in lines} == {
            "time off timetable": "york",
            "mentoring": "york",
            "mentor training year 1": "leeds",
            "mentor training year 2": "york",
        }
        assert total(lines) == 367_610

    @pytest.mark.parametrize(
        ("moves", "school"), [(date(2026, 8, 31), "york"), (TODAY, "leeds")]
    )
    def test_the_last_of_august_decides(self, moves, school):
        lines = lines_of(stage(until=moves - DAY), stage(moves, school="york"))
        assert {one.organisation for one in lines if one.party == "Eve"} == {school}

    def test_the_figures_are_those_of_the_school_that_is_paid(self):
        """In inner London 1,500 and 1,100; year 1 of Ada's training in Leeds."""
        lines = lines_of(stage(until=NEW - DAY), stage(NEW, school="camden"))
        assert {line.what: (line.pence, line.area) for line in lines} == {
            "time off timetable": (150_000, "inner"),
            "mentoring": (110_000, "inner"),
            "mentor training year 1": (78_805, "rest"),
            "mentor training year 2": (96_462, "inner"),
        }

    def test_a_move_keeps_the_cohort_and_so_the_missing_figures(self):
        """Of 2025 there are none for inner London; of 2024 there are."""
        with pytest.raises(InputError) as error:
            lines_of(
                stage(NEW, date(2026, 8, 31)), stage(date(2026, 9, 1), school="camden")
            )
        assert error.value.faults == (
            "ecf_grants.csv has no figure for time off timetable, mentoring in "
            "Inner London for those who begin on 2025-09-01",
        )

    @pytest.mark.parametrize(
        ("last", "reason"),
        [
            (date(2026, 8, 31), ""),
            (
                date(2026, 8, 30),
                "induction ended on 2026-08-30, before the grant's year, on 2026-08-31",
            ),
        ],
    )
    def test_who_leaves_before_the_year_ends_earns_nothing(self, last, reason):
        lines = [one for one in lines_of(stage(until=last)) if one.party == "Eve"]
        assert [line.unpaid for line in lines] == [reason, reason]

    def test_a_mentor_is_paid_for_where_they_are(self):
        """Ada's first teacher leaves; the second is at York by the end of the year."""
        lines = lines_of(
            stage(until=date(2024, 12, 31)),
            stage(date(2025, 1, 6), ect="Flo", school="york"),
        )
        ada = [line.organisation for line in lines if line.party == "Ada"]
        assert ada == ["york", "york"]


class TestTimetable:
    def test_each_pair_has_the_meetings_of_its_days(self):
        """Of autumn's 14 weeks 7 are left on 1 November, and the rhythm goes on."""
        found = meetings(
            stage(until=date(2024, 10, 31)), stage(date(2024, 11, 1), mentor="Bo")
        )
        assert [(one.partner, one.sessions) for one in found] == [
            ("Ada", 7),
            ("Bo", 7),
            ("Bo", 12),
            ("Bo", 13),
            ("Bo", 7),
            ("Bo", 6),
            ("Bo", 7),
        ]
        assert str(found[0].days) == "2024-09-01 to 2024-10-31"
        assert str(found[1].days) == "2024-11-01 to 2024-12-31"

    def test_induction_that_is_broken_off_has_nothing_after_its_term(self):
        found = timetable([stage(until=date(2025, 3, 31))], {}, TABLES)
        assert {one.term.name for one in found if one.party != "mentor"} == {
            "Autumn",
            "Spring",
        }

    def test_a_half_day_that_is_handed_over_is_no_clash(self):
        change = date(2024, 10, 15)
        eve = [
            stage(until=change - DAY, slot="mon-am"),
            stage(change, mentor="Bo", slot="mon-am"),
        ]
        sessions = timetable(eve, {}, TABLES)
        assert not clashes(sessions, {})
        early = stage(change - DAY, mentor="Ada", ect="Flo", slot="mon-am")
        found = clashes(timetable([*eve, early], {}, TABLES), {})
        assert [(one.person, one.detail) for one in found] == [
            ("Ada", "mon-am: Eve with Ada and Flo with Ada")
        ]

    def test_a_training_day_after_the_pair_is_no_clash(self):
        """Both are Mondays of one term."""
        sessions = timetable(
            [stage(until=date(2024, 11, 4), slot="mon-am")], {}, TABLES
        )
        for on, count in [(date(2024, 11, 4), 1), (date(2024, 11, 11), 0)]:
            booked = [Booked("Ada", on, ("am",), "training")]
            assert len(clashes(sessions, {}, booked)) == count

    def test_a_half_day_serves_one_pair_after_another(self):
        """Gus is there all the time; Eve and Flo share Monday, one after the other."""
        seated, without = with_slots(
            [
                stage(ect="Gus", slots=("mon-am", "tue-am")),
                stage(until=NEW - DAY, slots=("mon-am",)),
                stage(NEW, ect="Flo", slots=("mon-am",)),
            ]
        )
        assert [one.slot for one in seated] == ["tue-am", "mon-am", "mon-am"]
        assert not without
        _, without = with_slots(
            [
                stage(until=NEW, slots=("mon-am",)),
                stage(NEW, ect="Flo", slots=("mon-am",)),
            ]
        )
        assert [one.detail for one in without] == ["none of mon-am is left for Flo"]


@st.composite
def moved(draw):
    """An induction, and the same in stages with other mentors and schools."""
    whole = stage(
        date(2023, 9, 1) + draw(st.integers(0, 365)) * DAY,
        fte_percent=draw(st.sampled_from([100, 80, 50])),
    )
    after = st.integers(1, 1000).map(lambda days: whole.start + days * DAY)
    begins = [whole.start, *sorted(draw(st.sets(after, max_size=4)))]
    ends = [*(day - DAY for day in begins[1:]), None]
    stages = [
        whole.model_copy(
            update={
                "start": start,
                "until": until,
                "mentor": draw(st.sampled_from(["Ada", "Bo"])),
                "school": draw(st.sampled_from(list(SCHOOLS))),
            }
        )
        for start, until in zip(begins, ends, strict=True)
    ]
    return whole, stages


@settings(deadline=None, max_examples=60)
@given(moved())
def test_moves_change_neither_the_sum_nor_the_meetings_of_a_teacher(case):
    """The sum is that of a whole induction at one of the schools, and no more."""
    whole, stages = case
    agreed = {name: MentorTerms(mentor=name, trains=False) for name in ("Ada", "Bo")}

    def of(*inductions):
        ledger = Ledger(organisations=SCHOOLS, inductions=inductions, mentors=agreed)
        books = books_of_ledger(ledger, TABLES, TODAY)
        held: Counter = Counter()
        for one in books.sessions:
            held[one.party, one.term, one.activity, one.minutes] += one.sessions
        return books.lines, held

    lines, held = of(*stages)
    assert held == of(whole)[1]
    assert len(lines) == 2
    (school,) = {line.organisation for line in lines}
    alone, _ = of(whole.model_copy(update={"school": school}))
    assert lines == alone
    assert school in {one.school for one in stages}
