"""Tables as they stand in a file: text, with row numbers as people count them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from matchmaker.intake.cells import tidy


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
    """The table in these rows; `None` where every row is blank."""
    kept = [
        i
        for i, row in enumerate(rows)
        # Most rows begin with an id, and then need no closer look.
        if (row and row[0].isalnum()) or any(map(tidy, row))
    ]
    if not kept:
        return None
    heading = tuple(tidy(cell) for cell in rows[kept[0]])
    while heading and not heading[-1]:
        heading = heading[:-1]
    below = kept[1:]
    return RawTable(file, heading, [rows[i] for i in below], [i + 1 for i in below])
