"""A small table of text, for terminal and sheet."""

from __future__ import annotations

from dataclasses import dataclass

ALL = "All regions"


@dataclass(frozen=True, slots=True)
class Block:
    """
    A small table of text.

    Attributes:
        title: What stands above it.
        headings: One for each column.
        rows: Cells of text.
        words: So many columns from the left are words; the others are numbers.
        total: Whether the last row sums up the others.
    """

    title: str
    headings: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    words: int = 1
    total: bool = False
