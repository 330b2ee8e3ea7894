"""Reading the tables that this package carries."""

from __future__ import annotations

import csv
from importlib import resources


def read_table(name: str) -> list[dict[str, str]]:
    """Return the rows of a table under `data`, as text by column name."""
    table = resources.files("matchmaker.geo") / "data" / name
    return list(csv.DictReader(table.read_text(encoding="utf-8").splitlines()))


def split_codes(cell: str) -> tuple[str, ...]:
    """Return the codes of a cell that lists several, separated by semicolons."""
    return tuple(code for code in cell.split(";") if code)
