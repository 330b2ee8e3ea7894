"""Whole years before and after a day."""

from __future__ import annotations

from datetime import date


def years_before(day: date, years: int) -> date:
    """
    The same calendar day some years earlier; 29 February falls to the 28th.

    >>> years_before(date(2024, 2, 29), 3)
    datetime.date(2021, 2, 28)
    """
    return _in_year(day, max(day.year - years, date.min.year))


def years_after(day: date, years: int) -> date:
    """
    The same calendar day some years later; 29 February falls to the 28th.

    >>> years_after(date(2022, 8, 31), 3)
    datetime.date(2025, 8, 31)
    """
    if day.year + years > date.max.year:
        return date.max
    return _in_year(day, day.year + years)


def _in_year(day: date, year: int) -> date:
    try:
        return day.replace(year=year)
    except ValueError:
        return day.replace(year=year, day=28)
