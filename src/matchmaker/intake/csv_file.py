"""CSV files as people save them: any common encoding and separator."""

from __future__ import annotations

import codecs
import csv
import io
from typing import TYPE_CHECKING

from matchmaker.intake.raw import RawTable, raw_table

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from matchmaker.intake.collector import Collector

SEPARATORS = ",;\t"
WORKBOOK_STARTS = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0")
"""How .xlsx and .xls files begin, whatever they are called."""
UTF16_STARTS = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
SAVE_AS_UTF8 = "Save the file as CSV UTF-8 and read it again."


def read_csv(
    path: Path, collector: Collector, known: Callable[[str], bool]
) -> RawTable | None:
    """
    The table in a CSV file.

    Args:
        path: The file.
        collector: Where faults of the file as a whole go.
        known: Whether a heading is one of the table's. The separator is the one
            that yields most known headings.

    Returns:
        `None` where there is no table, which is then reported.
    """
    text = read_text(path, collector)
    if text is None:
        return None
    rows = _parse(text, _separator(text, known), path.name, collector)
    table = raw_table(path.name, rows)
    if table is None:
        collector.error(
            path.name, "the file is empty", "Put headings in its first row."
        )
    return table


def read_text(path: Path, collector: Collector) -> str | None:
    """The text of a file, whatever its encoding; `None`, reported, if it is none."""
    try:
        data = path.read_bytes()
    except OSError as error:
        collector.error(
            path.name,
            f"the file cannot be opened ({error.strerror})",
            "Close it in other programs and check that you may read it.",
        )
        return None
    if data.startswith(WORKBOOK_STARTS):
        collector.error(
            path.name,
            "this is a workbook, not a CSV file, whatever its name says",
            SAVE_AS_UTF8,
        )
        return None
    text = _decode(data, path.name, collector)
    if text is not None and "\x00" in text:
        collector.error(path.name, "this is not a text file", SAVE_AS_UTF8)
        return None
    return text


def _decode(data: bytes, file: str, collector: Collector) -> str | None:
    encoding = "utf-16" if data.startswith(UTF16_STARTS) else "utf-8-sig"
    try:
        return data.decode(encoding)
    except UnicodeDecodeError:
        pass
    try:
        text = data.decode("cp1252")
    except UnicodeDecodeError:
        collector.error(file, "the file's characters cannot be read", SAVE_AS_UTF8)
        return None
    collector.warning(
        file,
        "the file is not UTF-8; it was read as Windows text, so accents and dashes "
        "may be wrong",
        SAVE_AS_UTF8,
    )
    return text


def _separator(text: str, known: Callable[[str], bool]) -> str:
    first = next((line for line in text.splitlines() if line.strip(" ,;\t")), "")
    return max(SEPARATORS, key=lambda mark: sum(map(known, first.split(mark))))


def _parse(
    text: str, separator: str, file: str, collector: Collector
) -> list[list[str]]:
    rows: list[list[str]] = []
    try:
        rows.extend(_strictly(text, separator))
    except csv.Error as error:
        if "unexpected end of data" not in str(error):
            return _loosely(text, separator, file, collector)
        collector.error(
            file,
            "a quotation mark opens a cell in or after this row and is never closed, "
            "so the rest of the file was left out",
            "Close or remove the quotation mark.",
            row=len(rows) + 1,
        )
    return rows


def _strictly(text: str, separator: str) -> Iterator[list[str]]:
    return csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)


def _loosely(
    text: str, separator: str, file: str, collector: Collector
) -> list[list[str]]:
    rows: list[list[str]] = []
    try:
        rows.extend(csv.reader(io.StringIO(text, newline=""), delimiter=separator))
    except csv.Error:
        collector.error(
            file,
            "the file stops making sense as CSV after this row; the rest was left out",
            "Look for stray quotation marks or a very long cell there.",
            row=len(rows) + 1,
        )
    return rows
