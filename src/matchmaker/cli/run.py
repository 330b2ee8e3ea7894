"""`matchmaker run`: the main job, from a round's files to a plan's files."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from matchmaker.cli.failure import PROBLEMS
from matchmaker.cli.options import AnchorDate, RoundPaths

if TYPE_CHECKING:
    from matchmaker.domain.problem import Problem
    from matchmaker.domain.round import Round
    from matchmaker.pipeline import Solved

HOURS_FILE = "hours.csv"


def run(
    round_paths: RoundPaths,
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
    search with the best plan found. Several rounds share their people's hours: the first
    named comes first. Example: matchmaker run scenarios/tiny -o out
    """
    from rich.console import Console

    from matchmaker.cli.searching import searched
    from matchmaker.cli.together import read_together
    from matchmaker.intake import write_round
    from matchmaker.optimise.outcome import SolveParams
    from matchmaker.reasons import explain
    from matchmaker.report.output import write_outputs
    from matchmaker.report.replacing import refuse_foreign
    from matchmaker.report.summary import summarise
    from matchmaker.report.summary_view import summary_view

    folders = folders_of(round_paths, out)
    for folder in folders:
        refuse_foreign(folder)
    checked = read_together(round_paths, anchor_date)
    rounds = [one for one, _ in checked]
    if strict:
        _stop_at_problems([one for _, found in checked for one in found])
    params = SolveParams(
        engine=engine, time_limit=time_limit, seed=seed, workers=workers
    )
    plans = searched(rounds, params)
    for solved, (_, found), folder in zip(plans, checked, folders, strict=True):
        write_outputs(solved, explain(solved), found, folder, write_round)
        written = _where_buddies(folder) if solved.buddies else _where(folder)
        Console().print(summary_view(summarise(solved, found), written))
    if len(rounds) > 1:
        _write_hours(rounds, plans, out)


def _stop_at_problems(problems: Sequence[Problem]) -> None:
    from matchmaker.report.problem_words import problem_lines

    for line in problem_lines(problems):
        typer.echo(line, err=True)
    if problems:
        raise typer.Exit(PROBLEMS)


def folders_of(round_paths: Sequence[Path], out: Path) -> list[Path]:
    """Where each round's plan goes: of several, into a folder of the round's name."""
    if len(round_paths) == 1:
        return [out]
    names = [path.resolve().stem for path in round_paths]
    if len(set(names)) < len(names):
        raise typer.BadParameter("Two rounds have one name: rename a folder.")
    return [out / name for name in names]


def _write_hours(rounds: Sequence[Round], plans: Sequence[Solved], out: Path) -> None:
    from matchmaker.domain.grouped import as_planned
    from matchmaker.report.csv_file import csv_bytes
    from matchmaker.report.tables.hours import hours_table

    asked = [as_planned(one, p.plan) for one, p in zip(rounds, plans, strict=True)]
    table = hours_table(asked, [solved.plan for solved in plans])
    (out / HOURS_FILE).write_bytes(csv_bytes(table))
    typer.echo(f"Hours a week of everybody, by round: {out / HOURS_FILE}")


def _where_buddies(out: Path) -> list[str]:
    return [
        f"Written to {out}: plan.xlsx to read, buddies.csv, alone.csv, introductions.csv "
        "and problems.csv to work with, plan.json for programs.",
        f"Ask why: matchmaker explain {out} --supporter ID",
    ]


TO_WORK_WITH = (
    "pairings.csv",
    "unmatched.csv",
    "groups.csv",
    "introductions.csv",
    "waiting.csv",
    "free.csv",
    "teams.csv",
    "problems.csv",
)
"""Files to name, in this order, where a run wrote them."""


def _where(out: Path) -> list[str]:
    from matchmaker.report.speech import listed

    files = [name for name in TO_WORK_WITH if (out / name).is_file()]
    return [
        f"Written to {out}: plan.xlsx to read, {listed(files)} to work with, plan.json "
        "for programs.",
        f"Ask why: matchmaker explain {out} --request ID",
    ]
