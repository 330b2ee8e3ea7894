"""Tables as CSV files that Excel opens rightly and that cannot run anything."""

from __future__ import annotations

import csv
import io

from matchmaker.report.table import Cell, Table

DANGEROUS = ("=", "+", "-", "@", "\t", "\r", "\n")
"""A cell of text that begins so may be run as a formula by a spreadsheet program."""


def csv_bytes(table: Table) -> bytes:
    """
    A table as the bytes of a CSV file.

    In UTF-8 with a byte order mark: without it Excel reads the file in the
    machine's old code page and turns "Zoë" into "ZoÃ«".
    """
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow([safe(column.heading) for column in table.columns])
    writer.writerows([safe(cell) for cell in row] for row in table.rows)
    return text.getvalue().encode("utf-8-sig")


def safe(cell: Cell) -> Cell:
    """
    A cell that no spreadsheet program runs as a formula.

    Text gets an apostrophe in front where it begins, after spaces, with one of
    `DANGEROUS`. Numbers are written by this program and stay numbers.

    >>> safe("=1+1"), safe(" @sum"), safe(-5), safe("Ada")
    ("'=1+1", "' @sum", -5, 'Ada')
    """
    if isinstance(cell, str) and cell.lstrip(" ").startswith(DANGEROUS):
        return f"'{cell}"
    return cell
