"""Amounts as people write them: 1h30, 45 mins, 60 %, a reference without its zeros."""

from __future__ import annotations

import re
from fractions import Fraction

from matchmaker.intake.cells import AMOUNT, LONGEST, CellFault, check_bounds, short
from matchmaker.intake.columns import Column

NUMBER = r"[0-9]+(?:\.[0-9]+)?"
DAYS = re.compile(rf"({NUMBER})\s*(?:d|days?)")
DURATIONS = (
    re.compile(r"(?P<h>[0-9]{1,3}):(?P<m>[0-5][0-9])(?::00)?"),
    re.compile(rf"(?P<h>{NUMBER})\s*(?:h|hrs?|hours?)\.?"),
    re.compile(rf"(?P<m>{NUMBER})\s*(?:m|mins?|minutes?)\.?"),
    re.compile(
        r"(?P<h>[0-9]+)\s*(?:h|hrs?|hours?)\.?(?:,|\s+and)?\s*"
        r"(?P<m>[0-9]{1,2})\s*(?:m|mins?|minutes?)?\.?"
    ),
)
FTE = re.compile(r"([01](?:\.[0-9]+)?)\s*fte", re.IGNORECASE)
MISSING_ZEROS = 2
"""So many zeros at the front a spreadsheet may have eaten."""


def in_unit(text: str, unit: str) -> str:
    """
    A number whose unit was written out, as the bare number of the column's unit.

    Anything else stays as it is, for the column's own reader to judge.

    >>> in_unit("1h30", "hours"), in_unit("45 mins", "minutes"), in_unit("1 h", "minutes")
    ('1.5', '45', '60')
    >>> in_unit("3 days", "days"), in_unit("3 days", "hours"), in_unit("4", "hours")
    ('3', '3 days', '4')
    """
    bare = text.casefold().strip()
    if unit == "days":
        found = DAYS.fullmatch(bare)
        return found[1] if found else text
    hours = _hours(bare) if unit in ("hours", "minutes") else None
    if hours is None:
        return text
    number = hours if unit == "hours" else hours * 60
    return _figures(number) or text


def _hours(text: str) -> Fraction | None:
    for pattern in DURATIONS:
        if found := pattern.fullmatch(text):
            parts = found.groupdict()
            hours = Fraction(parts.get("h") or 0)
            return hours + Fraction(parts.get("m") or 0) / 60
    return None


def _figures(number: Fraction) -> str:
    """The number in figures, exactly; blank where figures never end, as of a third."""
    if number.denominator == 1:
        return str(number.numerator)
    exact = number * 10**6
    if exact.denominator != 1:
        return ""
    whole, rest = divmod(exact.numerator, 10**6)
    return f"{whole}.{rest:06}".rstrip("0")


def percent(text: str, column: Column) -> int:
    """
    A whole percentage: 60, 60 %, or the share 0.6 ("0.6 FTE").

    Where less than 2 per cent makes no sense, such as of a post, 1 is all of it.

    Raises:
        CellFault: It is no percentage, or not within the column's bounds.
    """
    share = FTE.fullmatch(text)
    said = share[1] if share else text
    bare = said.removesuffix("%").rstrip()
    if not AMOUNT.fullmatch(bare) or len(bare) > LONGEST:
        raise CellFault(
            f'"{short(text)}" is not a percentage', "Write 60 for three fifths."
        )
    number = Fraction(bare)
    is_share = "." in bare or column.least > 1
    if bare == said and is_share and 0 < number <= 1:
        number *= 100
    if number.denominator != 1:
        raise CellFault(f'"{short(text)}" is no whole percentage', "Round it.")
    check_bounds(number, text, column)
    return int(number)


def reference(text: str, digits: int) -> str:
    """
    The digits of a reference, with zeros at the front that a spreadsheet ate.

    >>> reference("RP 12/34567", 7), reference("123456", 7)
    ('1234567', '0123456')

    Raises:
        CellFault: There are too few digits, or too many.
    """
    found = "".join(re.findall("[0-9]", text))
    if not digits - MISSING_ZEROS <= len(found) <= digits:
        raise CellFault(
            f'"{short(text)}" is no number of {digits} digits',
            f"Write all {digits} digits, zeros at the front too.",
        )
    return found.zfill(digits)
