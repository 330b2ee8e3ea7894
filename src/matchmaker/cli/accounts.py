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
    from matchmaker.domain.round import Round
    from matchmaker.intake.ledger import LedgerReading
    from matchmaker.report.accounts_files import Accounted

Made = tuple["Books", "tuple[Problem, ...]", "date"]
"""Books, what was wrong with the input, and the day of the accounts."""


def accounts(
    source: Annotated[
        Path,
        typer.Argument(
            metavar="SOURCE",
            help="A folder that `matchmaker run` wrote, for one round or for several, or "
            "a ledger: a folder or workbook with training, inductions and organisations.",
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
    from matchmaker.report.problem_words import problem_lines
    from matchmaker.report.replacing import refuse_foreign

    tables, rounds = RateTables(rates), _rounds(source, ledger)
    outs = [out / one.name for one in rounds] if len(rounds) > 1 else [out]
    for folder in outs:
        refuse_foreign(folder)
    # All are worked out before any is written.
    found = [_of_plan(one, ledger, tables, anchor_date) for one in rounds] or [
        _of_ledger(source, tables, anchor_date)
    ]
    bad = False
    for folder, made in zip(outs, found, strict=True):
        if made is None:
            continue
        books, problems, day = made
        done = write_accounts(books, tables, problems, folder, seed=seed, on=day)
        for line in (*problem_lines(problems), *_summary(done, folder)):
            typer.echo(line)
        bad = bad or any(problem.level == "error" for problem in problems)
    if bad:
        raise typer.Exit(PROBLEMS)


def _rounds(source: Path, ledger: Path | None) -> list[Path]:
    """Folders of plans: the source itself, or those that a run of several wrote there."""
    from matchmaker.cli.run import HOURS_FILE
    from matchmaker.report.plan_document import PLAN_FILE

    if (source / PLAN_FILE).is_file():
        return [source]
    rounds = []
    if (source / HOURS_FILE).is_file():
        rounds = sorted(file.parent for file in source.glob(f"*/{PLAN_FILE}"))
    if ledger is not None:
        named = " or ".join(map(str, rounds))
        raise typer.BadParameter(
            f"A ledger belongs to one round: name {named}."
            if rounds
            else f"{source} holds no plan, so --ledger adds nothing."
        )
    return rounds


def _of_plan(
    source: Path, ledger: Path | None, tables: RateTables, day: date | None
) -> Made | None:
    from matchmaker.accounts import books_of_plan, has_accounts
    from matchmaker.report.written import read_written

    written = read_written(source)
    programme = written.round.programme
    if ledger is None and not has_accounts(programme):
        typer.echo(
            f"{programme.title}: nobody is paid in this programme and nobody's hours "
            f"are planned, so there is nothing to account for in {source}."
        )
        return None
    day = day or written.round.today
    reading = _reading(ledger, written.round)
    known, problems = reading.ledger, reading.problems
    books = books_of_plan(written.round, written.plan, known, tables, day)
    return books, problems, day


def _reading(ledger: Path | None, matching_round: Round) -> LedgerReading:
    """A ledger beside a plan, which knows the names of the plan's round."""
    from matchmaker.accounts import mentors_of, providers_of
    from matchmaker.domain.ledger import Ledger
    from matchmaker.intake.ledger import LedgerReading, read_ledger

    if ledger is None:
        return LedgerReading(Ledger(), ())
    return read_ledger(
        ledger,
        mentors=mentors_of(matching_round),
        providers=providers_of(matching_round),
    )


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
    if not (forecast.lines or forecast.refused or done.payments):
        yield "Nobody is paid in these accounts."
        yield from _clashes(done)
        yield f"Written to {out}."
        return
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
    yield from _clashes(done)
    claims = counted(done.sampled, "claim")
    yield f"Written to {out}, with {claims} in the assurance sample."


def _clashes(done: Accounted) -> Iterator[str]:
    from matchmaker.report.speech import counted

    if done.clashes:
        yield f"The timetable has {counted(done.clashes, 'clash')}: see clashes.csv."


def _pounds(pence: int) -> str:
    """
    Pence as pounds, for reading.

    >>> _pounds(85_760)
    '£857.60'
    """
    return f"£{pence // 100:,}.{pence % 100:02}"
