"""The rows of a register's extract, with columns found by name."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from matchmaker.domain.spelling import folded
from matchmaker.errors import InputError
from matchmaker.intake.cells import tidy
from matchmaker.intake.collector import Collector, listed
from matchmaker.intake.csv_file import read_csv

Headings = dict[str, tuple[str, ...]]
"""For each thing a register tells, the headings it has had, best first."""

YEAR_AT_END = re.compile(r" ?20[0-9]{2}$")

NOTHING = frozenset(
    {"", "na", "nan", "none", "null", "notapplicable", "doesnotapply", "notrecorded"}
)
"""What registers write for "nothing"."""


class Extract:
    """
    The rows of a register's extract, with columns found by name.

    Headings are compared without case, punctuation and a year at their end, such
    as in `ofsted_rating_2023`.

    Raises:
        InputError: The file cannot be read, or lacks a column that is needed.
    """

    def __init__(self, path: Path, headings: Headings, needed: Sequence[str]) -> None:
        self.collector = Collector()
        self._headings = headings
        spellings = {_key(h) for every in headings.values() for h in every}
        raw = read_csv(path, self.collector, lambda text: _key(text) in spellings)
        if raw is None:
            faults = [problem.problem for problem in self.collector.found]
            raise InputError(f"{path} cannot be read.", faults)
        self.raw = raw
        self._places = self._find()
        missing = [headings[name][0] for name in needed if not self.has(name)]
        if missing:
            raise InputError(
                f"{path} lacks the columns {', '.join(missing)}.",
                [f"The columns seen are: {listed(raw.heading)}."],
            )

    def _find(self) -> dict[str, int]:
        """Where the best heading for each thing stands."""
        standing = {_key(h): i for i, h in reversed(list(enumerate(self.raw.heading)))}
        places = {}
        for name, spellings in self._headings.items():
            found = [standing[_key(s)] for s in spellings if _key(s) in standing]
            if found:
                places[name] = found[0]
        return places

    def has(self, name: str) -> bool:
        """Whether the extract tells this at all."""
        return name in self._places

    def heading(self, name: str) -> str | None:
        """The heading under which the extract tells this."""
        return self.raw.heading[self._places[name]] if self.has(name) else None

    def __iter__(self) -> Iterator[tuple[int, Entry]]:
        """Each row's number, as people count it, and the row."""
        for number, cells in zip(self.raw.numbers, self.raw.rows, strict=True):
            yield number, Entry(self._places, cells)


class Entry:
    """One row of an extract."""

    def __init__(self, places: Mapping[str, int], cells: Sequence[str]) -> None:
        self._places = places
        self._cells = cells

    def __getitem__(self, name: str) -> str:
        """The cell, tidied; blank where the register tells nothing."""
        place = self._places.get(name)
        if place is None or place >= len(self._cells):
            return ""
        cell = tidy(self._cells[place])
        if folded(cell) in NOTHING or not any(map(str.isalnum, cell)):
            return ""
        return cell.removesuffix(".0")


def _key(heading: str) -> str:
    return YEAR_AT_END.sub("", folded(heading))
