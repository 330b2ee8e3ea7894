"""`matchmaker generate`: made-up rounds and people, for trying things out."""

from __future__ import annotations

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
        bool, typer.Option("--dirt", help="Put in faults, to try how they are reported.")
    ] = False,
    anchor_date: AnchorDate = None,
) -> None:
    """
    Make up a round, or made-up supporters for real settings. No real people.

    Examples: matchmaker generate demo --settings 60 --dirt;
    matchmaker generate my-round (adds supporters.csv to settings from --from-gias)
    """
    if (folder / "settings.csv").exists():
        _add_supporters(folder, seed, supply)
    else:
        _make_up(folder, programme, settings, supply, seed, dirt, anchor_date)
