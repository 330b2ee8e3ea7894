"""The first sheet of the workbook: what the plan achieves, on one page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from matchmaker.report.sheets import DARK, LINE, MARKS, PALE, SheetWriter
from matchmaker.report.summary import (
    Block,
    Summary,
    summary_blocks,
    summary_sentences,
    warned_heading,
)

if TYPE_CHECKING:
    from xlsxwriter.format import Format  # type: ignore[import-untyped]
    from xlsxwriter.worksheet import Worksheet  # type: ignore[import-untyped]

WIDTHS = (30, 19, 19, 19, 19)


def write_summary(writer: SheetWriter, summary: Summary) -> None:
    """Write what a plan achieves as the first sheet of a workbook."""
    paper = writer.add("Summary")
    paper.fit_to_pages(1, 1)
    for place, width in enumerate(WIDTHS):
        paper.set_column(place, place, width)
    title = writer.format(bold=True, font_size=16, font_color=DARK)
    paper.write_string(0, 0, f"{summary.title}: {summary.name}", title)
    row = 2
    warned = warned_heading(summary)
    for line in (*summary_sentences(summary), *([f"{warned}."] if warned else ())):
        paper.write_string(row, 0, line)
        row += 1
    for block in summary_blocks(summary):
        row = _write_block(writer, paper, row + 1, block)
    # The numbers here are for reading; the other sheets have them as numbers.
    paper.ignore_errors({"number_stored_as_text": f"A1:E{row + 1}"})


def _write_block(writer: SheetWriter, paper: Worksheet, row: int, block: Block) -> int:
    """Write a block and return the row after it."""
    paper.write_string(row, 0, block.title, writer.format(bold=True, font_color=DARK))
    for number, cells in enumerate((block.headings, *block.rows)):
        strong = number == 0 or (block.total and number == len(block.rows))
        for place, cell in enumerate(cells):
            look = _look(writer, cell, left=place == 0, strong=strong)
            paper.write_string(row + 1 + number, place, cell, look)
    return row + len(block.rows) + 2


def _look(writer: SheetWriter, cell: str, *, left: bool, strong: bool) -> Format:
    properties: dict[str, str | int | bool] = {
        "border": 1,
        "border_color": LINE,
        "text_wrap": True,
        "valign": "top",
        "align": "left" if left else "right",
        "bold": strong,
    }
    if strong or cell in MARKS:
        properties["bg_color"] = PALE if strong else MARKS[cell]
    return writer.format(**properties)
