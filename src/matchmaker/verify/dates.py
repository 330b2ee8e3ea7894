"""The same calendar day in another year."""

from __future__ import annotations

from datetime import MAXYEAR, MINYEAR, date


def years_later(day: date, years: int) -> date:
    """
    The same calendar day so many years later, or earlier if negative.

    29 February falls to the 28th where there is none. The calendar's first and
    last years are not left, because people write 31 December 9999 for "never".

    >>> years_later(date(2024, 2, 29), -3), years_later(date(2022, 4, 1), 3)
    (datetime.date(2021, 2, 28), datetime.date(2025, 4, 1))
    """
    year = min(max(day.year + years, MINYEAR), MAXYEAR)
    try:
        return day.replace(year=year)
    except ValueError:
        return day.replace(year=year, day=28)
