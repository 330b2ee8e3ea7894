"""`matchmaker init`: something to start from, for people and for real data."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from matchmaker.errors import InputError


def init(
    programme: Annotated[
        str, typer.Argument(help="A shipped programme, such as early-years, or a file.")
    ],
    target: Annotated[
        Path,
        typer.Argument(
            help="A new .xlsx workbook to fill in; a folder with --from-gias."
        ),
    ],
    from_gias: Annotated[
        Path | None,
        typer.Option(
            "--from-gias", metavar="FILE", help="A GIAS (EduBase) extract of schools."
        ),
    ] = None,
    from_nurseries: Annotated[
        Path | None,
        typer.Option(
            "--from-nurseries", metavar="FILE", help="A list of private nurseries."
        ),
    ] = None,
    authority: Annotated[
        list[str] | None,
        typer.Option("--la", metavar="NAME", help="Only this local authority; repeat."),
    ] = None,
) -> None:
    """
    Write an empty workbook to fill in, or start a round from real settings.

    Examples: matchmaker init early-years my-round.xlsx;
    matchmaker init early-years my-round --from-gias edubase.csv --la Leeds
    """
    from matchmaker.intake import read_programme, write_template

    rules = read_programme(programme)
    if from_gias is None and from_nurseries is None:
        if target.suffix != ".xlsx":
            raise InputError(f"Name a workbook ending in .xlsx, not '{target}'.")
        write_template(rules, target)
        typer.echo(f"Wrote {target}: fill it in, then: matchmaker check {target}")
        return
    _from_real_settings(programme, target, from_gias, from_nurseries, authority or [])


def _from_real_settings(
    programme: str,
    folder: Path,
    gias: Path | None,
    nurseries: Path | None,
    authorities: list[str],
) -> None:
    from matchmaker.intake import (
        read_gias,
        read_nurseries,
        settings_to_round_files,
        write_problems,
    )

    settings, problems = [], []
    if gias is not None:
        schools = read_gias(gias, authorities=authorities)
        settings += schools.settings
        problems += schools.problems
    if nurseries is not None:
        private = read_nurseries(nurseries, authorities=authorities)
        settings += private.settings
        problems += private.problems
    settings_to_round_files(tuple(settings), folder, programme=programme)
    write_problems(tuple(problems), folder / "problems.csv")
    typer.echo(
        f"Wrote {len(settings)} settings and their requests to {folder}; "
        f"{len(problems)} problems in problems.csv. Add supporters.csv next, or try "
        f"the round with made-up people: matchmaker generate {folder}"
    )
