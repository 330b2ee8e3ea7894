"""`matchmaker run`: the main job, from a round's files to a plan's files."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Literal

import typer

from matchmaker.cli.failure import PROBLEMS
from matchmaker.cli.options import AnchorDate, RoundPath


def run(
    round_path: RoundPath,
    out: Annotated[
        Path,
        typer.Option("-o", "--out", metavar="OUT", help="Folder for the plan's files."),
    ],
    engine: Annotated[
        Literal["auto", "flow", "cp-sat"],
        typer.Option(help="How to search. The values reached never depend on it."),
    ] = "auto",
    time_limit: Annotated[
        float | None,
        typer.Option(
            min=0, help="Seconds; then the best plan found, with its bound and gap."
        ),
    ] = None,
    seed: Annotated[
        int, typer.Option(help="Picks one plan among equally good ones.")
    ] = 0,
    workers: Annotated[
        int, typer.Option(min=1, help="Threads of CP-SAT; one is usually quickest.")
    ] = 1,
    strict: Annotated[
        bool, typer.Option("--strict", help="Stop if the input has any problem.")
    ] = False,
    anchor_date: AnchorDate = None,
) -> None:
    """
    Match a round: check it, find the best plan, prove it, explain it, write it.

    Rows with problems are left out and reported; the good rows go on. Ctrl-C ends the
    search with the best plan found. Example: matchmaker run scenarios/tiny -o out
    """
    from rich.console import Console

    from matchmaker.cli.progress import listening
    from matchmaker.cli.stopping import ended_by_signals
    from matchmaker.intake import read_round, write_round
    from matchmaker.optimise.outcome import SolveParams
    from matchmaker.pipeline import match
    from matchmaker.reasons import explain
    from matchmaker.report.before import before_problems
    from matchmaker.report.output import write_outputs
    from matchmaker.report.problem_words import problem_lines
    from matchmaker.report.replacing import refuse_foreign
    from matchmaker.report.summary import summarise
    from matchmaker.report.summary_view import summary_view

    refuse_foreign(out)
    reading = read_round(round_path, today=anchor_date)
    problems = (*reading.problems, *before_problems(reading.round))
    if problems and strict:
        for line in problem_lines(problems):
            typer.echo(line, err=True)
        raise typer.Exit(PROBLEMS)
    params = SolveParams(
        engine=engine, time_limit=time_limit, seed=seed, workers=workers
    )
    with ended_by_signals() as search, listening(reading.round.decimals) as listener:
        solved = search.run(
            lambda stop: match(reading.round, params, progress=listener, stop=stop)
        )
    write_outputs(solved, explain(solved), problems, out, write_round)
    Console().print(summary_view(summarise(solved, problems), _where(out)))


def _where(out: Path) -> list[str]:
    return [
        f"Written to {out}: plan.xlsx to read, pairings.csv, unmatched.csv, teams.csv "
        "and problems.csv to work with, plan.json for programs.",
        f"Ask why: matchmaker explain {out} --request ID",
    ]
