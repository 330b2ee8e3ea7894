"""Academic years: from 1 September to 31 August, named after both, "2025 to 2026"."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from matchmaker.domain.interval import Interval

FIRST_MONTH = 9
"""An academic year begins on the first of September."""
NAME = re.compile(r"([0-9]{4})\s*(?:to|[-/_])\s*([0-9]{4}|[0-9]{2})")


@dataclass(frozen=True, slots=True, order=True)
class AcademicYear:
    """
    An academic year.

    Attributes:
        first: The calendar year in which it begins.
    """

    first: int

    @classmethod
    def of(cls, day: date) -> AcademicYear:
        """
        The academic year in which a day lies.

        >>> AcademicYear.of(date(2025, 8, 31)).name, AcademicYear.of(date(2025, 9, 1)).name
        ('2024 to 2025', '2025 to 2026')
        """
        return cls(day.year if day.month >= FIRST_MONTH else day.year - 1)

    @classmethod
    def named(cls, text: str) -> AcademicYear:
        """
        The academic year of a name such as "2025 to 2026", "2025/26" or "2025_2026".

        Raises:
            ValueError: It is no such name.
        """
        found = NAME.fullmatch(text.strip())
        year = cls(int(found[1])) if found else None
        if found and year and found[2] in (f"{year.first + 1}", year.name[-2:]):
            return year
        raise ValueError(f'"{text}" is not an academic year such as "2025 to 2026"')

    @property
    def name(self) -> str:
        """Both calendar years, such as "2025 to 2026"."""
        return f"{self.first} to {self.first + 1}"

    @property
    def days(self) -> Interval:
        """From 1 September to 31 August."""
        return Interval(
            date(self.first, FIRST_MONTH, 1), date(self.first + 1, FIRST_MONTH, 1)
        )

    def __str__(self) -> str:
        return self.name
