"""The terms of academic years. They are a table; days of no term are holidays."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from matchmaker.accounts.tables import RateTables
from matchmaker.domain.academic_year import FIRST_MONTH, AcademicYear
from matchmaker.domain.interval import Interval
from matchmaker.errors import InputError
from matchmaker.intake.dated_table import RateRow

MONTH_DAY = re.compile(r"(\d{2})-(\d{2})")


@dataclass(frozen=True, slots=True)
class Term:
    """
    A term of one academic year.

    Attributes:
        name: Such as "Autumn".
        year: The academic year.
        days: Its days.
        weeks: Weeks in which schools teach.
    """

    name: str
    year: AcademicYear
    days: Interval
    weeks: int

    def __str__(self) -> str:
        """Such as "Autumn 2025 to 2026"."""
        return f"{self.name} {self.year}"

    def weeks_from(self, day: date) -> int:
        """
        Of its weeks those that are left on a day, rounded half up.

        They are taken to lie evenly in the term.

        >>> term = Term("Summer", AcademicYear(2024),
        ...             Interval(date(2025, 4, 1), date(2025, 9, 1)), 13)
        >>> [term.weeks_from(day) for day in (
        ...     date(2025, 3, 1), date(2025, 4, 4), date(2025, 6, 15), date(2025, 8, 31))]
        [13, 13, 7, 0]
        """
        left = max((self.days.end - max(day, self.days.start)).days, 0)
        whole = (self.days.end - self.days.start).days
        return (2 * self.weeks * left + whole) // (2 * whole)

    def weeks_in(self, days: Interval) -> int:
        """
        Of its weeks those that fall into a stretch of days, rounded.

        Stretches that follow each other have together what the whole stretch has.
        """
        return self.weeks_from(days.start) - self.weeks_from(days.end)


class Calendar:
    """The terms of any academic year, in order."""

    def __init__(self, tables: RateTables) -> None:
        """
        Take the terms from the table `terms`.

        Raises:
            InputError: A day or a count of weeks is wrong.
        """
        self._table = tables["terms"]
        self.version = self._table.version
        self._known: dict[AcademicYear, tuple[Term, ...]] = {}

    def terms(self, year: AcademicYear) -> tuple[Term, ...]:
        """
        The terms of a year, in order.

        Raises:
            InputError: There are none, or two of them overlap.
        """
        if year not in self._known:
            rows = self._table.all_in_force(year.days.start)
            terms = sorted((_term(row, year) for row in rows), key=lambda t: t.days)
            _check(terms, year)
            self._known[year] = tuple(terms)
        return self._known[year]

    def term_on(self, day: date) -> Term | None:
        """The term in which a day lies; `None` in the holidays."""
        terms = self.terms(AcademicYear.of(day))
        return next((term for term in terms if day in term.days), None)

    def terms_from(self, day: date, count: int) -> tuple[Term, ...]:
        """
        So many terms from a day on.

        One that has begun by then is the first if half of its weeks are left; else it
        is the one after, because who begins at a term's end has not that term.
        """
        found: list[Term] = []
        year = AcademicYear.of(day)
        while len(found) < count:
            found += [
                term
                for term in self.terms(year)
                if term.days.end > day and 2 * term.weeks_from(day) >= term.weeks
            ]
            year = AcademicYear(year.first + 1)
        return tuple(found[:count])


def _term(row: RateRow, year: AcademicYear) -> Term:
    first, last = (_day_of(row, column, year) for column in ("first_day", "last_day"))
    days = Interval.of_days(first, last)
    if days.end <= days.start:
        raise row.fault("the term ends before it begins")
    return Term(row["term"], year, days, row.whole("weeks"))


def _day_of(row: RateRow, column: str, year: AcademicYear) -> date:
    """A day of the calendar as `09-01`, in the year in which it comes."""
    found = MONTH_DAY.fullmatch(row[column])
    month, day = (int(found[1]), int(found[2])) if found else (0, 0)
    try:
        return date(year.first + (month < FIRST_MONTH), month, day)
    except ValueError:
        raise row.fault(
            f'"{row[column]}" in column {column} is not a day of that year such as 09-01'
        ) from None


def _check(terms: list[Term], year: AcademicYear) -> None:
    if not terms:
        raise InputError(f"terms.csv has no terms for {year}.")
    for one, other in pairwise(terms):
        if one.days.meets(other.days):
            raise InputError(
                f"terms.csv: {one.name} and {other.name} overlap in {year}."
            )
