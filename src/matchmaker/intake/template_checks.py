"""Drop-downs and checks for the columns of the template workbook."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from matchmaker.geo import REGIONS, authorities
from matchmaker.intake.dates import FIRST_YEAR, LAST_YEAR
from matchmaker.intake.half_days import ALL_HALF_DAYS
from matchmaker.intake.words import vocabulary

if TYPE_CHECKING:
    from xlsxwriter.worksheet import Worksheet  # type: ignore[import-untyped]

    from matchmaker.domain.programme import Programme
    from matchmaker.intake.columns import Column

LISTS_SHEET = "Lists"
"""A sheet out of sight that holds the words of the drop-downs: a drop-down that lists
its own words may have no more than 255 characters."""

A_DATE: dict[str, Any] = {
    "validate": "date",
    "criteria": "between",
    "minimum": date(FIRST_YEAR, 1, 1),
    "maximum": date(LAST_YEAR, 12, 31),
    "error_title": "Not a date",
    "error_message": "Please write a date, day first, such as 25/04/2022.",
}

INSISTING = ("choice", "yes or no", "region")
"""Where several words may stand in a cell, or other spellings are read, the drop-down
helps and does not insist."""


class Checks:
    """
    What a spreadsheet program checks while people type.

    Attributes:
        lists: The sheet of words.
    """

    def __init__(self, lists: Worksheet, programme: Programme) -> None:
        self.lists = lists
        self._programme = programme
        self._sources: dict[tuple[str, ...], str] = {}

    def of(self, column: Column, title: str) -> dict[str, Any] | None:
        """
        The check of a column as xlsxwriter takes it, if it has one.

        Args:
            column: The column.
            title: Its heading, for the list of its words.
        """
        if column.kind == "date":
            return A_DATE
        if column.kind in ("whole number", "amount", "percent", "pounds"):
            return _number(column)
        words = self._words(column)
        if not words:
            return None
        return {
            "validate": "list",
            "source": self._source(title, words),
            "show_error": column.kind in INSISTING,
            "error_title": "Not in the list",
            "error_message": "Please choose one of the words in the list.",
        }

    def _words(self, column: Column) -> tuple[str, ...]:
        """What a drop-down offers; nothing for free text."""
        if column.kind == "yes or no":
            return ("yes", "no")
        if column.kind in ("region", "regions"):
            return tuple(REGIONS.values())
        if column.kind in ("authority", "authorities"):
            return tuple(sorted(a.name for a in authorities() if not a.successors))
        if column.kind == "half-days":
            return ALL_HALF_DAYS
        return tuple(vocabulary(column.words, self._programme) or ())

    def _source(self, title: str, words: tuple[str, ...]) -> str:
        """Where the words stand; equal lists are written once."""
        if words not in self._sources:
            place = len(self._sources)
            self.lists.write_column(0, place, [title, *words])
            self._sources[words] = _range(place, len(words))
        return self._sources[words]


def _range(column: int, rows: int) -> str:
    from xlsxwriter.utility import (  # type: ignore[import-untyped]
        xl_range_abs,
    )

    return f"={LISTS_SHEET}!{xl_range_abs(1, column, rows, column)}"


def _number(column: Column) -> dict[str, Any]:
    whole = column.kind == "whole number"
    kind = "whole number" if whole else "number"
    return {
        "validate": "integer" if whole else "decimal",
        "criteria": "between",
        "minimum": column.least,
        "maximum": column.most,
        "error_title": f"Not a {kind}",
        "error_message": f"Please write a {kind} from {column.least} to {column.most}.",
    }
