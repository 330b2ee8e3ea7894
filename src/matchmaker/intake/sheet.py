"""A raw table whose headings are recognised, and its rows as values by name."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, TypeVar, cast

from matchmaker.intake.cells import (
    CellFault,
    amount,
    calendar_date,
    half_days,
    short,
    tidy,
    whole_number,
    yes_or_no,
)
from matchmaker.intake.collector import Collector, listed
from matchmaker.intake.columns import Table, plain
from matchmaker.intake.vocabularies import Words, nearest, split_list
from matchmaker.intake.words import vocabulary

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from datetime import date
    from fractions import Fraction

    from matchmaker.domain.programme import Programme
    from matchmaker.intake.raw import RawTable

T = TypeVar("T")


@dataclass(frozen=True)
class Found:
    """Where a column stands and what its heading says."""

    index: int
    heading: str


class MissingColumnsError(Exception):
    """
    A table lacks columns that it cannot do without.

    Attributes:
        file: The file or sheet.
        missing: What is missing, in words.
        seen: The headings that are there.
    """

    def __init__(self, file: str, missing: Sequence[str], seen: Sequence[str]) -> None:
        self.file = file
        self.problem = f"columns are missing: {', '.join(missing)}"
        self.remedy = f"The columns seen are: {', '.join(seen) or 'none'}."
        super().__init__(f"{file}: {self.problem}. {self.remedy}")


def heading_names(table: Table) -> dict[str, str]:
    """Each way of writing a heading, made plain, with the canonical name."""
    names: dict[str, str] = {}
    for column in table.columns:
        names[plain(column.name)] = column.name
    for column in table.columns:
        for synonym in column.synonyms:
            names.setdefault(plain(synonym), column.name)
    return names


class Sheet:
    """
    A table with recognised columns.

    Attributes:
        file: The file or sheet, as its owner named it.
        table: What the table should hold.
        found: Where each recognised column stands, by canonical name.
    """

    def __init__(
        self, raw: RawTable, table: Table, programme: Programme, collector: Collector
    ) -> None:
        self.file = raw.file
        self.table = table
        self.raw = raw
        self.collector = collector
        self.columns = {column.name: column for column in table.columns}
        self._read: dict[str, dict[str, object]] = {name: {} for name in self.columns}
        self.found = self._recognise()
        self._require()
        self.words = {
            column.name: Words(words)
            for column in table.columns
            if (words := vocabulary(column.words, programme)) is not None
        }

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

    def _recognise(self) -> dict[str, Found]:
        names = heading_names(self.table)
        found: dict[str, Found] = {}
        for index, heading in enumerate(self.raw.heading):
            name = names.get(plain(heading))
            if name is None:
                self._report_extra(heading, index)
            elif name in found:
                self._report_twice(heading, found[name])
            else:
                found[name] = Found(index, heading)
        return found

    def _report_extra(self, heading: str, index: int) -> None:
        if not heading:
            if any(index < len(row) and tidy(row[index]) for row in self.raw.rows):
                self.collector.warning(
                    self.file,
                    f"column {index + 1} has no heading, so it was not read",
                    "Give the column a heading, or delete it.",
                )
            return
        near = nearest(heading, (column.name for column in self.table.columns))
        hint = f'Did you mean "{near}"? ' if near else ""
        self.collector.warning(
            self.file,
            f'the column "{short(heading)}" is not known, so it was not read',
            f"{hint}Rename the column, or leave it: nothing else depends on it.",
            column=heading,
        )

    def _report_twice(self, heading: str, first: Found) -> None:
        self.collector.warning(
            self.file,
            f'the columns "{first.heading}" and "{heading}" mean the same; only the '
            "first was read",
            "Keep one of the two columns.",
            column=heading,
        )

    def _require(self) -> None:
        missing = [
            column.name
            for column in self.table.columns
            if column.required and column.name not in self.found
        ]
        missing += [
            " or ".join(names)
            for names in self.table.one_of
            if not any(name in self.found for name in names)
        ]
        if missing:
            raise MissingColumnsError(
                self.file, missing, [h for h in self.raw.heading if h]
            )


class Row:
    """
    One row, read by column name; what cannot be read is reported once and blank.

    Attributes:
        number: The row as people count it.
        usable: False from the first bad cell in a column that matters.
    """

    def __init__(self, sheet: Sheet, number: int, cells: Sequence[str]) -> None:
        self._sheet = sheet
        self._cells = cells
        self.number = number
        self.usable = True

    @property
    def where(self) -> str:
        """The row's address for messages about other rows."""
        return f"row {self.number} of {self._sheet.file}"

    def text(self, name: str) -> str | None:
        """The cell's text, tidied; `None` where it is blank."""
        found = self._sheet.found.get(name)
        if found is None or found.index >= len(self._cells):
            return None
        cell = self._cells[found.index]
        return tidy(cell) or None if cell else None

    def need(self, name: str) -> str | None:
        """The cell's text; a blank is reported and makes the row unusable."""
        text = self.text(name)
        if text is None:
            self.error(name, "the cell is blank", "Fill it in, or delete the row.")
        return text

    def read(self, name: str, reader: Callable[[str], T]) -> T | None:
        """What a reader makes of the cell; its fault is reported."""
        text = self.text(name)
        if text is None:
            return None
        try:
            return self._sheet.once(name, text, reader)
        except CellFault as fault:
            self._report(name, text, fault)
            return None

    def whole(self, name: str) -> int | None:
        """A whole number."""
        column = self._sheet.columns[name]
        return self.read(name, lambda text: whole_number(text, column))

    def amount(self, name: str) -> Fraction | None:
        """A number of days or hours."""
        column = self._sheet.columns[name]
        return self.read(name, lambda text: amount(text, column))

    def date(self, name: str) -> date | None:
        """A date."""
        return self.read(name, calendar_date)

    def flag(self, name: str) -> bool | None:
        """Yes or no."""
        return self.read(name, yes_or_no)

    def choice(self, name: str) -> str | None:
        """One word of the column's vocabulary, or any text where it has none."""
        return self.read(name, lambda text: self._word(name, text))

    def choices(self, name: str) -> tuple[str, ...]:
        """Several words of the column's vocabulary, each once, in order."""
        words = self._sheet.words.get(name)
        split = words.split if words else split_list
        return self.each(name, split, lambda entry: (self._word(name, entry),))

    def half_days(self, name: str) -> tuple[str, ...]:
        """Half-days, each once, in order."""
        return self.each(name, split_list, half_days)

    def each(
        self,
        name: str,
        split: Callable[[str], Iterator[str]],
        reader: Callable[[str], tuple[str, ...]],
    ) -> tuple[str, ...]:
        """What all entries of a cell yield; bad entries are reported one by one."""
        values: dict[str, None] = {}
        for entry in split(self.text(name) or ""):
            try:
                values |= dict.fromkeys(self._sheet.once(name, entry, reader))
            except CellFault as fault:
                self._report(name, entry, fault)
        return tuple(values)

    def _word(self, name: str, text: str) -> str:
        words = self._sheet.words.get(name)
        if words is None:
            return text
        found = words.find(text)
        if found is None:
            near = words.near(text)
            hint = f'Did you mean "{near}"? ' if near else ""
            raise CellFault(
                f'"{short(text)}" is not a known word here',
                f"{hint}Use one of: {listed(words.words)}.",
            )
        return found

    def _report(self, name: str, value: str, fault: CellFault) -> None:
        if self._sheet.columns[name].vital:
            self.error(name, fault.problem, fault.remedy, value)
        else:
            self.warning(
                name,
                f"{fault.problem}; the value was left out",
                fault.remedy,
                value,
            )

    def error(
        self, name: str | None, problem: str, remedy: str, value: str | None = None
    ) -> None:
        """The row is left out because of this."""
        first = self.usable
        self.usable = False
        self._sheet.collector.error(
            self._sheet.file,
            f"{problem}; the row was left out" if first else problem,
            remedy,
            row=self.number,
            column=self._heading(name),
            value=self._value(name) if value is None else value,
        )

    def warning(
        self, name: str | None, problem: str, remedy: str, value: str | None = None
    ) -> None:
        """The row is used in spite of this."""
        self._sheet.collector.warning(
            self._sheet.file,
            problem,
            remedy,
            row=self.number,
            column=self._heading(name),
            value=self._value(name) if value is None else value,
        )

    def _heading(self, name: str | None) -> str | None:
        found = self._sheet.found.get(name) if name else None
        return found.heading if found else name

    def _value(self, name: str | None) -> str | None:
        return self.text(name) if name else None
