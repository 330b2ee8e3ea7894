"""A table for people, before it becomes a CSV file or a sheet."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from typing import Literal

Kind = Literal["text", "words", "whole", "exact", "pounds", "percent"]
"""`text` is short, `words` wrap; `whole` numbers; `exact` numbers may have decimals."""

Cell = str | int | Decimal | None


@dataclass(frozen=True, slots=True)
class Column:
    """
    One column.

    Attributes:
        heading: For people.
        kind: What its cells are.
        width: Characters in a sheet.
    """

    heading: str
    kind: Kind = "text"
    width: int = 12


@dataclass(frozen=True, slots=True)
class Table:
    """
    Rows under headings.

    Attributes:
        columns: The columns, in order.
        rows: One cell for each column; `None` is an empty cell.
    """

    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]

    def position(self, heading: str) -> int | None:
        """Where a column stands; `None` if the table has no such column."""
        headings = [column.heading for column in self.columns]
        return headings.index(heading) if heading in headings else None

    def without_empty(self, *kept: str) -> Table:
        """
        This table less the columns in which no row has anything.

        Args:
            kept: Headings of columns that stay in any case.
        """
        used = [
            place
            for place, column in enumerate(self.columns)
            if column.heading in kept
            or any(row[place] not in (None, "") for row in self.rows)
        ]
        return Table(
            columns=tuple(self.columns[place] for place in used),
            rows=tuple(tuple(row[place] for place in used) for row in self.rows),
        )


def in_pounds(pence: int | None) -> Decimal | None:
    """
    Pence as pounds, exactly.

    >>> in_pounds(1050)
    Decimal('10.50')
    """
    return None if pence is None else Decimal(pence).scaleb(-2)


def in_hours(minutes: int) -> int | Decimal:
    """
    Minutes as hours: whole where they are, else to two decimals.

    >>> in_hours(100), in_hours(360)
    (Decimal('1.67'), 6)
    """
    if minutes % 60 == 0:
        return minutes // 60
    return (Decimal(minutes) / 60).quantize(Decimal("0.01"), ROUND_HALF_UP)


def percent_of(part: int, whole: int) -> int | None:
    """
    A share in percent, rounded down: 100 means all. `None` of nothing.

    >>> percent_of(199, 200), percent_of(0, 0)
    (99, None)
    """
    return None if whole == 0 else 100 * part // whole


def text_list(words: Sequence[str]) -> str:
    """Words in one cell."""
    return ", ".join(words)
