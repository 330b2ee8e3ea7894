"""
One cell's text into one value, or a sentence about why not.

Nothing is guessed: "two", "2-3" and "3 max" are no numbers.
"""

from __future__ import annotations

import re
from fractions import Fraction

from matchmaker.domain.spelling import folded
from matchmaker.intake.columns import Column


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
            f'"{short(text)}" is too small: the least allowed is {column.least}',
            f"Write a number from {column.least} to {column.most}.",
        )


def _too_large(text: str, column: Column) -> CellFault:
    return CellFault(
        f'"{short(text)}" is too large: the most allowed is {column.most}',
        f"Write a number from {column.least} to {column.most}.",
    )


YES = frozenset({"yes", "y", "true", "1", "met"})
NO = frozenset({"no", "n", "false", "0", "notmet"})


def yes_or_no(text: str) -> bool:
    """Yes or no, in the ways forms and spreadsheets write them."""
    word = folded(text)
    if word in YES:
        return True
    if word in NO:
        return False
    raise CellFault(f'"{short(text)}" is neither yes nor no', "Write yes or no.")


NO_ANSWER = frozenset({
    "na", "none", "no", "nil", "nobody", "noone", "nowhere", "notapplicable",
    "doesnotapply", "notknown", "unknown", "tbc", "alone", "onmyown", "justme", "-", "?",
    "\u2013", "\u2014",
})  # fmt: skip
"""What people write into a cell for a name, a place or a reason when there is none."""


def says_nothing(text: str) -> bool:
    """
    Whether a text where a name is asked says only that there is none.

    >>> says_nothing("N/A"), says_nothing("Not applicable."), says_nothing("St Anne's")
    (True, True, False)
    """
    return folded(text) in NO_ANSWER


def short(text: str) -> str:
    """A cell's text for a message: one line, and not a page of it."""
    line = " ".join(text.split())
    return line if len(line) <= 60 else f"{line[:57]}..."
