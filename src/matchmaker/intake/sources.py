"""Where a round lies: a folder of CSV files, or one workbook of the same sheets."""

from __future__ import annotations

import tomllib
from abc import ABC, abstractmethod
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING

from matchmaker.domain.spelling import folded
from matchmaker.errors import RoundError
from matchmaker.intake.cells import tidy
from matchmaker.intake.collector import Collector
from matchmaker.intake.columns import ROUND_KEYS
from matchmaker.intake.csv_file import read_csv, read_text
from matchmaker.intake.headings import heading_names
from matchmaker.intake.round_facts import Entries, Entry
from matchmaker.intake.toml_lines import toml_lines
from matchmaker.intake.workbook import Workbook

if TYPE_CHECKING:
    from matchmaker.intake.columns import Table
    from matchmaker.intake.raw import RawTable


class Source(ABC):
    """
    A round's tables, wherever they lie.

    Attributes:
        base: The folder against which paths in the round are read.
        name: What the round is called if it does not say.
        facts_file: The file or sheet of facts about the round as a whole.
        names: The tables there, by folded name, as their owner named them.
    """

    base: Path
    name: str
    facts_file: str
    names: dict[str, str]

    @abstractmethod
    def entries(self) -> Entries:
        """What the round says of itself; raises `RoundError` where nothing does."""

    @abstractmethod
    def table(self, table: Table, collector: Collector) -> RawTable | None:
        """The table of this name; `None`, reported, where it cannot be read."""

    def keys(self, table: Table) -> tuple[str, ...]:
        """Under which of its names the table is there, the programme's own first."""
        return tuple(name for name in table.names if name in self.names)


def open_source(path: Path) -> Source:
    """The round at a path; raises `RoundError` where there is none."""
    if path.is_dir():
        return Folder(path)
    if not path.exists():
        raise RoundError(
            f"There is no {path}. Name a folder with a round.toml, or a workbook."
        )
    if path.suffix.lower() not in (".xlsx", ".xlsm"):
        raise RoundError(
            f"{path} is neither a folder nor a workbook (.xlsx). Name the folder that "
            "holds round.toml, or a workbook."
        )
    return Book(path)


class Folder(Source):
    """A folder with round.toml and CSV files."""

    def __init__(self, path: Path) -> None:
        self.base = path
        self.name = path.resolve().name
        self.facts_file = "round.toml"
        self._paths = {
            folded(file.stem): file
            for file in sorted(path.iterdir(), reverse=True)
            if file.suffix.lower() == ".csv"
        }
        self.names = {key: file.name for key, file in self._paths.items()}

    def entries(self) -> Entries:
        """The keys of round.toml, with their lines."""
        path = self.base / self.facts_file
        if not path.is_file():
            raise RoundError(
                f"{self.base} holds no round.toml. Add one that names the programme, "
                'such as: programme = "early-years".'
            )
        collector = Collector()
        text = read_text(path, collector)
        if text is None:
            raise RoundError(
                f"round.toml cannot be read: {collector.found[0].problem}."
            )
        return _toml_entries(text)

    def table(self, table: Table, collector: Collector) -> RawTable | None:
        """The table in the CSV file of this name."""
        known = heading_names(table)
        return read_csv(
            self._paths[self.keys(table)[0]],
            collector,
            lambda heading: folded(heading) in known,
        )


def _toml_entries(text: str) -> Entries:
    try:
        data = tomllib.loads(text, parse_float=Decimal)
    except (ValueError, RecursionError, ArithmeticError) as error:
        raise RoundError(
            f"round.toml does not follow the rules of TOML: {error}. Each line should "
            'read key = value, with words between quotation marks: term = "Summer".'
        ) from error
    lines = toml_lines(text)
    entries: dict[str, Entry] = {}
    for key, value in data.items():
        if key == "budget" and isinstance(value, dict):
            for region, pounds in value.items():
                line = lines.get(("budget", region))
                entries[f"budget.{region}"] = Entry(pounds, line)
        else:
            size = len(value) if isinstance(value, list) else 0
            rows = tuple(lines.get((key, place)) for place in range(size))
            entries[key] = Entry(value, lines.get((key,)), rows)
    return entries


class Book(Source):
    """A workbook whose sheets are the tables, and one sheet `round` of facts."""

    def __init__(self, path: Path) -> None:
        self.base = path.parent
        self.name = path.stem
        self._book = Workbook(path)
        self.names = {folded(sheet): sheet for sheet in reversed(self._book.sheets)}
        self.facts_file = self.names.get("round", "round")

    def entries(self) -> Entries:
        """The rows of the sheet `round`: a key, and its value beside it."""
        if "round" not in self.names:
            raise RoundError(
                'The workbook has no sheet "round". Add one with two columns, key and '
                "value, and a row that names the programme."
            )
        collector = Collector()
        rows = self._book.rows(self.facts_file, collector)
        if collector.found:
            raise RoundError(f'The sheet "round": {collector.found[0].problem}.')
        return dict(_sheet_entries(rows))

    def table(self, table: Table, collector: Collector) -> RawTable | None:
        """The table on the sheet of this name."""
        return self._book.table(self.names[self.keys(table)[0]], collector)


def _sheet_entries(rows: list[list[str]]) -> Iterator[tuple[str, Entry]]:
    names = {folded(key): key for key in ROUND_KEYS}
    for number, row in enumerate(rows, start=1):
        cells = [tidy(cell) for cell in (*row, "", "")]
        key, value = cells[0], cells[1]
        if not key or (folded(key), folded(value)) == ("key", "value"):
            continue
        if folded(key).startswith("budget"):
            region = key[len("budget") :].strip(" .:-_")
            yield f"budget.{region or 'all'}", Entry(value, number)
        else:
            yield names.get(folded(key), key), Entry(value, number)
