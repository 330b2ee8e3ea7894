"""`matchmaker generate`: made-up rounds and people, for trying things out."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from matchmaker.cli.options import AnchorDate
from matchmaker.cli.programmes import called_from
from matchmaker.errors import InputError

if TYPE_CHECKING:
    from matchmaker.domain.round import Round


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
        int,
        typer.Option(
            min=1, help="How many settings to make up, or people where people ask."
        ),
    ] = 120,
    supply: Annotated[
        float, typer.Option(min=0, help="Room as a share of what is asked for.")
    ] = 0.8,
    seed: Annotated[int, typer.Option(min=0, help="Equal seeds, equal files.")] = 0,
    dirt: Annotated[
        bool,
        typer.Option("--dirt", help="Put in faults, to try how they are reported."),
    ] = False,
    rate: Annotated[
        list[str] | None,
        typer.Option(
            metavar="KIND=SHARE",
            help="A kind of fault and the share of rows that get it, such as "
            "'unknown need=0.05'; repeat. Only these faults are put in.",
        ),
    ] = None,
    anchor_date: AnchorDate = None,
) -> None:
    """
    Make up a round, or made-up supporters for real settings. No real people.

    Examples: matchmaker generate demo --settings 60 --dirt;
    matchmaker generate my-round (adds supporters.csv to settings from --from-gias)
    """
    from matchmaker.generate import write_round

    if (folder / "settings.csv").exists():
        _add_supporters(folder, seed, supply, anchor_date)
        return
    if (folder / "round.toml").exists():
        raise InputError(f"{folder} holds a round already: name a new folder.")
    whole = _made_up(programme, settings, supply, seed, anchor_date)
    called = called_from(folder, programme)
    if dirt or rate:
        _write_with_faults(whole, folder, seed, rate or [], called)
    else:
        write_round(whole, folder, programme=called)
    typer.echo(
        f"Made up {_made(whole)} in {folder}. Next: matchmaker run {folder} -o out"
    )


def _made(whole: Round) -> str:
    """What was made up, in the programme's words."""
    from matchmaker.report.speech import counted, listed

    nouns, asked = whole.programme.nouns, len(whole.requests)
    made = {nouns.supporter: len(whole.supporters)}
    if whole.programme.buddies is None:
        made = {nouns.request: asked, **made}
        asking = {request.setting for request in whole.requests}
        employers = sum(setting.id not in asking for setting in whole.settings)
        people = whole.programme.asks == "people"
        made = {nouns.setting: employers if people else len(whole.settings), **made}
    return listed([counted(n, noun) for noun, n in made.items() if n])


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


def _made_up(
    programme: str, settings: int, supply: float, seed: int, anchor_date: date | None
) -> Round:
    from matchmaker.generate import generate_round
    from matchmaker.intake import read_programme

    return generate_round(
        read_programme(programme),
        settings,
        seed=seed,
        supply=supply,
        today=anchor_date,
    )


def _write_with_faults(
    whole: Round, folder: Path, seed: int, rates: list[str], called: str | None
) -> None:
    from matchmaker.generate import RATES, generate_files

    chosen = dict(_parse_rate(text) for text in rates) or RATES
    faults = generate_files(whole, folder, seed=seed, rates=chosen, programme=called)
    typer.echo(f"Put in {len(faults)} faults on purpose.")


def _parse_rate(text: str) -> tuple[str, float]:
    kind, _, share = text.rpartition("=")
    try:
        return kind.strip(), float(share)
    except ValueError:
        raise typer.BadParameter(
            f"'{text}' is not a kind and a share, such as 'unknown need=0.05'."
        ) from None
