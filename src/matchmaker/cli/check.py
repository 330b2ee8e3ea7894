"""`matchmaker check`: read a round and say what is wrong with it."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from matchmaker.cli.failure import PROBLEMS
from matchmaker.cli.options import AnchorDate, RoundPath


def check(
    round_path: RoundPath,
    anchor_date: AnchorDate = None,
    problems_file: Annotated[
        Path | None,
        typer.Option(
            "--problems", metavar="FILE", help="Also write them to a CSV file."
        ),
    ] = None,
) -> None:
    """
    Read a round and report every problem, without solving.

    Exits with 1 if there is any problem. Example: matchmaker check my-round
    """
    from matchmaker.intake import read_round, write_problems
    from matchmaker.report.before import before_problems
    from matchmaker.report.problem_words import problem_lines
    from matchmaker.report.speech import counted

    reading = read_round(round_path, today=anchor_date)
    problems = (*reading.problems, *before_problems(reading.round))
    for line in problem_lines(problems):
        typer.echo(line)
    if problems_file is not None:
        write_problems(problems, problems_file)
    matching_round = reading.round
    typer.echo(
        f"{counted(len(matching_round.requests), 'request')} and "
        f"{counted(len(matching_round.supporters), 'supporter')} can be used; "
        f"{counted(len(problems), 'problem')}."
    )
    if problems:
        raise typer.Exit(PROBLEMS)
