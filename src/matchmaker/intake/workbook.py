"""Workbooks: the same tables as sheets, with typed cells turned back into text."""

from __future__ import annotations

from datetime import datetime, time
from typing import TYPE_CHECKING, Any

from matchmaker.errors import RoundError
from matchmaker.intake.raw import RawTable, raw_table

if TYPE_CHECKING:
    from pathlib import Path

    from matchmaker.intake.collector import Collector

MOST_CELLS = 50_000_000
"""A sheet that claims more is broken or hostile; reading it would fill the memory."""


class Workbook:
    """
    An open workbook.

    Attributes:
        sheets: The names of its sheets, in order.
    """

    def __init__(self, path: Path) -> None:
        # Slow to load, and only workbooks need it.
        from python_calamine import CalamineError, CalamineWorkbook

        try:
            self._book: Any = CalamineWorkbook.from_path(str(path))
        except (CalamineError, OSError, ValueError) as error:
            raise RoundError(
                f"{path.name} cannot be read as a workbook. Open it in a spreadsheet "
                "program and save it as .xlsx, without a password."
            ) from error
        self.sheets: tuple[str, ...] = tuple(self._book.sheet_names)

    def table(self, sheet: str, collector: Collector) -> RawTable | None:
        """The table on a sheet; `None`, reported, where there is none."""
        table = raw_table(sheet, self.rows(sheet, collector))
        if table is None:
            collector.error(
                sheet, "the sheet is empty", "Put headings in its first row."
            )
        return table

    def rows(self, sheet: str, collector: Collector) -> list[list[str]]:
        """All cells of a sheet as text, from its first row on."""
        from python_calamine import CalamineError

        try:
            opened = self._book.get_sheet_by_name(sheet)
            last_row, last_column = opened.end or (0, 0)
            height, width = last_row + 1, last_column + 1
            if height * width <= MOST_CELLS:
                cells = opened.to_python(skip_empty_area=False)
                return [[cell_text(cell) for cell in row] for row in cells]
        except (CalamineError, OSError, ValueError) as error:
            collector.error(
                sheet,
                f"the sheet cannot be read ({error})",
                "Save the workbook again from a spreadsheet program.",
            )
            return []
        collector.error(
            sheet,
            f"the sheet claims to have {height} rows and {width} columns",
            "Copy the cells that you need to a new workbook.",
        )
        return []


def cell_text(cell: object) -> str:
    """
    A typed cell as its owner sees it.

    >>> cell_text(123.0), cell_text(0.1), cell_text(True), cell_text(datetime(2022, 4, 5))
    ('123', '0.1', 'yes', '2022-04-05')
    """
    if isinstance(cell, str):
        return cell
    if isinstance(cell, bool):
        return "yes" if cell else "no"
    if isinstance(cell, float):
        return str(int(cell)) if cell.is_integer() else repr(cell)
    if isinstance(cell, datetime):
        whole_day = cell.time() == time()
        return cell.date().isoformat() if whole_day else cell.isoformat(sep=" ")
    return str(cell)
