"""The accounts as files in a folder, whole or not at all."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from matchmaker.accounts import (
    RateTables,
    assurance_sample,
    final_forecast,
    initial_forecast,
    pay_list,
)
from matchmaker.domain.problem import Problem
from matchmaker.report.accounts_tables import (
    clashes_table,
    final_table,
    initial_table,
    lines_table,
    missed_table,
    pay_table,
    sample_table,
    timetable_table,
)
from matchmaker.report.csv_file import csv_bytes
from matchmaker.report.json_text import json_text
from matchmaker.report.manifest import file_hashes
from matchmaker.report.replacing import replacing
from matchmaker.report.run_file import RUN_FILE

if TYPE_CHECKING:
    from collections.abc import Sequence

    from matchmaker.accounts import Books
    from matchmaker.accounts.forecast import InitialForecast
    from matchmaker.accounts.pay_list import PayLine
    from matchmaker.report.table import Table

ACCOUNTS_SCHEMA = "matchmaker/run/accounts/1"


@dataclass(frozen=True)
class Accounted:
    """
    What the accounts come to, for a few lines on the screen.

    Attributes:
        forecast: The one total.
        payments: The pay list.
        sampled: How many claims are in the assurance sample.
        clashes: How many clashes the timetable has.
    """

    forecast: InitialForecast
    payments: tuple[PayLine, ...]
    sampled: int
    clashes: int

    @property
    def payable_pence(self) -> int:
        """What the pay list pays now."""
        return sum(
            one.pence
            for one in self.payments
            if not one.unpaid and one.status in ("submitted", "due")
        )

    @property
    def held(self) -> tuple[PayLine, ...]:
        """Payments that are not made, each with its reason."""
        return tuple(one for one in self.payments if one.unpaid)


def write_accounts(
    books: Books,
    tables: RateTables,
    problems: Sequence[Problem],
    folder: Path,
    *,
    seed: int,
    on: date,
) -> Accounted:
    """
    Write the accounts into a folder: equal books, tables, seed and day, equal bytes.

    Earlier accounts in the folder are replaced, and stay until the new are in place.

    Args:
        books: What is paid, and the timetable.
        tables: Rates and limits.
        problems: What intake found wrong with the input.
        folder: Where to; made if need be.
        seed: Draws the assurance sample.
        on: The day of the accounts.

    Raises:
        InputError: A table lacks what the day needs.
        OutputError: The folder cannot be written to, or holds something else.
    """
    from matchmaker.intake import write_problems

    forecast = initial_forecast(books.lines)
    payments = pay_list(books.lines, books.organisations, tables, on)
    sample = assurance_sample(payments, tables, seed, on)
    made: dict[str, Table] = {
        "forecast.csv": initial_table(forecast),
        "forecast_by_organisation.csv": final_table(
            final_forecast(books.lines, books.organisations)
        ),
        "pay_list.csv": pay_table(payments),
        "assurance_sample.csv": sample_table(sample),
        "lines.csv": lines_table(books.lines),
    }
    if books.sessions:
        made["timetable.csv"] = timetable_table(books.sessions)
        made["clashes.csv"] = clashes_table(books.clashes)
    if books.missed:
        made["missed_days.csv"] = missed_table(books)
    with replacing(folder) as new:
        for name, table in made.items():
            (new / name).write_bytes(csv_bytes(table))
        write_problems(problems, new / "problems.csv")
        run = {
            "schema": ACCOUNTS_SCHEMA,
            "day": on.isoformat(),
            "seed": seed,
            "files": file_hashes(new),
        }
        (new / RUN_FILE).write_bytes(json_text(run).encode())
    return Accounted(forecast, payments, len(sample), len(books.clashes))
