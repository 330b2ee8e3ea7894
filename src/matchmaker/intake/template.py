"""An empty workbook for a round: headings, drop-downs, notes and examples."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from matchmaker.domain.heeded import is_heeded, parts_of
from matchmaker.intake.columns import ROUND_KEYS, tables_for
from matchmaker.intake.known import EXAMPLE
from matchmaker.intake.template_checks import A_DATE
from matchmaker.intake.template_examples import example_rows
from matchmaker.intake.template_sheets import TemplateSheets, heading, new_workbook

if TYPE_CHECKING:
    from pathlib import Path

    from xlsxwriter.workbook import Workbook  # type: ignore[import-untyped]
    from xlsxwriter.worksheet import Worksheet  # type: ignore[import-untyped]

    from matchmaker.domain.programme import Programme
    from matchmaker.intake.columns import Column, Table

SELDOM = frozenset({"easting", "northing", "precision", "load"})
"""Columns that readers know and people hardly need: the workbook leaves them out, and
amounts in minutes with them."""

FACTS_SHEET = "round"

BUDGET, DECIMALS = "budget", "decimals"
"""The one means nothing where scores are given, the other where they are computed."""


def write_template(
    programme: Programme,
    path: Path,
    *,
    examples: bool = True,
    programme_path: str | None = None,
) -> None:
    """
    Write a workbook for people to fill in, that reads as a round.

    Example rows have ids that begin with EXAMPLE. They are rows like any other, so
    that the workbook can be tried as it stands; readers warn of them.

    Args:
        programme: Gives tables, roles and words.
        path: Ends in `.xlsx`.
        examples: Whether to write two example rows on each sheet that is needed.
        programme_path: What the sheet `round` calls the programme, for one that is
            not shipped. Usually its name.

    Raises:
        OutputError: Something stands at the path already, or it cannot be written.
    """
    with new_workbook(path, programme.title) as book:
        called = programme_path or programme.name
        _Template(book, programme, examples=examples).write(called)


def template_columns(table: Table, programme: Programme) -> tuple[Column, ...]:
    """The columns that the workbook shows: those that the programme has a use for."""
    parts = parts_of(programme)
    return tuple(
        column
        for column in table.columns
        if column.field is not None
        or (
            column.name not in SELDOM
            and not column.name.endswith("_minutes")
            and is_heeded(table.name, column.name, parts)
        )
    )


class _Template:
    """Writes the sheets of one workbook."""

    def __init__(self, book: Workbook, programme: Programme, *, examples: bool) -> None:
        self.programme = programme
        self.examples = examples
        self.tables = tuple(
            table
            for table in tables_for(programme).values()
            if table.is_read_by(programme)
        )
        names = (FACTS_SHEET, *(table.called for table in self.tables))
        self._sheets = TemplateSheets(book, programme, names)
        self._styles = self._sheets.styles

    def write(self, called: str) -> None:
        """Write all sheets; the first is the one to read first."""
        self._sheets.tell(self.programme.title, self._instructions())
        self._facts(called)
        for table in self.tables:
            columns = template_columns(table, self.programme)
            examples = example_rows(table, self.programme) if self.examples else ()
            self._sheets.fill(table.called, columns, examples)

    def _instructions(self) -> list[str]:
        """What to fill in, in what order."""
        needed = [table.called for table in self.tables if table.required]
        others = [table.called for table in self.tables if not table.required]
        return [
            "1. On the sheet round, give the term a name and its first and last day.",
            f"2. Fill in {_and(needed)}, in this order: one row each. Dark headings "
            "must be filled; rest the pointer on a heading to see what belongs there.",
            f"3. Rows whose id begins with {EXAMPLE} show how it is done: delete them "
            "before you run the real round.",
            f"4. {_and(others).capitalize()} are optional: leave their sheets empty.",
            "5. Save, then check the workbook: matchmaker check FILE.xlsx. Every "
            "problem is listed with its row and what to do.",
        ]

    def _facts(self, called: str) -> None:
        """The sheet `round`: keys, values, and what they mean."""
        sheet = self._sheets.sheets[FACTS_SHEET]
        sheet.set_column(0, 0, 20)
        sheet.set_column(1, 1, 32, self._styles["text"])
        sheet.set_column(2, 2, 80, self._styles["wrapped"])
        sheet.write_row(0, 0, ["Key", "Value", "Meaning"], self._styles["required"])
        sheet.freeze_panes(1, 0)
        example = self.programme.example
        values: dict[str, str | date] = {"programme": called}
        if self.examples:
            values |= {
                "term": f"{EXAMPLE}: {example.term}",
                "start": example.start,
                "end": example.end,
            }
        idle = BUDGET if self.programme.scores == "given" else DECIMALS
        keys = {key: note for key, note in ROUND_KEYS.items() if key != idle}
        for row, (key, note) in enumerate(keys.items(), start=1):
            shown = f"{key} all" if key == BUDGET else key
            sheet.write(row, 0, heading(shown))
            self._fact(sheet, row, key, values.get(key, ""))
            sheet.write(row, 2, note)

    def _fact(self, sheet: Worksheet, row: int, key: str, value: str | date) -> None:
        if key in ("start", "end", "anchor_date"):
            sheet.data_validation(row, 1, row, 1, A_DATE)
            if not isinstance(value, date):
                sheet.write_blank(row, 1, None, self._styles["date"])
                return
            sheet.write_datetime(row, 1, value, self._styles["date"])
        else:
            sheet.write(row, 1, value, self._styles["text"])


def _and(names: list[str]) -> str:
    """
    Names as a sentence lists them.

    >>> _and(["settings", "requests", "supporters"])
    'settings, requests and supporters'
    """
    *first, last = names
    return f"{', '.join(first)} and {last}" if first else last
