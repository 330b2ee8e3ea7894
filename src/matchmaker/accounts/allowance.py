"""
How many hours of general mentor training are paid for: the cap.

A cap holds for one mentor with one accredited provider in one academic year, over all
schools together. It is the initial training's or the refresher's. Prior learning that
the provider credits lessens it. (itt-mentor-services, training_allowance.rb, and the
conditions of grant.)
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal, NamedTuple, Self

from matchmaker.accounts.tables import RateTables
from matchmaker.domain.academic_year import AcademicYear
from matchmaker.domain.spelling import folded
from matchmaker.domain.training import TrainingHours
from matchmaker.errors import InputError
from matchmaker.intake.dated_table import RateRow

AllowanceKind = Literal["initial", "refresher"]


class Trainee(NamedTuple):
    """
    Whose hours are capped together, however they are spelt.

    Attributes:
        mentor: The mentor.
        provider: The accredited provider.
    """

    mentor: str
    provider: str

    @classmethod
    def of(cls, mentor: str, provider: str) -> Self:
        """
        The one whom these spellings mean: a slip of the pen earns no second cap.

        >>> Trainee.of("M12", "Mercia University") == Trainee.of("m12 ", "mercia university")
        True
        """
        return cls(folded(mentor), folded(provider))


@dataclass(frozen=True, slots=True)
class Allowance:
    """
    What one mentor may be paid for with one provider in one year.

    Attributes:
        kind: Initial or refresher training.
        cap: Hours before prior learning.
        prior: Hours that the provider credited.
    """

    kind: AllowanceKind
    cap: int
    prior: int

    @property
    def hours(self) -> int:
        """Hours that may be paid for."""
        return max(self.cap - self.prior, 0)


class Allowances:
    """Caps by year and kind of training, and the prior learning that lessens them."""

    def __init__(
        self,
        records: Sequence[TrainingHours],
        years: Sequence[AcademicYear],
        tables: RateTables,
    ) -> None:
        """Take the caps, and from the records of these years what was credited."""
        self._table = tables["itt_allowances"]
        self.version = self._table.version
        self._caps: dict[tuple[AllowanceKind, AcademicYear], int] = {}
        self._prior: dict[tuple[Trainee, AcademicYear], int] = defaultdict(int)
        for record, year in zip(records, years, strict=True):
            if record.kind == "prior learning" and record.status != "rejected":
                who = Trainee.of(record.mentor, record.provider)
                self._prior[who, year] += record.hours

    def of(self, who: Trainee, year: AcademicYear, kind: AllowanceKind) -> Allowance:
        """
        The allowance of a mentor with a provider in a year.

        Raises:
            InputError: The table has no cap for the year.
        """
        return Allowance(kind, self._cap(kind, year), self._prior.get((who, year), 0))

    def _cap(self, kind: AllowanceKind, year: AcademicYear) -> int:
        if (kind, year) not in self._caps:
            row = self._table.in_force(year.days.start, kind=kind)
            if row is None:
                raise InputError(f"itt_allowances.csv has no {kind} hours for {year}.")
            self._caps[kind, year] = row.whole("hours")
        return self._caps[kind, year]


def years_of(
    records: Sequence[TrainingHours], tables: RateTables
) -> tuple[AcademicYear, ...]:
    """
    The academic year that each record counts in, by its word or by its day.

    Windows overlap, because training for a year may begin in the spring before: a day
    in two windows needs the year said.

    Raises:
        InputError: Some days lie in no window, or in two; all are named.
    """
    open_on = {day: open_years(day, tables) for day in {one.on for one in records}}
    years, faults = [], []
    for record in records:
        open_, said = open_on[record.on], record.academic_year
        if said is not None:
            open_ = [year for year in open_ if year == said]
        if len(open_) == 1:
            years.append(open_[0])
        else:
            faults.append(_window_fault(record, open_))
    if faults:
        raise InputError("Some training counts in no academic year.", faults)
    return tuple(years)


def open_years(day: date, tables: RateTables) -> list[AcademicYear]:
    """Years in whose training window a day lies, the earliest first."""
    rows = tables["itt_windows"].all_in_force(day)
    return sorted(map(_named_year, rows))


def _named_year(row: RateRow) -> AcademicYear:
    try:
        return AcademicYear.named(row["academic_year"])
    except ValueError as error:
        raise row.fault(str(error)) from None


def _window_fault(record: TrainingHours, open_: Sequence[AcademicYear]) -> str:
    where = f"claim {record.claim}, mentor {record.mentor}, on {record.on}"
    if open_:
        named = " and ".join(year.name for year in open_)
        return f"{where}: the day lies in the windows of {named}: say which"
    if record.academic_year is not None:
        year = record.academic_year
        return f"{where}: the day lies outside the training window of {year}"
    return f"{where}: itt_windows.csv has no training window for the day"


def hourly_pence(tables: RateTables, area: str, day: date) -> int:
    """
    Pence for an hour of training in an area on a day.

    Raises:
        InputError: The table has no rate for it.
    """
    row = tables["itt_hourly_rates"].in_force(day, area=area)
    if row is None:
        raise InputError(f"itt_hourly_rates.csv has no rate for '{area}' on {day}.")
    return row.whole("pence_per_hour")
