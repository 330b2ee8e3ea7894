"""One table as one sheet: headings that stay, filters, widths, print setup."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from textwrap import wrap
from typing import TYPE_CHECKING

from matchmaker.report.table import Cell, Column, Kind, Table

if TYPE_CHECKING:
    from xlsxwriter import Workbook  # type: ignore[import-untyped]
    from xlsxwriter.format import Format  # type: ignore[import-untyped]
    from xlsxwriter.worksheet import Worksheet  # type: ignore[import-untyped]

Property = str | int | bool

A3, A4 = 8, 9
"""Paper sizes by the numbers that the file format gives them."""
LINE_HEIGHT, MOST_HEIGHT = 12, 400
"""Points: of a line of text, and of the tallest row that spreadsheets allow."""
FIT = {"text": 1.1, "words": 1.3}
"""Characters that fit a unit of a column's width, by the column's kind, else one:
long reasons are set in smaller type."""
INDENT = 2
"""Characters that the indent of a text takes."""
DARK, PALE, LINE = "#1F3864", "#DCE6F1", "#BFBFBF"
GREEN, AMBER, RED = "#C6EFCE", "#FFEB9C", "#FFC7CE"

MARKS = {
    "optimal": GREEN,
    "not proved": AMBER,
    "error": RED,
    "warning": AMBER,
}
"""Words that are coloured wherever they fill a cell of short text."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """
    A table and how it is shown.

    Attributes:
        name: The tab's name.
        table: What stands there.
        empty: What is said where there are no rows.
        bars: Headings of columns of percents that get a bar.
        decisions: Headings of columns in which people tick `yes`.
        keep_left: Columns that stay in view when scrolling to the right.
        totals: Rows at the end that are sums.
        paper: The paper's size.
    """

    name: str
    table: Table
    empty: str
    bars: tuple[str, ...] = ()
    decisions: tuple[str, ...] = ()
    keep_left: int = 0
    totals: int = 0
    paper: int = A4


class SheetWriter:
    """Writes tables into a workbook, with one set of formats."""

    def __init__(self, workbook: Workbook) -> None:
        self._workbook = workbook
        self._formats: dict[tuple[tuple[str, Property], ...], Format] = {}
        self._looks: dict[tuple[Kind, str, str, bool], Format] = {}

    def format(self, **properties: Property) -> Format:
        """A cell format; the same one for the same properties."""
        key = tuple(sorted(properties.items()))
        if key not in self._formats:
            self._formats[key] = self._workbook.add_format(properties)
        return self._formats[key]

    def add(self, name: str, paper: int = A4) -> Worksheet:
        """A sheet that prints across the page, as wide as it is, with its name."""
        sheet = self._workbook.add_worksheet(name)
        sheet.set_landscape()
        sheet.set_paper(paper)
        sheet.fit_to_pages(1, 0)
        sheet.set_margins(left=0.4, right=0.4, top=0.5, bottom=0.6)
        sheet.set_footer("&L&A&RPage &P of &N")
        sheet.hide_gridlines(2)
        return sheet

    def write(self, sheet: Sheet) -> None:
        """Write one table as one sheet."""
        paper = self.add(sheet.name, sheet.paper)
        self._headings(paper, sheet)
        sums = len(sheet.table.rows) - sheet.totals
        for number, row in enumerate(sheet.table.rows):
            self._row(paper, number + 1, sheet.table.columns, row, bold=number >= sums)
        if not sheet.table.rows:
            paper.write_string(1, 0, sheet.empty, self.format(italic=True))
        self._help(paper, sheet)

    def _headings(self, paper: Worksheet, sheet: Sheet) -> None:
        look = self.format(
            bold=True,
            font_color="white",
            bg_color=DARK,
            text_wrap=True,
            valign="vcenter",
            border=1,
            border_color=LINE,
            align="left",
            indent=1,
        )
        for place, column in enumerate(sheet.table.columns):
            paper.set_column(place, place, column.width)
            paper.write_string(0, place, column.heading, look)
        paper.set_row(0, 32)
        paper.freeze_panes(1, sheet.keep_left)
        paper.repeat_rows(0)
        last = max(len(sheet.table.rows) - sheet.totals, 1)
        paper.autofilter(0, 0, last, len(sheet.table.columns) - 1)

    def _row(
        self,
        paper: Worksheet,
        number: int,
        columns: tuple[Column, ...],
        row: tuple[Cell, ...],
        *,
        bold: bool,
    ) -> None:
        paper.set_row(number, row_height(columns, row))
        for place, (column, cell) in enumerate(zip(columns, row, strict=True)):
            look = self._look(column, cell, bold=bold)
            if cell is None or cell == "":
                paper.write_blank(number, place, None, look)
            elif isinstance(cell, str):
                paper.write_string(number, place, cell, look)
            else:
                paper.write_number(number, place, cell, look)

    def _look(self, column: Column, cell: Cell, *, bold: bool) -> Format:
        """The format of a cell; worked out once for all cells of its kind."""
        if isinstance(cell, str):
            mark = MARKS.get(cell, "") if column.kind == "text" else ""
            key = (column.kind, "", mark, bold)
        else:
            key = (column.kind, number_format(column, cell), "", bold)
        if key not in self._looks:
            self._looks[key] = self.format(**_properties(*key))
        return self._looks[key]

    def _help(self, paper: Worksheet, sheet: Sheet) -> None:
        """Bars behind percents, and drop-downs for decisions."""
        last = len(sheet.table.rows)
        if not last:
            return
        for heading in sheet.bars:
            place = sheet.table.position(heading)
            if place is not None:
                paper.conditional_format(1, place, last, place, _BAR)
        for heading in sheet.decisions:
            place = sheet.table.position(heading)
            if place is not None:
                paper.data_validation(1, place, last, place, _YES)


def _properties(
    kind: Kind,
    numbers: str,
    mark: str,
    bold: bool,
) -> dict[str, Property]:
    properties: dict[str, Property] = {
        "valign": "top",
        "border": 1,
        "border_color": LINE,
        "bold": bold,
        "text_wrap": kind in ("text", "words"),
    }
    if mark:
        properties["bg_color"] = mark
    if kind == "words":
        properties["font_size"] = 9
    if numbers:
        return properties | {"num_format": numbers}
    return properties | {"align": "left", "indent": 1}


_BAR = {
    "type": "data_bar",
    "bar_color": "#9DC3E6",
    "min_type": "num",
    "min_value": 0,
    "max_type": "num",
    "max_value": 100,
}
_YES = {
    "validate": "list",
    "source": ["yes"],
    "input_title": "Your decision",
    "input_message": "Choose yes for the next round, and say why under Reason.",
}


def row_height(columns: tuple[Column, ...], row: tuple[Cell, ...]) -> int:
    r"""
    Points that a row needs; not all programs fit wrapped text by themselves.

    >>> row_height((Column("Why", "words", 20),), ("a line\na second one",))
    28
    """
    lines = [
        lines_of(cell, int(column.width * FIT.get(column.kind, 1)) - INDENT)
        for column, cell in zip(columns, row, strict=True)
        if isinstance(cell, str)
    ]
    return min(LINE_HEIGHT * max(lines, default=1) + 4, MOST_HEIGHT)


def lines_of(text: str, room: int) -> int:
    """
    Lines that a text takes where so many characters fit a line.

    >>> lines_of("too far to travel", 10), lines_of("", 10)
    (2, 1)
    """
    room = max(room, 1)
    return sum(
        1 if len(line) <= room else len(wrap(line, room)) for line in text.split("\n")
    )


def number_format(column: Column, cell: Cell) -> str:
    """
    How a number is shown: with as many decimals as it has.

    >>> number_format(Column("Points", "exact"), Decimal("812.50"))
    '#,##0.00'
    """
    if column.kind == "pounds":
        return "£#,##0.00"
    if column.kind == "percent":
        return '0"%"'
    exponent = cell.as_tuple().exponent if isinstance(cell, Decimal) else 0
    decimals = -exponent if isinstance(exponent, int) and exponent < 0 else 0
    return "#,##0" + ("." + "0" * decimals if decimals else "")
