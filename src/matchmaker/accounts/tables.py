"""
Rates and limits as tables with dates, never as constants.

A row holds from `valid_from` to `valid_to`, both days included; a blank leaves that
side open. Of the rows with equal keys only one may hold on any day. `source` says
where a figure comes from, and `source_date` when that source was published or read.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from hashlib import sha256
from importlib import resources
from itertools import pairwise
from pathlib import Path

from matchmaker.domain.interval import Interval
from matchmaker.errors import InputError

DATED = ("valid_from", "valid_to", "source", "source_date")
"""Columns that every table has."""

KEYS: dict[str, tuple[str, ...]] = {
    "assurance": (),
    "ecf_eligible": ("type_code", "type"),
    "ecf_grants": ("element", "area"),
    "ecf_meetings": ("year",),
    "ecf_schedule": ("who", "year", "term", "activity"),
    "itt_allowances": ("kind",),
    "itt_hourly_rates": ("area",),
    "itt_windows": ("academic_year",),
    "pay_areas": ("district_code",),
    "payees": ("type_code", "type"),
    "terms": ("term",),
}
"""Every table, with the columns of which equal values may not hold on one day."""

VALUES: dict[str, tuple[str, ...]] = {
    "assurance": ("percent_by_value", "high_risk_pence"),
    "ecf_eligible": ("eligible",),
    "ecf_grants": ("per", "pence", "year", "least_engagement"),
    "ecf_meetings": ("every_weeks", "minutes"),
    "ecf_schedule": ("sessions", "minutes", "mode", "basis"),
    "itt_allowances": ("hours",),
    "itt_hourly_rates": ("pence_per_hour",),
    "itt_windows": (),
    "pay_areas": ("district", "area"),
    "payees": ("payee",),
    "terms": ("first_day", "last_day", "weeks"),
}
"""What else the columns of each table are."""


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
    cells: dict[str, str]
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
        name: Its file's name without `.csv`.
        version: Its name, the day of its newest source, and the first figures of
            its fingerprint: an edited table cannot keep its version.
        rows: Its rows, in order.
    """

    name: str
    version: str
    rows: tuple[RateRow, ...]

    def in_force(self, day: date, **keys: str) -> RateRow | None:
        """The row of these keys that holds on a day; `None` where there is none."""
        key = tuple(keys[name] for name in KEYS[self.name])
        found = (row for row in self._by_key.get(key, ()) if day in row.valid)
        return next(found, None)

    def all_in_force(self, day: date) -> Iterator[RateRow]:
        """The rows that hold on a day, in order."""
        return (row for row in self.rows if day in row.valid)

    @cached_property
    def _by_key(self) -> dict[tuple[str, ...], list[RateRow]]:
        found: dict[tuple[str, ...], list[RateRow]] = {}
        for row in self.rows:
            key = tuple(row[name] for name in KEYS[self.name])
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
            raise InputError(f"{self.name}.csv says two things at once.", faults)


class RateTables:
    """
    The tables of rates and limits: those that come with matchmaker, or one's own.

    A file of the same name in `folder` takes the place of the one that is shipped.
    """

    def __init__(self, folder: Path | None = None) -> None:
        """
        Look into a folder for tables first.

        Raises:
            InputError: There is no such folder, or a file in it has the name of no
                table, so that a slip of the name cannot leave old rates in use.
        """
        self._folder = folder
        self._read: dict[str, RateTable] = {}
        if folder is not None:
            _check_folder(folder)

    def __getitem__(self, name: str) -> RateTable:
        """
        A table, read once.

        Raises:
            InputError: It lacks columns, has a wrong date, or contradicts itself.
        """
        if name not in self._read:
            self._read[name] = parse(name, self._bytes(name))
        return self._read[name]

    def _bytes(self, name: str) -> bytes:
        own = None if self._folder is None else self._folder / f"{name}.csv"
        try:
            if own is not None and own.is_file():
                return own.read_bytes()
        except OSError as error:
            raise InputError(f"{own} cannot be read: {error.strerror}.") from error
        shipped = resources.files("matchmaker.accounts") / "rates" / f"{name}.csv"
        return shipped.read_bytes()


def _check_folder(folder: Path) -> None:
    if not folder.is_dir():
        raise InputError(f"{folder} is not a folder of rate tables.")
    strange = sorted(p.name for p in folder.glob("*.csv") if p.stem not in KEYS)
    if strange:
        raise InputError(
            f"{folder} holds tables that nothing reads: {', '.join(strange)}.",
            [f"Rate tables are called {', '.join(f'{name}.csv' for name in KEYS)}."],
        )


def parse(name: str, data: bytes) -> RateTable:
    """
    A table from the bytes of its file.

    Raises:
        InputError: It lacks columns, has a wrong date, or contradicts itself.
    """
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise InputError(f"{name}.csv is not UTF-8: save it as CSV UTF-8.") from None
    reader = csv.DictReader(text.splitlines(), restval="")
    needed = (*KEYS[name], *VALUES[name], *DATED)
    missing = [column for column in needed if column not in (reader.fieldnames or ())]
    if missing:
        raise InputError(f"{name}.csv lacks the columns {', '.join(missing)}.")
    rows = tuple(
        _row(name, number, {column: cells[column].strip() for column in needed})
        for number, cells in enumerate(reader, 2)
    )
    newest = max((row["source_date"] for row in rows), default="")
    mark = sha256(data.replace(b"\r\n", b"\n")).hexdigest()[:8]
    table = RateTable(name, f"{name} {newest} {mark}", rows)
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


DAYS = ("valid_from", "valid_to", "source_date")


def _day(name: str, number: int, column: str, text: str) -> date | None:
    try:
        return date.fromisoformat(text) if text else None
    except ValueError:
        raise InputError(
            f'{name}.csv row {number}: "{text}" in column {column} is not a date such '
            "as 2025-09-01."
        ) from None
