"""Workbooks: the same tables as sheets, with typed cells turned back into text."""

from __future__ import annotations

import re
import struct
import zlib
from datetime import datetime, time
from typing import TYPE_CHECKING, Any
from zipfile import BadZipFile, ZipFile

from matchmaker.errors import RoundError
from matchmaker.intake.raw import RawTable, raw_table

if TYPE_CHECKING:
    from pathlib import Path

    from matchmaker.intake.collector import Collector

MOST_CELLS = 50_000_000
MOST_BYTES = 500_000_000
"""More in one part of a workbook is a slip or hostile."""

CELL = re.compile(rb"""\br=["']([A-Z]{1,9})([0-9]{1,18})["']""")
UNZIPPING_ERRORS = (
    BadZipFile, OSError, ValueError, EOFError, KeyError, RuntimeError, zlib.error,
    struct.error,
)  # fmt: skip


class Workbook:
    """
    An open workbook.

    Attributes:
        sheets: The names of its sheets, in order.
    """

    def __init__(self, path: Path) -> None:
        # Slow to load, and only workbooks need it.
        from python_calamine import CalamineError, CalamineWorkbook

        check_reach(path)
        try:
            self._book: Any = CalamineWorkbook.from_path(str(path))
        except (CalamineError, OSError, ValueError) as error:
            raise _unreadable(path) from error
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
            cells = opened.to_python(skip_empty_area=False)
        except (CalamineError, OSError, ValueError) as error:
            collector.error(
                sheet,
                f"the sheet cannot be read ({error})",
                "Save the workbook again from a spreadsheet program.",
            )
            return []
        return [[cell_text(cell) for cell in row] for row in cells]


def check_reach(path: Path) -> None:
    """
    Refuse a workbook that would fill the memory.

    A reader of workbooks lays out every cell up to the last one, so that a single
    slip at the far end of a sheet costs gigabytes, and ends the whole program.

    Raises:
        RoundError: It is no workbook, or one of its sheets reaches too far.
    """
    try:
        with ZipFile(path) as archive:
            for part in archive.infolist():
                if part.file_size > MOST_BYTES:
                    raise _too_far(path)
                if part.filename.startswith("xl/worksheets/"):
                    _check_sheet(path, archive.read(part))
    except UNZIPPING_ERRORS as error:
        raise _unreadable(path) from error


def _check_sheet(path: Path, xml: bytes) -> None:
    cells = CELL.findall(xml)
    rows = max((int(row) for _, row in cells), default=0)
    columns = max(map(_column_number, {letters for letters, _ in cells}), default=0)
    if rows * columns > MOST_CELLS:
        raise _too_far(path)


def _column_number(letters: bytes) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + letter - ord("A") + 1
    return number


def _too_far(path: Path) -> RoundError:
    return RoundError(
        f"{path.name} has a sheet with more than {MOST_CELLS:,} cells. Look for "
        "something far below or beside the tables, and copy them to a new workbook."
    )


def _unreadable(path: Path) -> RoundError:
    return RoundError(
        f"{path.name} cannot be read as a workbook. Open it in a spreadsheet program "
        "and save it as .xlsx, without a password."
    )


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
