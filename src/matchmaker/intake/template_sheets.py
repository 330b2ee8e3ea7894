"""Sheets of a workbook to fill in: instructions, headings, notes and drop-downs."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime
from typing import TYPE_CHECKING

from matchmaker.errors import OutputError
from matchmaker.intake.dates import calendar_date
from matchmaker.intake.template_checks import LISTS_SHEET, Checks

if TYPE_CHECKING:
    from pathlib import Path

    from xlsxwriter.format import Format  # type: ignore[import-untyped]
    from xlsxwriter.workbook import Workbook  # type: ignore[import-untyped]
    from xlsxwriter.worksheet import Worksheet  # type: ignore[import-untyped]

    from matchmaker.domain.programme import Programme
    from matchmaker.intake.columns import Column

ACRONYMS = frozenset({"ect", "eypp", "fte", "idaci", "qts", "send", "trn", "urn"})

ROWS = 2000
"""Drop-downs and checks reach down to this row."""

NUMBERS = frozenset({"whole number", "amount", "pounds", "points"})
"""Kinds of cells that the workbook shows as numbers."""

WIDTHS = {"text": 28, "list": 32, "choice": 24, "half-days": 20, "authorities": 24}
USUAL_WIDTH = 16
TALL = 32
"""Points: room for two lines of text."""

START_SHEET = "Start here"

SOME_DAY = datetime(2022, 4, 1)  # noqa: DTZ001 - a workbook's clock has no zone
"""When the workbook says it was made: equal programmes give equal bytes."""

COMMENT = {"x_scale": 2, "y_scale": 1.2, "author": "matchmaker"}


@contextmanager
def new_workbook(path: Path, title: str) -> Iterator[Workbook]:
    """
    A workbook that is written when the block ends.

    Args:
        path: Where to; ends in `.xlsx`.
        title: Stands in the file's properties.

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
            book.set_properties({"created": SOME_DAY, "title": title})
            yield book
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


class TemplateSheets:
    """
    The sheets of one workbook, from the one to read first to the words out of sight.

    Attributes:
        start: What to fill in, in what order.
        sheets: The sheets to fill in, by name.
        styles: How cells look, by what they are.
    """

    def __init__(
        self, book: Workbook, programme: Programme, names: Iterable[str]
    ) -> None:
        self.styles = _styles(book)
        self.start: Worksheet = book.add_worksheet(START_SHEET)
        self.sheets = {name: book.add_worksheet(name) for name in names}
        self._checks = Checks(book.add_worksheet(LISTS_SHEET), programme)
        for sheet in book.worksheets():
            sheet.set_landscape()
        self._checks.lists.hide()
        self.start.activate()

    def tell(self, title: str, lines: Sequence[str]) -> None:
        """Write the sheet to read first."""
        self.start.hide_gridlines(2)
        self.start.set_column(0, 0, 100, self.styles["wrapped"])
        self.start.write(0, 0, title, self.styles["title"])
        for row, line in enumerate(lines, start=2):
            self.start.set_row(row, TALL)
            self.start.write(row, 0, line, self.styles["wrapped"])

    def fill(
        self,
        name: str,
        columns: Sequence[Column],
        examples: Iterable[dict[str, str]] = (),
    ) -> None:
        """Write one sheet: headings with notes, checks below them, examples."""
        sheet = self.sheets[name]
        sheet.freeze_panes(1, 1)
        sheet.set_row(0, TALL)
        for place, column in enumerate(columns):
            style = self.styles["required" if column.required else "heading"]
            title = heading(column.name)
            sheet.write(0, place, title, style)
            sheet.write_comment(0, place, _note(column), COMMENT)
            width = max(WIDTHS.get(column.kind, USUAL_WIDTH), len(title) + 3)
            sheet.set_column(place, place, width, self._style(column))
            check = self._checks.of(column, title)
            if check is not None:
                sheet.data_validation(1, place, ROWS, place, check)
        for row, cells in enumerate(examples, start=1):
            self._example(sheet, row, columns, cells)

    def _style(self, column: Column) -> Format | None:
        """Dates look like dates; ids and lists stay the text that they are."""
        if column.kind == "date":
            return self.styles["date"]
        return None if column.kind in NUMBERS else self.styles["text"]

    def _example(
        self,
        sheet: Worksheet,
        row: int,
        columns: Sequence[Column],
        cells: dict[str, str],
    ) -> None:
        for place, column in enumerate(columns):
            cell = cells.get(column.name, "")
            if column.kind == "date" and cell:
                day = calendar_date(cell)
                sheet.write_datetime(row, place, day, self.styles["example date"])
            elif cell and column.kind in NUMBERS:
                sheet.write_number(row, place, int(cell), self.styles["example"])
            else:
                sheet.write(row, place, cell, self.styles["example text"])


def _note(column: Column) -> str:
    return (
        f"{column.note}\nExample: {column.example}" if column.example else column.note
    )


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
