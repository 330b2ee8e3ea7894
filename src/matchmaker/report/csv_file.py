"""Tables as CSV files that Excel opens rightly and that cannot run anything."""

from __future__ import annotations

import csv
import io

from matchmaker.domain.files import safe
from matchmaker.report.table import Table


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
