"""Tables as they stand in a file: text, with row numbers as people count them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from matchmaker.intake.cells import tidy

TITLES = 3
"""More rows of one cell are no title."""
SURELY_HEADINGS = 3
"""So many cells below a title are headings, and not a slip in a table of one column."""


@dataclass(frozen=True)
class RawTable:
    """
    A heading row and the rows below it that are not blank.

    Attributes:
        file: The file or sheet, as its owner named it.
        heading: The headings, tidied.
        rows: The cells of each row, not tidied; rows may be ragged.
        numbers: The number of each row in the file or sheet, counted from 1.
        meant: The canonical name of each column, where that is settled already;
            `None` leaves it to the headings.
    """

    file: str
    heading: tuple[str, ...]
    rows: Sequence[Sequence[str]]
    numbers: Sequence[int]
    meant: tuple[str, ...] | None = None


def raw_table(file: str, rows: Sequence[Sequence[str]]) -> RawTable | None:
    """
    The table in these rows; `None` where every row is blank.

    Rows above the headings that have one cell alone are a title, not headings.
    """
    kept = [
        i
        for i, row in enumerate(rows)
        # Most rows begin with an id, and then need no closer look.
        if (row and row[0].isalnum()) or any(map(tidy, row))
    ]
    if not kept:
        return None
    kept = kept[_titles([rows[i] for i in kept[: TITLES + 1]]) :]
    heading = tuple(tidy(cell) for cell in rows[kept[0]])
    while heading and not heading[-1]:
        heading = heading[:-1]
    below = kept[1:]
    return RawTable(file, heading, [rows[i] for i in below], [i + 1 for i in below])


def _titles(rows: Sequence[Sequence[str]]) -> int:
    """How many rows stand above the headings: none where it is not plain."""
    filled = [sum(1 for cell in row if tidy(cell)) for row in rows]
    above = next((place for place, cells in enumerate(filled) if cells != 1), 0)
    return above if filled[above] >= SURELY_HEADINGS else 0
