"""Stretches of days: half-open inside, inclusive for people."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True, order=True)
class Interval:
    """
    The days from `start` up to, but not including, `end`.

    Attributes:
        start: The first day.
        end: The day after the last.
    """

    start: date
    end: date

    @classmethod
    def of_days(cls, first: date | None, last: date | None) -> Interval:
        """The interval of two inclusive days; `None` leaves that side open."""
        end = date.max if last is None or last == date.max else last + DAY
        return cls(first or date.min, end)

    @property
    def last(self) -> date:
        """The last day."""
        return self.end - DAY

    def __contains__(self, day: date) -> bool:
        return self.start <= day < self.end

    def meets(self, other: Interval) -> bool:
        """Whether the two have a day in common."""
        return self.start < other.end and other.start < self.end

    def __str__(self) -> str:
        """
        Both days named, as people count them.

        >>> str(Interval(date(2025, 9, 1), date(2026, 9, 1)))
        '2025-09-01 to 2026-08-31'
        """
        since = "" if self.start == date.min else f"{self.start} "
        return f"{since}to {self.last}" if self.end != date.max else f"{since}onwards"
