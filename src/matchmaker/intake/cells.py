"""
One cell's text into one value, or a sentence about why not.

Nothing is guessed: "two", "2-3" and "3 max" are no numbers, and a date is read day
first or not at all.
"""

from __future__ import annotations

import re
from datetime import date, timedelta
from fractions import Fraction
from typing import NamedTuple

from matchmaker.intake.columns import Column, plain


class CellFault(Exception):  # noqa: N818 - it never reaches a user: it becomes a Problem
    """
    A cell that cannot be read.

    Attributes:
        problem: What is wrong.
        remedy: What to do.
    """

    def __init__(self, problem: str, remedy: str) -> None:
        super().__init__(problem)
        self.problem = problem
        self.remedy = remedy


INVISIBLE = dict.fromkeys(map(ord, "\u200b\u200c\u200d\u2060\ufeff\x00")) | {
    ord(space): " " for space in "\u00a0\u2007\u202f\t"
}
"""What spreadsheets and web pages leave in cells without anybody seeing it."""


def tidy(cell: str) -> str:
    r"""
    A cell without stray spaces, non-breaking ones among them.

    >>> tidy(" LS2\u00a09JT ")
    'LS2 9JT'
    """
    if cell.isascii() and cell.isprintable():
        return cell.strip()
    return cell.translate(INVISIBLE).replace("\r\n", "\n").strip()


WHOLE = re.compile(r"[+-]?[0-9]+(?:\.0+)?")
AMOUNT = re.compile(r"[+-]?[0-9]+(?:\.[0-9]+)?")
LONGEST = 30
"""No number that means anything has more characters."""


def whole_number(text: str, column: Column) -> int:
    """A whole number within the column's bounds."""
    if not WHOLE.fullmatch(text):
        raise CellFault(
            f'"{short(text)}" is not a whole number', "Write one number in figures."
        )
    if len(text) > LONGEST:
        raise _too_large(text, column)
    number = int(text.split(".", maxsplit=1)[0])
    check_bounds(number, text, column)
    return number


def amount(text: str, column: Column) -> Fraction:
    """A number of days or hours, decimals allowed, exactly."""
    if not AMOUNT.fullmatch(text):
        raise CellFault(
            f'"{short(text)}" is not a number',
            "Write one number in figures, such as 4 or 2.5.",
        )
    if len(text) > LONGEST:
        raise _too_large(text, column)
    number = Fraction(text)
    check_bounds(number, text, column)
    return number


def pence(text: str, most: int) -> int:
    """
    An amount in pounds, as pence.

    Args:
        text: Figures with two decimals at the most; a pound sign and commas may stand.
        most: The most pounds allowed.

    >>> pence("£1,250.50", 10_000)
    125050
    """
    figures = text.removeprefix("\u00a3").replace(",", "")
    number = Fraction(figures) if AMOUNT.fullmatch(figures) else None
    if number is None or number < 0 or number * 100 % 1:
        raise CellFault(
            f'"{short(text)}" is not an amount in pounds',
            "Write pounds in figures, with two decimals at the most.",
        )
    if number > most:
        raise CellFault(
            f"{short(text)} is too much: the most allowed is £{most:,}",
            "Correct the amount.",
        )
    return int(number * 100)


def check_bounds(number: int | Fraction, text: str, column: Column) -> None:
    """Raise what is wrong with a number that lies outside its column's bounds."""
    if number > column.most:
        raise _too_large(text, column)
    if number < column.least:
        raise CellFault(
            f"{short(text)} is too small: the least allowed is {column.least}",
            f"Write a number from {column.least} to {column.most}.",
        )


def _too_large(text: str, column: Column) -> CellFault:
    return CellFault(
        f"{short(text)} is too large: the most allowed is {column.most}",
        f"Write a number from {column.least} to {column.most}.",
    )


YES = frozenset({"yes", "y", "true", "1", "met"})
NO = frozenset({"no", "n", "false", "0", "notmet"})


def yes_or_no(text: str) -> bool:
    """Yes or no, in the ways forms and spreadsheets write them."""
    word = plain(text)
    if word in YES:
        return True
    if word in NO:
        return False
    raise CellFault(f'"{short(text)}" is neither yes nor no', "Write yes or no.")


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


WEEKDAYS = ("mon", "tue", "wed", "thu", "fri")
FULL_DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday")
OTHER_DAYS = {"tues": "tue", "weds": "wed", "thur": "thu", "thurs": "thu"}
HALVES = {"am": "am", "pm": "pm", "morning": "am", "mornings": "am",
          "afternoon": "pm", "afternoons": "pm"}  # fmt: skip
EVERY = frozenset({"any", "anyday", "weekdays", "alldays", "all", "everyday"})
ALL_HALF_DAYS = tuple(f"{day}-{half}" for day in WEEKDAYS for half in ("am", "pm"))


def half_days(entry: str) -> tuple[str, ...]:
    """
    The half-days of one entry.

    >>> half_days("Mon am"), half_days("tuesday")
    (('mon-am',), ('tue-am', 'tue-pm'))
    """
    if plain(entry) in EVERY:
        return ALL_HALF_DAYS
    words = re.findall(r"[a-z]+", entry.casefold())
    day = _weekday(words[0]) if words else None
    if day and len(words) == 1:
        return (f"{day}-am", f"{day}-pm")
    if day and len(words) == 2 and words[1] in HALVES:
        return (f"{day}-{HALVES[words[1]]}",)
    raise CellFault(
        f'"{short(entry)}" is not a weekday or half of one',
        "Write days such as mon, tue-am, weekdays or any, separated by semicolons.",
    )


def _weekday(word: str) -> str | None:
    bare = word.removesuffix("s") if word.endswith("days") else word
    if bare in FULL_DAYS:
        return bare[:3]
    return word if word in WEEKDAYS else OTHER_DAYS.get(word)


def short(text: str) -> str:
    """A cell's text for a message: one line, and not a page of it."""
    line = " ".join(text.split())
    return line if len(line) <= 60 else f"{line[:57]}..."
