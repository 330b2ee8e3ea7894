"""Training, inductions and who may be paid, from a folder of tables or a workbook."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeVar

from matchmaker.domain.criteria import Given
from matchmaker.domain.ledger import Ledger
from matchmaker.domain.objective import Objective
from matchmaker.domain.programme import Programme
from matchmaker.errors import InputError
from matchmaker.intake.collector import Collector
from matchmaker.intake.columns.ledger import (
    INDUCTIONS,
    LEDGER_TABLES,
    LEDGER_WORDS,
    MENTORS,
    ORGANISATIONS,
    TRAINING,
    TRAINING_DAYS,
)
from matchmaker.intake.headings import MissingColumnsError
from matchmaker.intake.ledger_names import LedgerNames
from matchmaker.intake.ledger_rows import (
    induction_in,
    mentor_in,
    organisation_in,
    training_day_in,
    training_in,
)
from matchmaker.intake.ledger_stages import end_to_end
from matchmaker.intake.ledger_twice import is_new
from matchmaker.intake.sheet import Sheet
from matchmaker.intake.sources import Source, open_source

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping
    from pathlib import Path

    from matchmaker.domain.problem import Problem
    from matchmaker.intake.columns import Table
    from matchmaker.intake.row import Row

T = TypeVar("T")


@dataclass(frozen=True)
class LedgerReading:
    """
    A ledger and what was wrong with its files.

    Attributes:
        ledger: What could be read.
        problems: In the order in which they were met.
    """

    ledger: Ledger
    problems: tuple[Problem, ...]


def read_ledger(
    path: Path, *, mentors: Iterable[str] = (), providers: Iterable[str] = ()
) -> LedgerReading:
    """
    Read the tables that there are of a ledger; rows with faults are left out.

    Args:
        path: A folder of CSV files or one workbook, with at least one of the tables
            `organisations`, `training`, `training_days`, `inductions` and `mentors`.
        mentors: Ids of the round that the ledger belongs to, if to any: other spellings
            of them are told.
        providers: Names of its providers, likewise.

    Raises:
        InputError: There is none of these tables, or one lacks columns.
    """
    if not path.exists():
        raise InputError(
            f"There is no {path}. Name a folder that `matchmaker run` wrote, or a folder "
            "or workbook with training, inductions and organisations."
        )
    source, collector = open_source(path), Collector()
    if not any(source.keys(table) for table in LEDGER_TABLES):
        named = ", ".join(table.file for table in LEDGER_TABLES)
        raise InputError(f"{path} holds none of the tables {named}.")
    names = {
        "mentor": LedgerNames(mentors, warn_of_near=False),
        "provider": LedgerNames(providers, warn_of_near=True),
    }
    read = _Tables(source, collector, names)
    organisations = {
        one.id: one for one in read.records(ORGANISATIONS, organisation_in)
    }
    agreed = {one.mentor: one for one in read.records(MENTORS, mentor_in)}
    ledger = Ledger(
        organisations=organisations,
        training=tuple(read.records(TRAINING, training_in)),
        days=tuple(read.records(TRAINING_DAYS, training_day_in)),
        inductions=end_to_end(read.rows(INDUCTIONS, induction_in)),
        mentors=agreed,
    )
    return LedgerReading(ledger, collector.found)


class _Tables:
    """Tables of a source, read row by row."""

    def __init__(
        self, source: Source, collector: Collector, names: Mapping[str, LedgerNames]
    ) -> None:
        self._source, self._collector, self._names = source, collector, names

    def records(self, table: Table, make: Callable[[Row], T | None]) -> Iterator[T]:
        """What its rows say; nothing where the table is not there."""
        return (record for _, record in self.rows(table, make))

    def rows(
        self, table: Table, make: Callable[[Row], T | None]
    ) -> Iterator[tuple[Row, T]]:
        """Its rows, each with what it says."""
        if not self._source.keys(table):
            return
        raw = self._source.table(table, self._collector)
        if raw is None:
            return
        try:
            sheet = Sheet(raw, table, LEDGER_PROGRAMME, self._collector)
        except MissingColumnsError as error:
            raise InputError(str(error)) from None
        seen: dict[object, str] = {}
        for row in sheet.rows():
            record = make(row)
            if record is not None and is_new(record, row, seen):
                self._compare_names(table, row)
                yield row, record

    def _compare_names(self, table: Table, row: Row) -> None:
        for column in table.columns:
            if column.name in self._names:
                self._names[column.name].meet(row, column.name)


LEDGER_PROGRAMME = Programme(
    schema=1,
    name="ledger",
    title="Ledger",
    scores="given",
    roles={},
    vocabulary=LEDGER_WORDS,
    criterion=(Given(),),
    objective=(Objective(name="points"),),
)
"""Ledgers belong to no programme; this one has nothing but their words."""
