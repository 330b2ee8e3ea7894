"""
Rates and limits as tables with dates, never as constants.

A row holds from `valid_from` to `valid_to`, both days included; a blank leaves that
side open. Of the rows with equal keys only one may hold on any day. `source` says
where a figure comes from, and `source_date` when that source was published or read.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from hashlib import sha256
from importlib import resources
from itertools import pairwise

from matchmaker.domain.interval import Interval
from matchmaker.errors import InputError

DATED = ("valid_from", "valid_to", "source", "source_date")
"""Columns that every table has."""

DAYS = ("valid_from", "valid_to", "source_date")


@dataclass(frozen=True)
class Layout:
    """
    What a table holds.

    Attributes:
        name: Its file's name without `.csv`.
        keys: The columns of which equal values may not hold on one day.
        values: Its other columns, besides `DATED`.
    """

    name: str
    keys: tuple[str, ...]
    values: tuple[str, ...]


DAY_RATES = Layout("day_rates", ("programme", "role"), ("pence_per_day",))
"""What a day of each role costs, by programme: the table that matching needs, too."""


@dataclass(frozen=True)
class RateRow:
    """
    A row of a table.

    Attributes:
        table: The table's name, for messages.
        number: The row as people count it: headings are row 1.
        cells: Text by column.
        valid: The days on which it holds.
    """

    table: str
    number: int
    cells: Mapping[str, str]
    valid: Interval

    def __getitem__(self, column: str) -> str:
        return self.cells[column]

    def whole(self, column: str) -> int:
        """
        A cell that must be a whole number, 0 or more.

        Raises:
            InputError: It is not.
        """
        text = self.cells[column]
        if not text.isdecimal() or not text.isascii():
            raise self.fault(f'"{text}" in column {column} is not a whole number')
        return int(text)

    def fault(self, problem: str) -> InputError:
        """What is wrong with this row, to be raised."""
        return InputError(f"{self.table}.csv row {self.number}: {problem}.")


@dataclass(frozen=True)
class RateTable:
    """
    A table of rates or limits.

    Attributes:
        layout: Its name, and what its columns are.
        version: Its name, the day of its newest source, and the first figures of
            its fingerprint: an edited table cannot keep its version.
        rows: Its rows, in order.
    """

    layout: Layout
    version: str
    rows: tuple[RateRow, ...]

    def in_force(self, day: date, **keys: str) -> RateRow | None:
        """The row of these keys that holds on a day; `None` where there is none."""
        key = tuple(keys[name] for name in self.layout.keys)
        found = (row for row in self._by_key.get(key, ()) if day in row.valid)
        return next(found, None)

    def all_in_force(self, day: date) -> Iterator[RateRow]:
        """The rows that hold on a day, in order."""
        return (row for row in self.rows if day in row.valid)

    @cached_property
    def _by_key(self) -> dict[tuple[str, ...], list[RateRow]]:
        found: dict[tuple[str, ...], list[RateRow]] = {}
        for row in self.rows:
            key = tuple(row[name] for name in self.layout.keys)
            found.setdefault(key, []).append(row)
        return found

    def check(self) -> None:
        """
        Refuse a table of which two rows would hold at once.

        Raises:
            InputError: There are such rows; all are named.
        """
        faults = [
            f"rows {one.number} and {other.number} both hold on {other.valid.start}"
            for rows in self._by_key.values()
            for one, other in pairwise(sorted(rows, key=lambda row: row.valid))
            if one.valid.meets(other.valid)
        ]
        if faults:
            raise InputError(f"{self.layout.name}.csv says two things at once.", faults)


def shipped_bytes(name: str) -> bytes:
    """The file of a table that comes with matchmaker, by its name without `.csv`."""
    return (resources.files("matchmaker") / "rates" / f"{name}.csv").read_bytes()


def version_of(name: str, dates: Iterable[str], content: bytes) -> str:
    """
    What tells a table from every other, edited ones too.

    Args:
        name: The table's.
        dates: The days of its sources, year first.
        content: Whatever changes when the table does.

    >>> version_of("day_rates", ["2021-12-01", "2020-01-01"], b"a")
    'day_rates 2021-12-01 ca978112'
    """
    parts = (name, max(dates, default=""), sha256(content).hexdigest()[:8])
    return " ".join(filter(None, parts))


def parse(layout: Layout, data: bytes) -> RateTable:
    """
    A table from the bytes of its file.

    Raises:
        InputError: It lacks columns, has a wrong date, or contradicts itself.
    """
    name = layout.name
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise InputError(f"{name}.csv is not UTF-8: save it as CSV UTF-8.") from None
    reader = csv.DictReader(text.splitlines(), restval="")
    needed = (*layout.keys, *layout.values, *DATED)
    missing = [column for column in needed if column not in (reader.fieldnames or ())]
    if missing:
        raise InputError(f"{name}.csv lacks the columns {', '.join(missing)}.")
    rows = tuple(
        _row(name, number, {column: cells[column].strip() for column in needed})
        for number, cells in enumerate(reader, 2)
    )
    dates = (row["source_date"] for row in rows)
    version = version_of(name, dates, data.replace(b"\r\n", b"\n"))
    table = RateTable(layout, version, rows)
    table.check()
    return table


def _row(name: str, number: int, cells: dict[str, str]) -> RateRow:
    days = {column: _day(name, number, column, cells[column]) for column in DAYS}
    if days["source_date"] is None or not cells["source"]:
        raise InputError(
            f"{name}.csv row {number}: a figure needs its source and date."
        )
    valid = Interval.of_days(days["valid_from"], days["valid_to"])
    row = RateRow(name, number, cells, valid)
    if valid.end <= valid.start:
        raise row.fault("it ends before it begins")
    return row


def _day(name: str, number: int, column: str, text: str) -> date | None:
    try:
        return date.fromisoformat(text) if text else None
    except ValueError:
        raise InputError(
            f'{name}.csv row {number}: "{text}" in column {column} is not a date such '
            "as 2025-09-01."
        ) from None
