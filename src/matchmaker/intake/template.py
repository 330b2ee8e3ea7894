"""An empty workbook for a round: headings, drop-downs, notes and examples."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING

from matchmaker.domain.heeded import is_heeded, parts_of
from matchmaker.errors import OutputError
from matchmaker.intake.cells import calendar_date
from matchmaker.intake.columns import ROUND_KEYS, tables_for
from matchmaker.intake.known import EXAMPLE
from matchmaker.intake.template_checks import A_DATE, LISTS_SHEET, Checks
from matchmaker.intake.template_examples import example_rows

if TYPE_CHECKING:
    from pathlib import Path

    from xlsxwriter.format import Format  # type: ignore[import-untyped]
    from xlsxwriter.workbook import Workbook  # type: ignore[import-untyped]
    from xlsxwriter.worksheet import Worksheet  # type: ignore[import-untyped]

    from matchmaker.domain.programme import Programme
    from matchmaker.intake.columns import Column, Table

ACRONYMS = frozenset({"eypp", "idaci", "send", "urn"})

SELDOM = frozenset({"easting", "northing", "precision", "load"})
"""Columns that readers know and people hardly need: the workbook leaves them out, and
amounts in minutes with them."""

ROWS = 2000
"""Drop-downs and checks reach down to this row."""

WIDTHS = {"text": 28, "list": 32, "choice": 24, "half-days": 20, "authorities": 24}
USUAL_WIDTH = 16
TALL = 32
"""Points: room for two lines of text."""

START_SHEET = "Start here"

BUDGET, DECIMALS = "budget", "decimals"
"""The one means nothing where scores are given, the other where they are computed."""

SOME_DAY = datetime(2022, 4, 1)  # noqa: DTZ001 - a workbook's clock has no zone
"""When the workbook says it was made: equal programmes give equal bytes."""


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
    # Slow to load, and only templates need it.
    from xlsxwriter import Workbook  # type: ignore[import-untyped]
    from xlsxwriter.exceptions import (  # type: ignore[import-untyped]
        XlsxWriterException,
    )

    if path.exists():
        raise OutputError(f"{path} is there already: choose another name.")
    # Text that looks like a formula or an address stays text.
    options = {"strings_to_formulas": False, "strings_to_urls": False}
    try:
        with Workbook(path, options) as book:
            book.set_properties({"created": SOME_DAY, "title": programme.title})
            called = programme_path or programme.name
            _Template(book, programme, examples=examples).write(called)
    except (OSError, XlsxWriterException) as error:
        raise OutputError(f"{path} cannot be written: {error}.") from error


def heading(name: str) -> str:
    """
    A canonical name as people write it; readers take it for the same.

    >>> heading("setting_type"), heading("eypp_percent")
    ('Setting type', 'EYPP percent')
    """
    words = [word.upper() if word in ACRONYMS else word for word in name.split("_")]
    first, *rest = words
    return " ".join([first[:1].upper() + first[1:], *rest])


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
        self.book = book
        self.programme = programme
        self.examples = examples
        self.tables = {
            name: table
            for name, table in tables_for(programme).items()
            if table.is_read_by(programme)
        }
        self._styles = _styles(book)

    def write(self, called: str) -> None:
        """Write all sheets; the first is the one to read first."""
        start = self.book.add_worksheet(START_SHEET)
        facts = self.book.add_worksheet("round")
        sheets = {
            name: self.book.add_worksheet(table.called)
            for name, table in self.tables.items()
        }
        self._checks = Checks(self.book.add_worksheet(LISTS_SHEET), self.programme)
        self._start(start)
        self._facts(facts, called)
        for name, table in self.tables.items():
            self._table(sheets[name], table)
        for sheet in self.book.worksheets():
            sheet.set_landscape()
        self._checks.lists.hide()
        start.activate()

    def _start(self, sheet: Worksheet) -> None:
        """What to fill in, in what order."""
        tables = self.tables.values()
        needed = [table.called for table in tables if table.required]
        others = [table.called for table in tables if not table.required]
        lines = [
            "1. On the sheet round, give the term a name and its first and last day.",
            f"2. Fill in {_and(needed)}, in this order: one row each. Dark headings "
            "must be filled; rest the pointer on a heading to see what belongs there.",
            f"3. Rows whose id begins with {EXAMPLE} show how it is done: delete them "
            "before you run the real round.",
            f"4. {_and(others).capitalize()} are optional: leave their sheets empty.",
            "5. Save, then check the workbook: matchmaker check FILE.xlsx. Every "
            "problem is listed with its row and what to do.",
        ]
        sheet.hide_gridlines(2)
        sheet.set_column(0, 0, 100, self._styles["wrapped"])
        sheet.write(0, 0, self.programme.title, self._styles["title"])
        for row, line in enumerate(lines, start=2):
            sheet.set_row(row, TALL)
            sheet.write(row, 0, line, self._styles["wrapped"])

    def _facts(self, sheet: Worksheet, called: str) -> None:
        """The sheet `round`: keys, values, and what they mean."""
        sheet.set_column(0, 0, 20)
        sheet.set_column(1, 1, 32, self._styles["text"])
        sheet.set_column(2, 2, 80, self._styles["wrapped"])
        sheet.write_row(0, 0, ["Key", "Value", "Meaning"], self._styles["required"])
        sheet.freeze_panes(1, 0)
        values: dict[str, str | date] = {"programme": called}
        if self.examples:
            values |= {
                "term": f"{EXAMPLE}: Summer term 2022",
                "start": date(2022, 4, 25),
                "end": date(2022, 7, 22),
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

    def _table(self, sheet: Worksheet, table: Table) -> None:
        """One sheet: headings with notes, checks below them, examples."""
        columns = template_columns(table, self.programme)
        sheet.freeze_panes(1, 1)
        sheet.set_row(0, TALL)
        for place, column in enumerate(columns):
            style = self._styles["required" if column.required else "heading"]
            title = heading(column.name)
            sheet.write(0, place, title, style)
            sheet.write_comment(0, place, _note(column), _COMMENT)
            width = max(WIDTHS.get(column.kind, USUAL_WIDTH), len(title) + 3)
            sheet.set_column(place, place, width, self._style(column))
            check = self._checks.of(column, heading(column.name))
            if check is not None:
                sheet.data_validation(1, place, ROWS, place, check)
        if self.examples:
            for row, cells in enumerate(example_rows(table, self.programme), start=1):
                self._example(sheet, row, columns, cells)

    def _style(self, column: Column) -> Format | None:
        """Dates look like dates; ids and lists stay the text that they are."""
        if column.kind == "date":
            return self._styles["date"]
        numbers = column.kind in ("whole number", "amount", "points")
        return None if numbers else self._styles["text"]

    def _example(
        self,
        sheet: Worksheet,
        row: int,
        columns: tuple[Column, ...],
        cells: dict[str, str],
    ) -> None:
        for place, column in enumerate(columns):
            cell = cells.get(column.name, "")
            if column.kind == "date" and cell:
                day = calendar_date(cell)
                sheet.write_datetime(row, place, day, self._styles["example date"])
            elif cell and column.kind in ("whole number", "amount", "points"):
                sheet.write_number(row, place, int(cell), self._styles["example"])
            else:
                sheet.write(row, place, cell, self._styles["example text"])


_COMMENT = {"x_scale": 2, "y_scale": 1.2, "author": "matchmaker"}


def _note(column: Column) -> str:
    return (
        f"{column.note}\nExample: {column.example}" if column.example else column.note
    )


def _and(names: list[str]) -> str:
    """
    Names as a sentence lists them.

    >>> _and(["settings", "requests", "supporters"])
    'settings, requests and supporters'
    """
    *first, last = names
    return f"{', '.join(first)} and {last}" if first else last


def _styles(book: Workbook) -> dict[str, Format]:
    band = {"bold": True, "text_wrap": True, "valign": "top", "border": 1}
    example = {"italic": True, "font_color": "#5F5F5F", "bg_color": "#FFF8DC"}
    day = {"num_format": "dd/mm/yyyy", "align": "left"}
    return {
        "title": book.add_format({"bold": True, "font_size": 16}),
        "wrapped": book.add_format({"text_wrap": True, "valign": "top"}),
        "required": book.add_format(
            {**band, "bg_color": "#1F4E79", "font_color": "#FFFFFF"}
        ),
        "heading": book.add_format({**band, "bg_color": "#DDEBF7"}),
        "text": book.add_format({"num_format": "@"}),
        "date": book.add_format(day),
        "example": book.add_format(example),
        "example text": book.add_format({**example, "num_format": "@"}),
        "example date": book.add_format({**example, **day}),
    }
