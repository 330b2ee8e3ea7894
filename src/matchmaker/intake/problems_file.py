"""Problems as a file that people open in a spreadsheet and work through."""

from __future__ import annotations

import csv
from pathlib import Path
from typing import TYPE_CHECKING

from matchmaker.domain.files import safe
from matchmaker.domain.problem import Problem
from matchmaker.errors import OutputError

if TYPE_CHECKING:
    from collections.abc import Iterable

COLUMNS = ("level", "file", "row", "column", "value", "problem", "remedy")


def write_problems(problems: Iterable[Problem], path: str | Path) -> None:
    """
    Write problems as CSV, one a row, safe to open in a spreadsheet.

    Raises:
        OutputError: The file cannot be written.
    """
    try:
        # The mark at the start tells spreadsheet programs that this is UTF-8.
        with Path(path).open("w", encoding="utf-8-sig", newline="") as file:
            writer = csv.writer(file, lineterminator="\n")
            writer.writerow(COLUMNS)
            for problem in problems:
                writer.writerow(safe(getattr(problem, name)) for name in COLUMNS)
    except OSError as error:
        raise OutputError(f"{path} cannot be written: {error.strerror}.") from error
