"""Which column of a table each heading means."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from matchmaker.domain.spelling import folded, nearest
from matchmaker.intake.cells import short, tidy
from matchmaker.intake.columns import Table

if TYPE_CHECKING:
    from collections.abc import Sequence

    from matchmaker.intake.collector import Collector
    from matchmaker.intake.raw import RawTable


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
    """Each way of writing a heading, folded, with the canonical name."""
    names: dict[str, str] = {}
    for column in table.columns:
        names[folded(column.name)] = column.name
    for column in table.columns:
        for synonym in column.synonyms:
            names.setdefault(folded(synonym), column.name)
    return names


def recognise(raw: RawTable, table: Table, collector: Collector) -> dict[str, Found]:
    """
    Where each column of a table stands, by its key.

    Raises:
        MissingColumnsError: A column that the table cannot do without is missing.
    """
    keys = {column.name: column.key for column in table.columns}
    if raw.meant is not None:
        settled = zip(raw.meant, raw.heading, strict=True)
        return {
            keys.get(name, name): Found(i, heading)
            for i, (name, heading) in enumerate(settled)
        }
    names = heading_names(table)
    found: dict[str, Found] = {}
    for index, heading in enumerate(raw.heading):
        name = names.get(folded(heading))
        key = keys.get(name or "")
        if key is None:
            _report_extra(raw, table, index, collector)
        elif key in found:
            _report_twice(raw.file, heading, found[key], collector)
        else:
            found[key] = Found(index, heading)
    _require(raw, table, found)
    return found


def _report_extra(
    raw: RawTable, table: Table, index: int, collector: Collector
) -> None:
    heading = raw.heading[index]
    if not heading:
        if any(index < len(row) and tidy(row[index]) for row in raw.rows):
            collector.warning(
                raw.file,
                f"column {index + 1} has no heading, so it was not read",
                "Give the column a heading, or delete it.",
            )
        return
    near = nearest(heading, (column.name for column in table.columns))
    hint = f'Did you mean "{near}"? ' if near else ""
    collector.warning(
        raw.file,
        f'the column "{short(heading)}" is not known, so it was not read',
        f"{hint}Rename the column, or leave it: nothing else depends on it.",
        column=heading,
    )


def _report_twice(file: str, heading: str, first: Found, collector: Collector) -> None:
    collector.warning(
        file,
        f'the columns "{first.heading}" and "{heading}" mean the same; only the first '
        "was read",
        "Keep one of the two columns.",
        column=heading,
    )


def _require(raw: RawTable, table: Table, found: dict[str, Found]) -> None:
    missing = [
        column.name
        for column in table.columns
        if column.required and column.key not in found
    ]
    missing += [
        " or ".join(names)
        for names in table.one_of
        if not any(name in found for name in names)
    ]
    if missing:
        seen = [heading for heading in raw.heading if heading]
        raise MissingColumnsError(raw.file, missing, seen)
