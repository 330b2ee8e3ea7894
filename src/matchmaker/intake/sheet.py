"""A raw table whose headings are recognised."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, TypeVar, cast

from matchmaker.domain.heeded import heeds_places
from matchmaker.intake.cells import tidy
from matchmaker.intake.headings import recognise
from matchmaker.intake.row import Row
from matchmaker.intake.vocabularies import Words
from matchmaker.intake.words import vocabulary

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from matchmaker.domain.field import Side
    from matchmaker.domain.programme import Programme
    from matchmaker.intake.collector import Collector
    from matchmaker.intake.columns import Column, Table
    from matchmaker.intake.raw import RawTable

T = TypeVar("T")


class Sheet:
    """
    A table with recognised columns.

    Attributes:
        file: The file or sheet, as its owner named it.
        table: What the table should hold.
        found: Where each recognised column stands, by its key.
        columns: The table's columns by key.
        heeds_places: Whether it matters to the programme where anybody is.
        places: How well the programme keeps places.
        words: The vocabulary of each column that has one, by the column's key.
        names: Names that stay whole in a column of any text, by the column's key.
    """

    def __init__(
        self, raw: RawTable, table: Table, programme: Programme, collector: Collector
    ) -> None:
        self.file = raw.file
        self.table = table
        self.raw = raw
        self.collector = collector
        self.heeds_places = heeds_places(programme)
        self.places = programme.places
        self.columns = {column.key: column for column in table.columns}
        self._read: dict[str, dict[str, object]] = {name: {} for name in self.columns}
        self._own: dict[Side, dict[str, Column]] = {}
        self._taken: dict[Side, dict[str, str]] = {}
        self.found = recognise(raw, table, collector)
        self.words = {
            column.key: Words(words)
            for column in table.columns
            if (words := vocabulary(column.words, programme)) is not None
        }
        self.names: dict[str, Words] = {}

    def own(self, side: Side) -> dict[str, Column]:
        """The columns that are there of the fields that one side is asked, by field."""
        if side not in self._own:
            self._own[side] = {
                column.field: column
                for column in self.table.columns
                if column.field and column.side == side and column.key in self.found
            }
        return self._own[side]

    def taken_from(self, side: Side) -> dict[str, str]:
        """By field of one side, the field whose answer a blank takes, if any."""
        if side not in self._taken:
            self._taken[side] = {
                column.field: column.blank_takes
                for column in self.table.columns
                if column.field and column.side == side and column.blank_takes
            }
        return self._taken[side]

    def once(self, name: str, text: str, reader: Callable[[str], T]) -> T:
        """What the column's reader makes of a text, worked out once for all rows."""
        known = self._read[name]
        if text not in known:
            known[text] = reader(text)
        return cast("T", known[text])

    def rows(self) -> Iterator[Row]:
        """The rows that can be told apart into cells."""
        return map(self.row, self.fitting)

    def row(self, index: int) -> Row:
        """The row at a position of the raw table."""
        return Row(self, self.raw.numbers[index], self.raw.rows[index])

    def cells(self, name: str) -> list[str]:
        """A column's cells in all fitting rows, not tidied."""
        found, rows = self.found.get(name), self.raw.rows
        if found is None:
            return [""] * len(self.fitting)
        at = found.index
        if self._is_even:
            return [row[at] for row in rows]
        return [rows[i][at] if at < len(rows[i]) else "" for i in self.fitting]

    @cached_property
    def fitting(self) -> Sequence[int]:
        """Positions of the rows that fit the headings; the others are reported."""
        if self._is_even:
            return range(len(self.raw.rows))
        width = len(self.raw.heading)
        return [
            index
            for index, cells in enumerate(self.raw.rows)
            if self._fits(cells, self.raw.numbers[index], width)
        ]

    @cached_property
    def _is_even(self) -> bool:
        """Whether every row has as many cells as there are headings."""
        return set(map(len, self.raw.rows)) <= {len(self.raw.heading)}

    def _fits(self, cells: Sequence[str], number: int, width: int) -> bool:
        if len(cells) == width:
            return True
        if len(cells) < width:
            self.collector.warning(
                self.file,
                f"the row has {len(cells)} cells under {width} headings; the last "
                "ones were taken as blank",
                "Check that no separator is missing in the row.",
                row=number,
            )
            return True
        if not any(map(tidy, cells[width:])):
            return True
        self.collector.error(
            self.file,
            f"the row has {len(cells)} cells under {width} headings, so its values "
            "may stand in the wrong columns; the row was left out",
            "Put cells that contain a separator between quotation marks.",
            row=number,
        )
        return False
