"""The tables of a round that are there and can be read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from matchmaker.domain.spelling import nearest
from matchmaker.errors import RoundError
from matchmaker.intake.columns import tables_for
from matchmaker.intake.headings import MissingColumnsError
from matchmaker.intake.sheet import Sheet
from matchmaker.intake.whole_names import share_whole_names

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from matchmaker.domain.problem import Problem
    from matchmaker.domain.programme import Programme
    from matchmaker.intake.collector import Collector
    from matchmaker.intake.columns import Table
    from matchmaker.intake.sources import Source

ALL_TABLES = frozenset(
    {"settings", "requests", "supporters", "pairs"}
    | {"pins", "forbids", "ties", "exclusions", "before"}
    | {"conflicts", "travel", "quotas", "day_rates"}
)


def read_sheets(
    source: Source, programme: Programme, collector: Collector
) -> dict[str, Sheet]:
    """
    All tables of the round that are there and have their columns.

    Raises:
        RoundError: A needed table is missing, lacks columns, or is there twice.
    """
    tables = tables_for(programme)
    _report_strangers(source, tables, collector)
    sheets: dict[str, Sheet] = {}
    faults = list(_twice(source, tables.values()))
    for name, table in tables.items():
        before = len(collector.found)
        sheet = _sheet(source, table, programme, collector)
        if sheet is not None:
            if table.is_read_by(programme):
                sheets[name] = sheet
            elif sheet.raw.rows:
                report_no_rule(
                    sheet.file, table.rules, "the table was left out", collector
                )
        elif table.required:
            faults += _why_missing(table, collector.found[before:])
    if faults:
        raise RoundError("The round cannot be read:", faults)
    share_whole_names(sheets, programme)
    return sheets


def _sheet(
    source: Source, table: Table, programme: Programme, collector: Collector
) -> Sheet | None:
    raw = source.table(table, collector) if source.keys(table) else None
    if raw is None:
        return None
    try:
        return Sheet(raw, table, programme, collector)
    except MissingColumnsError as error:
        collector.error(error.file, error.problem, error.remedy)
        return None


def report_no_rule(
    file: str,
    needed: Iterable[str],
    outcome: str,
    collector: Collector,
    column: str | None = None,
) -> None:
    """Say that what stands in a file holds nothing under this programme."""
    names = " or ".join(f'"{name}"' for name in needed)
    collector.error(
        file,
        f"the programme lists no rule {names}, so {outcome}",
        f"Add a [[rule]] with name = {names} to the programme, or delete this.",
        column=column,
    )


def _why_missing(table: Table, problems: tuple[Problem, ...]) -> list[str]:
    errors = [found for found in problems if found.level == "error"]
    if not errors:
        return [f'there is no table "{table.called}". {table.note}']
    return [f"{found.file}: {found.problem}. {found.remedy}" for found in errors]


def _report_strangers(
    source: Source, tables: dict[str, Table], collector: Collector
) -> None:
    known = {key: table.called for table in tables.values() for key in table.names}
    for key, name in source.names.items():
        if key in known:
            continue
        if key in ALL_TABLES:
            collector.warning(
                name,
                "this programme has no such table, so it was not read",
                "Check the programme that the round names, or delete the table.",
            )
        elif near := nearest(key, known, least=85):
            collector.warning(
                name,
                "the table is not known, so it was not read",
                f'Did you mean "{known[near]}"? Rename it.',
            )


def _twice(source: Source, tables: Iterable[Table]) -> Iterator[str]:
    """Tables that are there under the programme's name and under the usual one."""
    for table in tables:
        found = [source.names[key] for key in source.keys(table)]
        if len(found) > 1:
            yield (
                f"{' and '.join(found)} are the same table under two names. Keep one: "
                f'this programme calls it "{table.called}".'
            )
