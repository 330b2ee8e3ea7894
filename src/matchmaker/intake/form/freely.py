"""One question's answers in the words that its column holds."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING

from matchmaker.intake.cells import CellFault, amount, short, whole_number, yes_or_no
from matchmaker.intake.form.wording import Phrases, least_number_in, yes_or_no_in
from matchmaker.intake.vocabularies import Words
from matchmaker.intake.words import vocabulary

if TYPE_CHECKING:
    from matchmaker.domain.programme import Programme
    from matchmaker.intake.collector import Collector
    from matchmaker.intake.columns import Column, Table
    from matchmaker.intake.raw import RawTable

AMOUNTS = ("capacity", "capacity_hours", "capacity_days")
"""Columns that may be blank where the roles have a usual capacity."""


@dataclass(frozen=True)
class Freely:
    """
    Reads what people wrote in answer to one question.

    Attributes:
        column: What the question is read as.
        programme: Knows the words, and what is usual.
    """

    column: Column
    programme: Programme

    @cached_property
    def _words(self) -> Words | None:
        known = vocabulary(self.column.words, self.programme)
        return None if known is None else Words(known)

    @cached_property
    def _phrases(self) -> Phrases:
        return Phrases(self._words or Words({}))

    def read(self, cell: str) -> str:
        """
        A cell as a table would hold it; as it stands where it can be read so already.

        A cell of which nothing can be made also stays: it is reported when it is read.
        """
        match self.column.kind:
            case "yes or no":
                return self._agreed(cell)
            case "whole number" | "amount":
                return self._number(cell)
            case "list" if self._words is not None:
                return self._list(cell, self._words)
            case "choice" if self._words is not None:
                return self._choice(cell, self._words)
            case _:
                return cell

    @staticmethod
    def _agreed(cell: str) -> str:
        try:
            yes_or_no(cell)
        except CellFault:
            said = yes_or_no_in(cell)
            return cell if said is None else ("yes" if said else "no")
        return cell

    def _number(self, cell: str) -> str:
        reader = whole_number if self.column.kind == "whole number" else amount
        try:
            reader(cell, self.column)
        except CellFault:
            least = least_number_in(cell)
            if least is not None and least <= self.column.most:
                return str(least)
            return "" if self._has_usual else cell
        return cell

    @property
    def _has_usual(self) -> bool:
        """Whether a blank is taken for what people usually give."""
        roles = map(self.programme.roles.__getitem__, self.programme.matched_roles)
        usual = all(role.usual_capacity is not None for role in roles)
        return self.column.name in AMOUNTS and usual

    def _list(self, cell: str, words: Words) -> str:
        entries = list(words.split(cell))
        if all(map(words.find, entries)):
            return cell
        said = dict.fromkeys(word for e in entries for word in self._within(e, words))
        return cell if list(said) == entries else "; ".join(said)

    def _within(self, entry: str, words: Words) -> tuple[str, ...]:
        """An entry if it is a word, else the words in it; as it stands without any."""
        if words.find(entry):
            return (entry,)
        return self._phrases.found_in(entry) or (entry,)

    def _choice(self, cell: str, words: Words) -> str:
        """The one word in a sentence; of several none is sure to be meant."""
        if words.find(cell):
            return cell
        said = self._phrases.found_in(cell)
        return said[0] if len(said) == 1 else cell


def in_words(
    raw: RawTable, table: Table, programme: Programme, collector: Collector
) -> RawTable:
    """
    The answers of one side in the words of tables; what was put so is told.

    Args:
        raw: The answers, with the columns that they are read as.
        table: The columns.
        programme: Knows the words, and what is usual.
        collector: Told of each wording that was read as something, once.
    """
    columns = {column.name: column for column in table.columns}
    rows = [list(row) for row in raw.rows]
    for place, (heading, name) in enumerate(
        zip(raw.heading, raw.meant or (), strict=True)
    ):
        reader = Freely(columns[name], programme)
        cells = [row[place] for row in rows]
        read = {cell: reader.read(cell) for cell in dict.fromkeys(cells) if cell}
        for row in rows:
            row[place] = read.get(row[place], row[place])
        for cell, said in read.items():
            if said != cell:
                where = [
                    n for n, c in zip(raw.numbers, cells, strict=True) if c == cell
                ]
                _tell(
                    raw.file, heading, where, cell=cell, said=said, collector=collector
                )
    return replace(raw, rows=rows)


def _tell(
    file: str,
    heading: str,
    rows: Sequence[int],
    *,
    cell: str,
    said: str,
    collector: Collector,
) -> None:
    """Report one wording, where it stands first; not again for the other side."""
    if any((known.column, known.value) == (heading, cell) for known in collector.found):
        return
    more = f" (and in {len(rows) - 1} other rows)" if len(rows) > 1 else ""
    taken = f'was read as "{said}"' if said else "names no amount: the usual is taken"
    collector.warning(
        file,
        f'"{short(cell)}" {taken}{more}',
        "Correct the answer if that is not what was meant.",
        row=rows[0],
        column=heading,
        value=cell,
    )
