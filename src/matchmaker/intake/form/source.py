"""A form's answers as the tables of a round."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from matchmaker.intake.form.answered import same_person
from matchmaker.intake.form.earlier import Earlier
from matchmaker.intake.form.freely import in_words
from matchmaker.intake.form.sides import SIDES
from matchmaker.intake.raw import RawTable
from matchmaker.intake.round_facts import Entries
from matchmaker.intake.sources import Source

if TYPE_CHECKING:
    from matchmaker.domain.programme import Programme
    from matchmaker.domain.spelling import Who
    from matchmaker.intake.collector import Collector
    from matchmaker.intake.columns import Table
    from matchmaker.intake.form.answered import Answers
    from matchmaker.intake.form.parts import Sheetful
    from matchmaker.intake.form.sides import Side

MADE = frozenset({"id", "roles", "unmet_before"})
"""Columns that are worked out, and never read from a form."""


class FormSource(Source):
    """
    The answers of a form, split into those who ask and those who offer.

    Attributes:
        ids: The id that each person got, by address and name.
    """

    def __init__(
        self,
        path: Path,
        programme: Programme,
        sheets: Sequence[Sheetful],
        answers: Sequence[Answers],
        earlier: Earlier,
    ) -> None:
        self.base = path.parent
        self.name = path.stem
        self.facts_file = path.name
        self._programme = programme
        self._sheets = sheets
        self._answers = answers
        self._earlier = earlier
        self.ids = _ids(answers, programme)
        self._more = earlier.tables(self._known("requests"), self._known("supporters"))
        files = {str(side): self._file(side) for side in SIDES}
        self.names = {**files, **{name: raw.file for name, raw in self._more.items()}}

    def entries(self) -> Entries:
        """Nothing: a form says nothing of the round as a whole."""
        return {}

    def table(
        self,
        table: Table,
        collector: Collector,
    ) -> RawTable | None:
        """The rows of those who ask, or of those who offer."""
        side: Side
        for side in SIDES:
            if table.name == side:
                return in_words(self._side(side), table, self._programme, collector)
        return self._more.get(table.name)

    def _known(self, side: Side) -> dict[Who, str]:
        """The ids of those on one side."""
        mine = (answers.who for answers in self._answers if side in answers.sides)
        return {who: self.ids[who] for who in mine}

    def _file(self, side: Side) -> str:
        for answers in self._answers:
            if side in answers.sides:
                return self._sheets[answers.sheet].raw.file
        return self._sheets[0].raw.file

    def _side(self, side: Side) -> RawTable:
        mine = [answers for answers in self._answers if side in answers.sides]
        columns = list(self._columns(side, mine))
        heading = [heading for heading, _, _ in columns]
        meant = [name for _, name, _ in columns]
        rows = [[cells[i] for _, _, cells in columns] for i in range(len(mine))]
        numbers = [answers.number for answers in mine]
        return RawTable(
            self._file(side), tuple(heading), rows, numbers, meant=tuple(meant)
        )

    def _columns(
        self, side: Side, mine: Sequence[Answers]
    ) -> Iterator[tuple[str, str, list[str]]]:
        """Heading, canonical name and cells of every column of a side."""
        yield "id", "id", [self.ids[answers.who] for answers in mine]
        yield "name", "name", [answers.name for answers in mine]
        if side == "supporters":
            roles = "; ".join(self._programme.matched_roles)
            yield "roles", "roles", [roles] * len(mine)
        elif self._earlier.waited:
            waited = (self._earlier.waited.get(answers.who, 0) for answers in mine)
            yield "unmet_before", "unmet_before", list(map(str, waited))
        read = {
            name: meaning.heading
            for sheet in self._sheets
            for meaning in sheet.meanings
            if (name := meaning.on(side)) not in (None, "name")
        }
        for name, heading in read.items():
            cells = [self._cell(side, name, answers) for answers in mine]
            yield heading, name, cells

    def _cell(self, side: Side, name: str, answers: Answers) -> str:
        """An answer; those to several questions that mean the same, in their order."""
        sheet = self._sheets[answers.sheet]
        cells = (
            sheet.cell(answers.row, meaning.index)
            for meaning in sheet.meanings
            if meaning.on(side) == name
        )
        return "; ".join(filter(None, cells))


def _ids(answers: Sequence[Answers], programme: Programme) -> dict[Who, str]:
    """
    An id for each person, by the row of the spreadsheet where they stand.

    One person in two files has one id, so that they never meet themselves.
    """
    several = len({one.sheet for one in answers}) > 1
    ids: dict[Who, str] = {}
    for who, first in same_person(answers).items():
        nouns = programme.nouns
        noun = nouns.request if "requests" in first.sides else nouns.supporter
        ids[who] = f"{noun if several else 'row'}-{first.number}"
    return ids
