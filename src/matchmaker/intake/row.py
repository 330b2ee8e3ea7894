"""One row of a sheet, as values by column name."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, TypeVar

from matchmaker.geo import outcode_of
from matchmaker.intake.cells import (
    CellFault,
    amount,
    pence,
    says_nothing,
    short,
    tidy,
    whole_number,
    yes_or_no,
)
from matchmaker.intake.collector import listed
from matchmaker.intake.dates import calendar_date
from matchmaker.intake.half_days import half_days
from matchmaker.intake.quantities import in_unit, percent, reference
from matchmaker.intake.vocabularies import split_list
from matchmaker.intake.whole_names import slips

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from datetime import date
    from fractions import Fraction

    from matchmaker.domain.field import FieldValue, FieldValues, Side
    from matchmaker.intake.columns import Column
    from matchmaker.intake.sheet import Sheet
    from matchmaker.intake.vocabularies import Words

T = TypeVar("T")

FINER = ("postcode", "easting", "northing")
"""Columns that may say where a home is."""
NOT_REPEATED = "(not repeated)"

ADDRESS = re.compile(r"\b(?=\w*\d)\w++[ ,]++\w")
"""A word with a figure in it that a word follows. It never looks back, so that the
longest cell is read at once."""
BETWEEN = " ,;:-(["
"""What stands between a name and an address."""


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

    def said(self, name: str) -> str | None:
        """The cell's text; `None` where it is blank, or says that there is none."""
        text = self.text(name)
        return None if text is None or says_nothing(text) else text

    def name(self) -> str | None:
        """
        Somebody's name; where homes are kept coarse, no more than that.

        A word with a figure that others follow begins an address, such as 4 Oak Lane,
        which would stand in every file that has the name.
        """
        whole = self.text("name")
        if whole is None or self.places != "outcode":
            return whole
        address = ADDRESS.search(whole)
        if address is None:
            return whole
        kept = whole[: address.start()].rstrip(BETWEEN) or None
        self.warning(
            "name",
            "there is what looks like an address in the name; it was left out",
            "Write the name alone: it stands in the files that you pass on.",
            kept or NOT_REPEATED,
        )
        return kept

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
        return self.read(name, lambda t: whole_number(in_unit(t, column.unit), column))

    def amount(self, name: str) -> Fraction | None:
        """A number of days or hours."""
        column = self._sheet.columns[name]
        return self.read(name, lambda text: amount(in_unit(text, column.unit), column))

    def percent(self, name: str) -> int | None:
        """A whole percentage."""
        column = self._sheet.columns[name]
        return self.read(name, lambda text: percent(text, column))

    def pence(self, name: str) -> int | None:
        """An amount of money, written in pounds."""
        column = self._sheet.columns[name]
        return self.read(name, lambda text: pence(text, column.most))

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
        names = self._sheet.names.get(name)
        known = names or self._sheet.words.get(name)
        split = known.split if known else split_list
        if names is not None:
            self._report_slips(name, names)
        return self.each(name, split, lambda entry: (self._word(name, entry),))

    def _report_slips(self, name: str, names: Words) -> None:
        """Say where commas split what is nearly a name with commas."""
        for part, near in slips(self.text(name) or "", names):
            self.warning(
                name,
                f'"{short(part)}" was split at its commas, because no such name is known',
                f'Did you mean "{near}"? If these are several, separate them by '
                "semicolons.",
                part,
            )

    def half_days(self, name: str) -> tuple[str, ...]:
        """Half-days, each once, in order."""
        return self.each(name, split_list, half_days)

    def answers(self, side: Side) -> FieldValues:
        """What one side answers to the programme's fields, by name."""
        given = {
            field: value
            for field, column in self._sheet.own(side).items()
            if (value := self._answer(column)) not in (None, ())
        }
        taken = {
            field: given[other]
            for field, other in self._sheet.taken_from(side).items()
            if other in given
        }
        return taken | given

    def _answer(self, column: Column) -> FieldValue | None:
        """An answer as the domain keeps it: words, a number, a yes or no, a day."""
        key = column.key
        if column.required and self._is_open(column):
            self.warning(key, "the cell is blank", column.note)
        match column.kind:
            case "whole number" | "percent":
                reader = self.whole if column.kind == "whole number" else self.percent
                return reader(key)
            case "yes or no":
                return self.flag(key)
            case "date":
                return self.date(key)
            case "list":
                return self.choices(key)
            case "half-days":
                return self.half_days(key)
            case _:
                word = self._word_of(column)
        return None if word is None else (word,)

    def _word_of(self, column: Column) -> str | None:
        """One word; where any text will do, "none" and "n/a" are no answer."""
        if column.digits:
            return self._reference(column)
        reader = self.said if self._takes_any(column) else self.choice
        return reader(column.key)

    def _is_open(self, column: Column) -> bool:
        """Whether there is no answer, or one that says only that there is none."""
        reader = self.said if self._takes_any(column) else self.text
        return reader(column.key) is None

    def _takes_any(self, column: Column) -> bool:
        return column.kind == "text" and column.key not in self._sheet.words

    def _reference(self, column: Column) -> str | None:
        """A reference in all its digits; told where some had to be put back."""
        text = self.text(column.key)
        found = self.read(column.key, lambda text: reference(text, column.digits))
        if text and found and found != text:
            self.warning(
                column.key,
                f'"{short(text)}" was read as {found}',
                f"Write all {column.digits} digits, as text.",
                text,
            )
        return found

    @property
    def heeds_places(self) -> bool:
        """Whether it matters to the programme where anybody is."""
        return self._sheet.heeds_places

    @property
    def places(self) -> str:
        """How well the programme keeps places."""
        return self._sheet.places

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
            value=self._shown(name, value),
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
            value=self._shown(name, value),
        )

    def _heading(self, name: str | None) -> str | None:
        found = self._sheet.found.get(name) if name else None
        return found.heading if found else name

    def _shown(self, name: str | None, value: str | None) -> str | None:
        """What of a cell may be told in a list that others read, too."""
        shown = self.text(name) if name and value is None else value
        if self.places == "outcode" and name in FINER and shown:
            return outcode_of(shown) or NOT_REPEATED
        return shown
