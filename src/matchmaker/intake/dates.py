"""
A date as people write it.

Nothing is guessed: it is read day first, or as ISO writes it, or not at all.
"""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import NamedTuple

from matchmaker.intake.cells import CellFault, short

MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov",
          "dec")  # fmt: skip
FULL_MONTHS = ("january", "february", "march", "april", "may", "june", "july",
               "august", "september", "october", "november", "december")  # fmt: skip

TIME = r"(?:[T ]\s*[0-9]{1,2}:[0-9]{2}.{0,20})?"
ISO = re.compile(rf"([0-9]{{4}})[-/]([0-9]{{1,2}})[-/]([0-9]{{1,2}}){TIME}")
UK = re.compile(
    rf"([0-9]{{1,2}})[-/. ]([0-9]{{1,2}})[-/. ]([0-9]{{2}}|[0-9]{{4}}){TIME}"
)
WORDED = re.compile(
    rf"([0-9]{{1,2}})(?:st|nd|rd|th)?[-/. ]+([a-z]{{3,9}})\.?[-/, ]+"
    rf"([0-9]{{2}}|[0-9]{{4}}){TIME}"
)
ON_A_WEEKDAY = re.compile(r"(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*\.?,?\s+")
SERIAL = re.compile(r"[0-9]{5}(?:\.[0-9]+)?")
DAY_ZERO = date(1899, 12, 30)
"""Spreadsheets count days from here."""
FIRST_YEAR, LAST_YEAR = 1950, 2100
FIRST_SERIAL, LAST_SERIAL = 18264, 73415
"""Day counts of those years: other five-figure numbers are no dates."""

DATE_REMEDY = "Write the day first, such as 25/04/2022, or 2022-04-25."


class _Parts(NamedTuple):
    year: str
    month: int
    day: int


def calendar_date(text: str) -> date:
    """
    A date: day first, or as ISO writes it, or a spreadsheet's count of days.

    >>> calendar_date("04/11/2026"), calendar_date("4 Nov 2026")
    (datetime.date(2026, 11, 4), datetime.date(2026, 11, 4))
    """
    if SERIAL.fullmatch(text):
        return _from_serial(int(text[:5]))
    parts = _date_parts(ON_A_WEEKDAY.sub("", text.casefold(), count=1))
    if parts is None:
        raise CellFault(f'"{short(text)}" is not a date', DATE_REMEDY)
    if len(parts.year) == 2:
        raise CellFault(
            f'"{short(text)}" has a year of two figures', "Write all four figures."
        )
    return _from_parts(text, parts)


def _from_serial(count: int) -> date:
    if not FIRST_SERIAL <= count <= LAST_SERIAL:
        raise CellFault(f'"{count}" is not a date', DATE_REMEDY)
    return DAY_ZERO + timedelta(days=count)


def _date_parts(text: str) -> _Parts | None:
    if found := ISO.fullmatch(text):
        return _Parts(found[1], int(found[2]), int(found[3]))
    if found := UK.fullmatch(text):
        return _Parts(found[3], int(found[2]), int(found[1]))
    if found := WORDED.fullmatch(text):
        month = _month(found[2])
        # 07-Sep-26 is what spreadsheets show by default, and leaves no doubt.
        year = found[3] if len(found[3]) == 4 else f"20{found[3]}"
        return _Parts(year, month, int(found[1])) if month else None
    return None


def _month(word: str) -> int | None:
    if word == "sept":
        return 9
    for names in (MONTHS, FULL_MONTHS):
        if word in names:
            return names.index(word) + 1
    return None


def _from_parts(text: str, parts: _Parts) -> date:
    year = int(parts.year)
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise CellFault(
            f'"{short(text)}" lies outside {FIRST_YEAR} to {LAST_YEAR}', DATE_REMEDY
        )
    try:
        return date(year, parts.month, parts.day)
    except ValueError:
        # 04/25/2022: months first are not turned round, because 04/05/2022 could not be.
        raise CellFault(
            f'"{short(text)}" is no day of the calendar when read day first',
            DATE_REMEDY,
        ) from None
