"""`matchmaker generate`: made-up rounds and people, for trying things out."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Annotated

import typer

from matchmaker.cli.options import AnchorDate
from matchmaker.errors import InputError


def generate(
    folder: Annotated[
        Path,
        typer.Argument(
            help="A new folder; or one with settings and requests but no supporters."
        ),
    ],
    programme: Annotated[
        str, typer.Option(help="A shipped programme, or a programme file.")
    ] = "early-years",
    settings: Annotated[
        int, typer.Option(min=1, help="How many settings to make up.")
    ] = 120,
    supply: Annotated[
        float, typer.Option(min=0, help="Room as a share of what is asked for.")
    ] = 0.8,
    seed: Annotated[int, typer.Option(min=0, help="Equal seeds, equal files.")] = 0,
    dirt: Annotated[
        bool,
        typer.Option("--dirt", help="Put in faults, to try how they are reported."),
    ] = False,
    anchor_date: AnchorDate = None,
) -> None:
    """
    Make up a round, or made-up supporters for real settings. No real people.

    Examples: matchmaker generate demo --settings 60 --dirt;
    matchmaker generate my-round (adds supporters.csv to settings from --from-gias)
    """
    if (folder / "settings.csv").exists():
        _add_supporters(folder, seed, supply, anchor_date)
        return
    if (folder / "round.toml").exists():
        raise InputError(f"{folder} holds a round already: name a new folder.")
    _make_up(folder, programme, settings, supply, seed, dirt, anchor_date)


def _add_supporters(
    folder: Path, seed: int, supply: float, anchor_date: date | None
) -> None:
    from matchmaker.generate import generate_supporters, write_supporters
    from matchmaker.intake import read_round

    whole = read_round(folder, today=anchor_date).round
    if whole.supporters:
        raise InputError(f"{folder} has supporters already: nothing was made up.")
    people = generate_supporters(
        whole.settings,
        whole.requests,
        whole.programme,
        seed=seed,
        today=whole.start or whole.today,
        supply=supply,
    )
    write_supporters(people, whole.programme, folder / "supporters.csv")
    typer.echo(
        f"Wrote {len(people)} made-up supporters to {folder / 'supporters.csv'}."
    )


def _make_up(
    folder: Path,
    programme: str,
    settings: int,
    supply: float,
    seed: int,
    dirt: bool,
    anchor_date: date | None,
) -> None:
    from matchmaker.generate import generate_files, generate_round, write_round
    from matchmaker.generate.rounds import A_SPRING_DAY
    from matchmaker.intake import read_programme

    rules = read_programme(programme)
    whole = generate_round(
        rules, settings, seed=seed, supply=supply, today=anchor_date or A_SPRING_DAY
    )
    if dirt:
        faults = generate_files(whole, folder, seed=seed)
        typer.echo(f"Put in {len(faults)} faults on purpose.")
    else:
        write_round(whole, folder)
    typer.echo(
        f"Wrote {len(whole.settings)} made-up settings, {len(whole.requests)} requests "
        f"and {len(whole.supporters)} supporters to {folder}. "
        f"Next: matchmaker run {folder} -o out"
    )
