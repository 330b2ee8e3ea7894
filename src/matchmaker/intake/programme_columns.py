"""Faults of a programme's own headings and names of tables, before they mislead."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from matchmaker.domain.example import ROWS
from matchmaker.domain.heeded import READ_BY, parts_of
from matchmaker.domain.spelling import folded
from matchmaker.intake.collector import Collector
from matchmaker.intake.columns import tables_for
from matchmaker.intake.programme_faults import Fault, choose_from
from matchmaker.intake.raw import RawTable
from matchmaker.intake.sheet import Sheet

if TYPE_CHECKING:
    from collections.abc import Iterator

    from matchmaker.domain.programme import Programme
    from matchmaker.intake.columns import Column, Table

A_NAME = re.compile(r"[^\W_][\w -]{0,30}")
OF_SETTINGS = (
    "budget", "contrast", "different_people", "group_limit", "not_each_other", "quota"
)  # fmt: skip
"""Rules that look at whose a request is, or where somebody works."""
GIVEN_ALONE = (
    'criterion given: points come with the round only where scores = "given" stands '
    "above the roles."
)
NOT_TABLES = ("round", "plan")
"""Names that mean something else in a round's folder or workbook."""


def column_faults(programme: Programme) -> list[Fault]:
    """All headings that mean two columns, and all names that mean two tables."""
    tables = tables_for(programme)
    faults = list(_table_faults(programme, tables))
    if programme.scores == "given":
        faults += _given_faults(programme)
    elif any(criterion.name == "given" for criterion in programme.criteria):
        faults.append(Fault(("criterion",), GIVEN_ALONE))
    for table in tables.values():
        faults += _heading_faults(table, parts_of(programme))
        faults += _example_faults(table, programme)
        faults += _row_faults(table, programme)
    return faults


def _given_faults(programme: Programme) -> Iterator[Fault]:
    """What looks at columns that tables have not where scores are given."""
    if programme.fields:
        yield Fault(("field",), "where scores are given, nobody is asked any field.")
    for number, rule in enumerate(programme.rules):
        if rule.name in OF_SETTINGS or getattr(rule, "within_setting", False):
            yield Fault(
                ("rule", number),
                f"rule {rule.name}: where scores are given, the tables do not say "
                "whose a request is, nor where anybody works, so it would hold nothing.",
            )
    for number, bonus in enumerate(programme.bonuses):
        yield Fault(
            ("bonus", number),
            f"bonus {bonus.name}: where scores are given, the tables do not say where "
            "anybody is, so nobody would earn it.",
        )
    if programme.rates:
        yield Fault(
            ("rate",),
            "where scores are given, the tables do not say how long anything takes, so "
            "rates have nothing to count.",
        )


def _table_faults(programme: Programme, tables: dict[str, Table]) -> Iterator[Fault]:
    meant = {name: name for name in tables} | dict.fromkeys(NOT_TABLES, "")
    for name, own in programme.tables.items():
        at = ("tables", name)
        if name not in tables:
            yield Fault(at, f'there is no table "{name}". {choose_from(name, tables)}')
        elif not A_NAME.fullmatch(own):
            yield Fault(
                at,
                f'tables: "{own}" cannot be the name of a file and a sheet: write up to '
                "31 letters, figures, spaces and hyphens.",
            )
        elif meant.setdefault(folded(own), name) != name:
            yield Fault(at, f'tables: "{own}" is the name of another table.')


def _heading_faults(table: Table, parts: frozenset[str]) -> Iterator[Fault]:
    """Own headings that are a built-in column's, or those of another own column."""
    standing = {folded(c.name): c for c in table.columns if c.field is None}
    forms: dict[str, Column] = {}
    for column in table.columns:
        if column.field is None or column.side is None:
            continue
        at = ("field", column.field, column.side)
        heading = folded(column.name)
        other = standing.get(heading)
        if not any(map(str.isalnum, heading)):
            yield Fault(at, f"field {column.field}: the heading has no letters.")
        elif other is not None:
            yield Fault(
                (*at, "heading"),
                f'field {column.field}: "{column.name}" is the heading of a column that '
                f'the table "{table.called}" needs{_what_for(table, other, parts)}. '
                "Choose another heading.",
            )
        yield from _again(column, forms, table)


def _what_for(table: Table, column: Column, parts: frozenset[str]) -> str:
    """Which parts of the programme read a column, if that is all that keeps it."""
    readers = sorted(parts & READ_BY.get(table.name, {}).get(column.name, frozenset()))
    return f" for {' and '.join(readers)}" if readers else ""


def _again(column: Column, forms: dict[str, Column], table: Table) -> Iterator[Fault]:
    """Headings and synonyms that an earlier own column of the table has taken."""
    for form in (column.name, *column.synonyms):
        first = forms.setdefault(folded(form), column)
        if first is not column:
            yield Fault(
                ("field", str(column.field), str(column.side)),
                f'field {column.field}: "{form}" is also a heading of the field '
                f'{first.field} in the table "{table.called}".',
            )


def _example_faults(table: Table, programme: Programme) -> Iterator[Fault]:
    """Examples that no reader would understand: the template would show them."""
    own = [column for column in table.columns if column.field is not None]
    names = tuple(column.name for column in own)
    cells = tuple(column.example for column in own)
    collector = Collector()
    raw = RawTable(table.called, names, [cells], [1], meant=names)
    for row in Sheet(raw, table, programme, collector).rows():
        for side in dict.fromkeys(column.side for column in own):
            if side is not None:
                row.answers(side)
    sides = {column.name: (column.field, column.side) for column in own}
    for problem in collector.found:
        field, side = sides[str(problem.column)]
        said = problem.problem.removesuffix("; the value was left out")
        yield Fault(
            ("field", str(field), str(side), "example"),
            f"field {field}: in the example {said}. {problem.remedy}",
        )


def _row_faults(table: Table, programme: Programme) -> Iterator[Fault]:
    """Example rows of columns that are not there, or of another number."""
    names = {folded(column.name): column.name for column in table.columns}
    for heading, cells in programme.example.rows_of(table.name).items():
        at, who = ("example", table.name, heading), f"example {table.name}: "
        if folded(heading) not in names:
            known = choose_from(heading, names.values())
            yield Fault(at, f'{who}there is no column "{heading}". {known}')
        elif len(cells) != ROWS:
            yield Fault(
                at,
                f'{who}"{heading}" has {len(cells)} cells; the template has {ROWS} '
                "rows. Write one cell for each, blank if need be.",
            )
