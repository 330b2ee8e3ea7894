"""`matchmaker check`: read a round and say what is wrong with it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from matchmaker.cli.failure import PROBLEMS
from matchmaker.cli.options import AnchorDate, RoundPaths

if TYPE_CHECKING:
    from matchmaker.domain.problem import Problem
    from matchmaker.domain.round import Round


def check(
    round_paths: RoundPaths,
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

    Several rounds are held against each other, as `run` would match them. Exits with 1
    if there is any problem. Example: matchmaker check my-round
    """
    from matchmaker.cli.together import read_together
    from matchmaker.intake import write_problems
    from matchmaker.report.problem_words import problem_lines

    checked = read_together(round_paths, anchor_date)
    problems: list[Problem] = []
    for path, (matching_round, found) in zip(round_paths, checked, strict=True):
        own = found if len(checked) == 1 else [_named(one, path) for one in found]
        for line in problem_lines(own):
            typer.echo(line)
        typer.echo(_counts(matching_round, len(own)))
        problems += own
    if problems_file is not None:
        write_problems(problems, problems_file)
    if problems:
        raise typer.Exit(PROBLEMS)


def _named(problem: Problem, path: Path) -> Problem:
    """A problem in a file of one of several rounds."""
    file = f"{path.resolve().stem}/{problem.file}"
    return problem.model_copy(update={"file": file})


def _counts(matching_round: Round, problems: int) -> str:
    from matchmaker.report.speech import counted

    return (
        f"{counted(len(matching_round.requests), 'request')} and "
        f"{counted(len(matching_round.supporters), 'supporter')} can be used; "
        f"{counted(problems, 'problem')}."
    )
