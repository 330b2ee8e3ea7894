"""`matchmaker accounts`: hours, terms and money of a plan or of what was written down."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from matchmaker.cli.failure import PROBLEMS
from matchmaker.cli.options import AnchorDate

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from matchmaker.accounts import Books, RateTables
    from matchmaker.domain.problem import Problem
    from matchmaker.report.accounts_files import Accounted

Made = tuple["Books", "tuple[Problem, ...]", "date"]
"""Books, what was wrong with the input, and the day of the accounts."""


def accounts(
    source: Annotated[
        Path,
        typer.Argument(
            metavar="SOURCE",
            help="A folder that `matchmaker run` wrote, or a ledger: a folder or "
            "workbook with training, inductions and organisations.",
        ),
    ],
    out: Annotated[
        Path,
        typer.Option("-o", "--out", metavar="OUT", help="Folder for the accounts."),
    ],
    ledger: Annotated[
        Path | None,
        typer.Option(
            "--ledger",
            metavar="LEDGER",
            help="With a plan: what was written down besides, such as hours trained.",
        ),
    ] = None,
    rates: Annotated[
        Path | None,
        typer.Option(
            "--rates",
            metavar="FOLDER",
            help="Tables of your own instead of those of the same name that are shipped.",
        ),
    ] = None,
    seed: Annotated[int, typer.Option(help="Draws the assurance sample.")] = 0,
    anchor_date: AnchorDate = None,
) -> None:
    """
    Work out hours and money: forecasts, pay list, assurance sample and timetable.

    No pairing is ever changed. Rows with problems are left out and reported, and the
    command exits with 1 then. Example: matchmaker accounts out -o accounts
    """
    from matchmaker.accounts import RateTables
    from matchmaker.report.accounts_files import write_accounts
    from matchmaker.report.plan_json import PLAN_FILE
    from matchmaker.report.problem_words import problem_lines
    from matchmaker.report.replacing import refuse_foreign

    refuse_foreign(out)
    tables = RateTables(rates)
    if (source / PLAN_FILE).is_file():
        books, problems, day = _of_plan(source, ledger, tables, anchor_date)
    elif ledger is not None:
        raise typer.BadParameter(f"{source} holds no plan, so --ledger adds nothing.")
    else:
        books, problems, day = _of_ledger(source, tables, anchor_date)
    done = write_accounts(books, tables, problems, out, seed=seed, on=day)
    for line in (*problem_lines(problems), *_summary(done, out)):
        typer.echo(line)
    if any(problem.level == "error" for problem in problems):
        raise typer.Exit(PROBLEMS)


def _of_plan(
    source: Path, ledger: Path | None, tables: RateTables, day: date | None
) -> Made:
    from matchmaker.accounts import books_of_plan
    from matchmaker.domain.ledger import Ledger
    from matchmaker.intake.ledger import read_ledger
    from matchmaker.report.written import read_written

    written = read_written(source)
    day = day or written.round.today
    reading = read_ledger(ledger) if ledger is not None else None
    known = reading.ledger if reading else Ledger()
    books = books_of_plan(written.round, written.plan, known, tables, day)
    return books, reading.problems if reading else (), day


def _of_ledger(source: Path, tables: RateTables, day: date | None) -> Made:
    from datetime import UTC, datetime

    from matchmaker.accounts import books_of_ledger
    from matchmaker.intake.ledger import read_ledger

    reading = read_ledger(source)
    day = day or datetime.now(UTC).astimezone().date()
    return books_of_ledger(reading.ledger, tables, day), reading.problems, day


def _summary(done: Accounted, out: Path) -> Iterator[str]:
    from matchmaker.report.speech import counted

    forecast = done.forecast
    refused = counted(forecast.refused, "line")
    yield (
        f"Forecast: {_pounds(forecast.pence)} for "
        f"{counted(forecast.organisations, 'organisation')} in "
        f"{counted(forecast.lines, 'line')}; {refused} "
        f"{'is' if forecast.refused == 1 else 'are'} not paid."
    )
    yield f"To pay now: {_pounds(done.payable_pence)}."
    for payment in done.held:
        yield f"Not paid, {payment.claim}: {payment.unpaid}."
    if done.clashes:
        yield f"The timetable has {counted(done.clashes, 'clash')}: see clashes.csv."
    claims = counted(done.sampled, "claim")
    yield f"Written to {out}, with {claims} in the assurance sample."


def _pounds(pence: int) -> str:
    """
    Pence as pounds, for reading.

    >>> _pounds(85_760)
    '£857.60'
    """
    return f"£{pence // 100:,}.{pence % 100:02}"
