"""Training, inductions and who may be paid, from a folder of tables or a workbook."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeVar

from matchmaker.domain.academic_year import AcademicYear
from matchmaker.domain.criteria import Given
from matchmaker.domain.induction import Induction, MentorTerms
from matchmaker.domain.ledger import Ledger
from matchmaker.domain.objective import Objective
from matchmaker.domain.organisation import Organisation
from matchmaker.domain.programme import Programme
from matchmaker.domain.spelling import same_spelling
from matchmaker.domain.training import TrainingDay, TrainingHours
from matchmaker.errors import InputError
from matchmaker.intake.cells import CellFault, short
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
    organisations = {one.id: one for one in read.records(ORGANISATIONS, _organisation)}
    agreed = {one.mentor: one for one in read.records(MENTORS, _mentor)}
    ledger = Ledger(
        organisations=organisations,
        training=tuple(read.records(TRAINING, _training)),
        days=tuple(read.records(TRAINING_DAYS, _day)),
        inductions=tuple(read.records(INDUCTIONS, _induction)),
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
            if record is not None and _is_new(record, row, seen):
                self._compare_names(table, row)
                yield record

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


def _is_new(record: object, row: Row, seen: dict[object, str]) -> bool:
    """Whether nothing above speaks of the same; if so, the row is reported."""
    if isinstance(record, TrainingHours):
        return _is_entered_once(record, row, seen)
    named = _named_once(record)
    if named is None:
        return True
    first = seen.setdefault(same_spelling(named), row.where)
    if first != row.where:
        row.error(
            None, f"{named} stands already in {first}", "Delete one of the two rows."
        )
    return first == row.where


def _is_entered_once(record: TrainingHours, row: Row, seen: dict[object, str]) -> bool:
    """Whether no row above is the same in all; hours of one mentor may stand often."""
    claim = row.text("claim")
    names = (claim or "", record.mentor, record.provider, record.school)
    rest = record.model_dump(exclude={"claim", "mentor", "provider", "school"})
    key = (*map(same_spelling, names), *map(str, rest.values()))
    first = seen.setdefault(key, row.where)
    if first != row.where:
        row.warning(
            None,
            f"the same training was entered twice: it stands already in {first}, and "
            "counts once",
            "Delete one of the two rows. If both took place, add up their hours in one.",
        )
    return first == row.where


def _named_once(record: object) -> str | None:
    """What must be named once only, in words."""
    match record:
        case Organisation():
            return f"the organisation {record.id}"
        case Induction():
            return f"the early career teacher {record.ect}"
        case MentorTerms():
            return f"the mentor {record.mentor}"
        case TrainingDay():
            return f"the training day of {record.provider} on {record.on}"
        case _:
            return None


def _organisation(row: Row) -> Organisation | None:
    key = row.text("id") or row.text("urn")
    if key is None:
        row.error("id", "neither id nor URN is given", "Give one of the two.")
        return None
    texts = (
        "urn",
        "authority",
        "district",
        "type",
        "type_group",
        "phase",
        "urban_rural",
    )
    return Organisation(
        id=key,
        name=row.text("name") or "",
        section_41=_section_41(row),
        **{name: row.text(name) for name in texts},
    )


def _section_41(row: Row) -> bool | None:
    """Whether an organisation is approved; `None` where nobody has said."""
    said = row.choice("section_41")
    return None if said is None else said == "approved"


def _training(row: Row) -> TrainingHours | None:
    cells = {name: row.need(name) for name in ("mentor", "provider", "school")}
    on = row.date("date") if row.need("date") else None
    hours = row.whole("hours") if row.need("hours") else None
    year = row.read("academic_year", _academic_year)
    cells |= {"kind": row.choice("kind"), "status": row.choice("status") or "planned"}
    submitted_on = row.date("submitted_on")
    if not row.usable:
        return None
    return TrainingHours.model_validate(
        {name: cell for name, cell in cells.items() if cell is not None}
        | {
            "claim": row.text("claim") or f"row {row.number}",
            "on": on,
            "hours": hours,
            "academic_year": year,
            "submitted_on": submitted_on,
        }
    )


def _day(row: Row) -> TrainingDay | None:
    provider = row.need("provider")
    on = row.date("date") if row.need("date") else None
    hours = row.whole("hours") if row.need("hours") else None
    half = row.choice("half_day")
    if not row.usable:
        return None
    return TrainingDay.model_validate(
        {"provider": provider, "on": on, "hours": hours}
        | ({"half_days": (half,)} if half else {})
    )


def _induction(row: Row) -> Induction | None:
    cells = {name: row.need(name) for name in ("ect", "mentor", "school")}
    start = row.date("start") if row.need("start") else None
    percent, slot, slots = (
        row.percent("fte_percent"),
        row.half_days("slot"),
        row.half_days("slots"),
    )
    if len(slot) > 1:
        row.error("slot", "several half-days are named", "Name one, such as mon-am.")
    if not row.usable:
        return None
    return Induction.model_validate(
        cells
        | {
            "start": start,
            "fte_percent": 100 if percent is None else percent,
            "slot": slot[0] if slot else None,
            "slots": slots or None,
        }
    )


def _mentor(row: Row) -> MentorTerms | None:
    mentor = row.need("mentor")
    cells = {
        "minutes_a_week": row.whole("minutes_a_week"),
        "training_from": row.date("training_from"),
        "trains": row.flag("trains"),
        "funded_before": row.flag("funded_before"),
        "engaged_percent": row.percent("engaged_percent"),
    }
    if not row.usable:
        return None
    known = {name: cell for name, cell in cells.items() if cell is not None}
    return MentorTerms.model_validate({"mentor": mentor} | known)


def _academic_year(text: str) -> AcademicYear:
    try:
        return AcademicYear.named(text)
    except ValueError:
        raise CellFault(
            f'"{short(text)}" is not an academic year', "Write it as 2024 to 2025."
        ) from None
