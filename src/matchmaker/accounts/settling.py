"""
Which hours of training are paid for, and what they leave of each mentor's cap.

Hours are settled one record at a time, year by year: what was submitted first, then
drafts, then what is planned; among equals by the day submitted, the day of training,
and the order given. A record that asks for more than is left is not paid at all, and
says so: no hours are cut off in silence, and what is refused uses nothing up.

Nor does what is refused or rejected make anybody a refresher. The service's own rule is
"a claim of an earlier year that is more than a draft"; but it lets nobody claim beyond
the cap and counts no rejected hours as used, and whoever was not paid for any training
has had no initial training at public cost.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from matchmaker.accounts.allowance import (
    Allowance,
    AllowanceKind,
    Allowances,
    Trainee,
    years_of,
)
from matchmaker.accounts.lines import AHEAD
from matchmaker.accounts.tables import RateTables
from matchmaker.domain.academic_year import AcademicYear
from matchmaker.domain.spelling import folded
from matchmaker.domain.training import TrainingDay, TrainingHours


@dataclass(frozen=True, slots=True)
class Counted:
    """Hours, and the academic year that they count in."""

    record: TrainingHours
    year: AcademicYear

    @property
    def who(self) -> Trainee:
        """With whom their cap is shared."""
        return Trainee.of(self.record.mentor, self.record.provider)


class Settlement:
    """
    Records of training, settled.

    Attributes:
        counted: Those that are or may be paid for, in the order given: prior learning
            is not among them.
        unpaid: For each of them why it is not paid, or nothing.
        version: The table of caps behind it.
    """

    def __init__(
        self,
        records: Sequence[TrainingHours],
        tables: RateTables,
        days: Sequence[TrainingDay] = (),
    ) -> None:
        """
        Settle the records of all years: earlier ones decide who is refreshed.

        Raises:
            InputError: A record lies in no training window, or in two, or there is no
                cap for its year.
        """
        years = years_of(records, tables)
        self._allowances = Allowances(records, years, tables)
        self.version = self._allowances.version
        self.counted = tuple(
            Counted(record, year)
            for record, year in zip(records, years, strict=True)
            if record.kind != "prior learning"
        )
        self.unpaid = [
            one.record.unfunded or _off_day(one.record, days) for one in self.counted
        ]
        self._used: Counter[tuple[Trainee, AcademicYear]] = Counter()
        self._first: dict[Trainee, AcademicYear] = {}
        for place in sorted(range(len(self.counted)), key=self._turn):
            self._settle(place)

    def allowance(self, who: Trainee, year: AcademicYear) -> Allowance:
        """
        What a mentor may be paid for with a provider in a year, all hours together.

        Raises:
            InputError: The table has no cap for the year.
        """
        first = self._first.get(who, year)
        kind: AllowanceKind = "refresher" if first < year else "initial"
        return self._allowances.of(who, year, kind)

    def left(self, who: Trainee, year: AcademicYear) -> int:
        """
        Hours of it that are still to be had.

        Raises:
            InputError: The table has no cap for the year.
        """
        return max(self.allowance(who, year).hours - self._used[who, year], 0)

    def _turn(self, place: int) -> tuple[AcademicYear, int, date, date]:
        """What is settled first: by year, how far the claim has come, then by days."""
        record, year = self.counted[place].record, self.counted[place].year
        stage = 2 if record.status == "planned" else int(record.status in AHEAD)
        return year, stage, record.submitted_on or record.on, record.on

    def _settle(self, place: int) -> None:
        record, year = self.counted[place].record, self.counted[place].year
        who = self.counted[place].who
        allowance, left = self.allowance(who, year), self.left(who, year)
        if self.unpaid[place] or record.status == "rejected":
            return
        if record.hours > left:
            self.unpaid[place] = (
                f"{_hours(record.hours)} asked for, {left} left of {allowance.hours} "
                f"({allowance.kind}, {year}, {record.provider})"
            )
            return
        self._used[who, year] += record.hours
        if record.status not in AHEAD:
            self._first.setdefault(who, year)


def _hours(count: int) -> str:
    return "1 hour" if count == 1 else f"{count} hours"


def _off_day(record: TrainingHours, days: Sequence[TrainingDay]) -> str:
    """Why synchronous hours do not fit the days that their provider fixed."""
    if record.kind != "synchronous" or not days:
        return ""
    provider = folded(record.provider)
    fixed = [
        day for day in days if day.on == record.on and folded(day.provider) == provider
    ]
    if not fixed:
        return f"{record.provider} has no training day on {record.on}"
    if record.hours > fixed[0].hours:
        return (
            f"{_hours(record.hours)} on {record.on}, when the day has {fixed[0].hours}"
        )
    return ""
