"""Cells as text, and rows as a CSV file."""

from __future__ import annotations

import csv
from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from itertools import chain
from pathlib import Path
from typing import TypeVar

T = TypeVar("T")


def cell_text(value: object) -> str:
    """
    A cell as people write it, and as readers take it.

    >>> cell_text(("mon-am", "wed-pm")), cell_text(True), cell_text(None)
    ('mon-am; wed-pm', 'yes', '')
    """
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Decimal):
        return f"{value:f}"
    return "; ".join(value) if isinstance(value, tuple) else str(value)


def scaled(value: int, decimals: int) -> Decimal:
    """
    A whole number of hundredths, thousandths, ... as a decimal, exactly.

    >>> scaled(-7, 2), scaled(100, 2)
    (Decimal('-0.07'), Decimal('1.00'))
    """
    return Decimal(value).scaleb(-decimals)


DANGEROUS = ("=", "+", "-", "@", "\t", "\r", "\n")
"""A cell of text that begins so may be run as a formula by a spreadsheet program."""


def safe(cell: T) -> T | str:
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


def write_csv(
    path: Path,
    headings: Iterable[str],
    rows: Iterable[Iterable[object]],
    encoding: str = "utf-8",
) -> None:
    """
    Write a table; equal rows give equal bytes.

    Copies are made for machines: what begins with =, +, - or @ is left as it is,
    because it is the reader's own data and must come back exactly. Files for people
    (problems, plans) are made safe for spreadsheets where they are written.
    """
    with path.open("w", encoding=encoding, newline="") as file:
        csv.writer(file, lineterminator="\n").writerows(chain([headings], rows))
