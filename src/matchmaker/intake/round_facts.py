"""What round.toml, or the workbook's sheet `round`, says of the round as a whole."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING, TypeVar

from matchmaker.domain.round import EVERYWHERE
from matchmaker.domain.spelling import folded, nearest
from matchmaker.intake.cells import CellFault, pence, short, yes_or_no
from matchmaker.intake.columns import LARGEST, ROUND_KEYS
from matchmaker.intake.dates import calendar_date
from matchmaker.intake.placing import region_name

if TYPE_CHECKING:
    from matchmaker.intake.collector import Collector

T = TypeVar("T")

MOST_DECIMALS = 9


@dataclass(frozen=True)
class Entry:
    """
    One key's value as it stands.

    Attributes:
        value: Text from a workbook, or what TOML makes of it (numbers as Decimal).
        row: The line or row where it stands.
        rows: The same for each entry of a list, where that is known.
    """

    value: object
    row: int | None
    rows: tuple[int | None, ...] = ()


Entries = Mapping[str, Entry]
"""Entries by key; those of the budget have keys such as `budget.London`."""


@dataclass(frozen=True)
class Facts:
    """
    The round as a whole: fields of `Round`, under the same names where they are one.

    Attributes:
        anchor_date: The day to take as today, if the round names one.
    """

    name: str
    start: date | None
    end: date | None
    anchor_date: date | None
    decimals: int
    minimum_if_used: bool
    budgets: dict[str, int]


class FactsReader:
    """Reads entries one by one and reports what cannot be read."""

    def __init__(self, file: str, entries: Entries, collector: Collector) -> None:
        self._file = file
        self._entries = entries
        self._collector = collector

    def read(self, default_name: str) -> Facts:
        """All facts; without a term of its own the round has the default name."""
        self._report_unknown()
        start, end = self._term()
        return Facts(
            name=self._value("term", _text) or default_name,
            start=start,
            end=end,
            anchor_date=self._value("anchor_date", _date),
            decimals=self._value("decimals", _decimals) or 0,
            minimum_if_used=self._value("minimum_if_used", _flag) or False,
            budgets=dict(self._budgets()),
        )

    def _term(self) -> tuple[date | None, date | None]:
        start, end = self._value("start", _date), self._value("end", _date)
        if start and end and end < start:
            fault = CellFault(
                "the term ends before it starts; both dates were left out",
                "Correct the dates.",
            )
            self._report("end", fault)
            return None, None
        return start, end

    def _budgets(self) -> Iterator[tuple[str, int]]:
        seen: set[str] = set()
        for key in self._entries:
            if not key.startswith("budget."):
                continue
            pence = self._value(key, _pence)
            region = self._region(key)
            if region in seen:
                self._report(
                    key,
                    CellFault(f"{region} has two budgets", "Delete one of the two."),
                )
            elif region is not None and pence is not None:
                yield region, pence
            seen |= {region} if region else set()

    def _region(self, key: str) -> str | None:
        name = key.removeprefix("budget.")
        if folded(name) == EVERYWHERE:
            return EVERYWHERE
        try:
            return region_name(name)
        except CellFault as fault:
            self._report(key, fault)
            return None

    def _value(self, key: str, reader: Callable[[object], T]) -> T | None:
        entry = self._entries.get(key)
        if entry is None or entry.value in ("", None):
            return None
        try:
            return reader(entry.value)
        except CellFault as fault:
            self._report(key, fault)
            return None

    def _report(self, key: str, fault: CellFault) -> None:
        entry = self._entries[key]
        self._collector.error(
            self._file,
            fault.problem,
            fault.remedy,
            row=entry.row,
            column=key,
            value=short(str(entry.value)),
        )

    def _report_unknown(self) -> None:
        for key, entry in self._entries.items():
            if key in ROUND_KEYS or key.startswith("budget."):
                continue
            near = nearest(key, ROUND_KEYS)
            hint = f'Did you mean "{near}"? ' if near else ""
            self._collector.warning(
                self._file,
                f'the key "{short(key)}" is not known, so it was not read',
                f"{hint}The keys are: {', '.join(ROUND_KEYS)}.",
                row=entry.row,
                column=key,
            )


def _text(value: object) -> str:
    if isinstance(value, (dict, list)):
        raise CellFault("this should be words", "Write it between quotation marks.")
    return " ".join(str(value).split())


def _date(value: object) -> date:
    if isinstance(value, datetime):
        return value.date()
    return value if isinstance(value, date) else calendar_date(_text(value))


def _flag(value: object) -> bool:
    return value if isinstance(value, bool) else yes_or_no(_text(value))


def _decimals(value: object) -> int:
    text = _text(value)
    if not (text.isascii() and text.isdigit() and len(text) == 1):
        raise CellFault(
            f'"{short(text)}" is not a number of decimals',
            f"Write a whole number from 0 to {MOST_DECIMALS}.",
        )
    return int(text)


def _pence(value: object) -> int:
    return pence(_text(value), LARGEST)
