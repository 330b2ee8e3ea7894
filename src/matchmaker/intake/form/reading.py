"""From a form's export to a round: nothing is asked that can be inferred."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from matchmaker.domain.heeded import is_heeded, parts_of
from matchmaker.domain.problem import Problem
from matchmaker.domain.round import Round
from matchmaker.domain.spelling import folded
from matchmaker.errors import InputError
from matchmaker.intake.cells import tidy
from matchmaker.intake.collector import Collector
from matchmaker.intake.columns import tables_for
from matchmaker.intake.csv_file import read_csv
from matchmaker.intake.form.answered import namesakes
from matchmaker.intake.form.earlier import Earlier, read_earlier
from matchmaker.intake.form.mapping import Meaning, understand
from matchmaker.intake.form.mapping_file import read_mapping
from matchmaker.intake.form.parts import Sheetful, answers_in
from matchmaker.intake.form.sides import SIDES, Side
from matchmaker.intake.form.source import MADE, FormSource
from matchmaker.intake.form.unread import unread
from matchmaker.intake.form.unread_names import report_names_unread
from matchmaker.intake.headings import heading_names
from matchmaker.intake.programme_file import read_programme
from matchmaker.intake.round_reader import read_from
from matchmaker.intake.workbook import Workbook

if TYPE_CHECKING:
    from matchmaker.domain.programme import Programme
    from matchmaker.intake.columns import Table
    from matchmaker.intake.raw import RawTable


@dataclass(frozen=True)
class FormReading:
    """
    What a form's answers hold.

    Attributes:
        round: Everybody who could be read.
        problems: Everything that could not be, and everything doubtful.
        understood: For each file, what each question was taken to mean.
        unread: What gives points and was read from no question: the weight of each,
            by title, the heaviest first.
        naming: Questions that were not read although answers to them name people.
    """

    round: Round
    problems: tuple[Problem, ...]
    understood: tuple[tuple[str, tuple[Meaning, ...]], ...]
    unread: Mapping[str, int]
    naming: tuple[str, ...]


def read_form(
    paths: Sequence[Path],
    programme: str | Path = "edumentoring",
    *,
    mapping: Path | None = None,
    earlier: Path | None = None,
    today: date | None = None,
) -> FormReading:
    """
    A round from the export of one form, or of two: who asks, and who offers.

    Args:
        paths: One or two CSV files or workbooks.
        programme: A name or the path of a programme file.
        mapping: What a person says the questions mean.
        earlier: The introductions of an earlier round, with what became of them.
        today: The day to take as today.

    Raises:
        InputError: No round can be made of it.
    """
    rules = read_programme(programme)
    tables = _sides(rules)
    corrections = read_mapping(mapping, tables) if mapping else {}
    collector = Collector()
    reader = _Reader(rules, tables, corrections, collector)
    sheets = [reader.read(path, one_sided=len(paths) > 1) for path in paths]
    answers = answers_in(sheets, rules, collector)
    before = read_earlier(earlier, rules, collector) if earlier else Earlier()
    naming = report_names_unread(sheets, answers, collector)
    apart = tuple(namesakes(answers, sheets, collector))
    before = replace(before, ended=(*before.ended, *apart))
    source = FormSource(paths[0], rules, sheets, answers, before)
    reading = read_from(source, rules, collector, today=today)
    understood = tuple((sheet.raw.file, sheet.meanings) for sheet in sheets)
    missing = unread(rules, (m for sheet in sheets for m in sheet.meanings))
    return FormReading(reading.round, reading.problems, understood, missing, naming)


def _sides(programme: Programme) -> dict[Side, Table]:
    if programme.asks != "people":
        raise InputError(
            f"In the programme '{programme.name}' settings ask, not people, so a form "
            "cannot be paired. Use: matchmaker run."
        )
    tables = tables_for(programme)
    # Where there is one role to be matched for, what a form calls so is a job.
    left_out = {"role"} if len(programme.matched_roles) == 1 else set()
    parts = parts_of(programme)
    return {side: _without(tables[side], MADE | left_out, parts) for side in SIDES}


def _without(table: Table, made: Collection[str], parts: Collection[str]) -> Table:
    """A table less the columns that are worked out, and those without any use here."""
    kept = tuple(
        c
        for c in table.columns
        if c.field or (c.name not in made and is_heeded(table.name, c.name, parts))
    )
    return replace(table, columns=kept)


@dataclass(frozen=True)
class _Reader:
    """What is needed to read one file of answers."""

    programme: Programme
    tables: Mapping[Side, Table]
    corrections: Mapping[str, tuple[str, ...]]
    collector: Collector

    def read(self, path: Path, *, one_sided: bool) -> Sheetful:
        """The answers in a file, and what their questions mean."""
        raw = _raw(path, self.tables, self.collector)
        only = _side_of(path, self.programme) if one_sided else None
        mine = self.tables if only is None else {only: self.tables[only]}
        meanings = understand(raw, mine, self.programme, self.corrections)
        return Sheetful(raw, meanings, only)


def _raw(path: Path, tables: Mapping[Side, Table], collector: Collector) -> RawTable:
    if not path.exists():
        raise InputError(f"There is no {path}. Name the file that your form gave you.")
    if path.suffix.lower() in (".xlsx", ".xlsm"):
        book = Workbook(path)
        raw = book.table(book.sheets[0], collector)
    else:
        known = {name for table in tables.values() for name in heading_names(table)}
        raw = read_csv(path, collector, lambda heading: folded(heading) in known)
    if raw is None:
        faults = [f"{found.problem}. {found.remedy}" for found in collector.found]
        raise InputError(f"{path} cannot be read:", faults)
    return _below_titles(raw)


def _below_titles(raw: RawTable) -> RawTable:
    """The table below rows of one cell, which stand over the headings as titles do."""
    if _filled(raw.heading) > 1:
        return raw
    for place, row in enumerate(raw.rows):
        if _filled(row) > 1:
            below = slice(place + 1, None)
            heading = tuple(map(tidy, row))
            return replace(
                raw, heading=heading, rows=raw.rows[below], numbers=raw.numbers[below]
            )
    return raw


def _filled(row: Sequence[str]) -> int:
    return sum(1 for cell in row if tidy(cell))


def _side_of(path: Path, programme: Programme) -> Side:
    """Which side stands in a file, by its name."""
    stem, nouns = folded(path.stem), programme.nouns
    asks = folded(nouns.request) in stem or "requests" in stem
    offers = folded(nouns.supporter) in stem or "supporters" in stem
    if asks == offers:
        raise InputError(
            f"{path.name} does not say who stands in it. Put the word "
            f'"{nouns.request}" or "{nouns.supporter}" into the name of each file.'
        )
    return "requests" if asks else "supporters"
