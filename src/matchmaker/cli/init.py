"""`matchmaker init`: something to start from, for people and for real data."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from matchmaker.cli.programmes import called_from
from matchmaker.errors import InputError

if TYPE_CHECKING:
    from matchmaker.domain.programme import Programme


def init(
    programme: Annotated[
        str, typer.Argument(help="A shipped programme, such as early-years, or a file.")
    ],
    target: Annotated[
        Path | None,
        typer.Argument(
            help="A new .xlsx workbook to fill in; with --rates a new folder; with "
            "--from-gias or --from-nurseries one too, usually named after that file."
        ),
    ] = None,
    ledger: Annotated[
        bool,
        typer.Option(
            "--ledger",
            help="A workbook for the accounts instead: hours trained, inductions, and "
            "who may be paid.",
        ),
    ] = False,
    rates: Annotated[
        bool,
        typer.Option(
            "--rates",
            help="A folder with the tables of rates and limits of the accounts instead, "
            "to put in figures of your own.",
        ),
    ] = False,
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
    override_reason: Annotated[
        str | None,
        typer.Option(
            "--override-reason",
            metavar="TEXT",
            help="Why these settings are let in without meeting a priority test, which "
            "registers do not tell; recorded with each.",
        ),
    ] = None,
) -> None:
    """
    Write an empty workbook to fill in, or start a round from real settings.

    Examples: matchmaker init early-years my-round.xlsx;
    matchmaker init itt-mentors ledger.xlsx --ledger;
    matchmaker init ecf-mentors my-rates --rates;
    matchmaker init early-years my-round --from-gias edubase.csv --la Leeds
    """
    from matchmaker.intake import (
        read_programme,
        write_ledger_template,
        write_template,
    )

    rules = read_programme(programme)
    register = from_gias or from_nurseries
    if register is not None:
        folder = target or Path(f"{register.stem}-round")
        _from_registers(
            rules, folder, from_gias, from_nurseries, authority or [], override_reason
        )
        return
    if rates:
        _rate_tables(rules, target or Path(f"{rules.name}-rates"))
        return
    if target is None or target.suffix != ".xlsx":
        raise InputError(
            f"Name a workbook to write, such as {programme}.xlsx"
            + ("." if target is None else f": '{target}' does not end in .xlsx.")
        )
    if ledger:
        write_ledger_template(rules, target)
        typer.echo(
            f"Wrote {target}. Fill it in, then: matchmaker accounts OUT --ledger {target} "
            "-o ACCOUNTS"
        )
        return
    write_template(rules, target, programme_path=called_from(target.parent, programme))
    typer.echo(f"Wrote {target}. Fill it in, then: matchmaker check {target}")


def _rate_tables(rules: Programme, folder: Path) -> None:
    from matchmaker.accounts import write_tables

    names = write_tables(rules, folder)
    typer.echo(
        f"Wrote {', '.join(names)} to {folder}. Edit what is yours, each row with its "
        "source, and delete the tables that you leave as they are. Then: matchmaker "
        f"accounts OUT --rates {folder} -o ACCOUNTS"
    )


def _from_registers(
    rules: Programme,
    folder: Path,
    gias: Path | None,
    nurseries: Path | None,
    authorities: list[str],
    override_reason: str | None,
) -> None:
    from matchmaker.intake import (
        read_gias,
        read_nurseries,
        settings_to_round_files,
        write_problems,
    )

    readings = []
    if gias is not None:
        readings.append(
            read_gias(
                gias,
                rules,
                authorities=authorities,
                override_reason=override_reason or "",
            )
        )
    if nurseries is not None:
        readings.append(
            read_nurseries(
                nurseries,
                rules,
                authorities=authorities,
                override_reason=override_reason or "",
            )
        )
    settings = tuple(setting for reading in readings for setting in reading.settings)
    problems = tuple(problem for reading in readings for problem in reading.problems)
    settings_to_round_files(settings, folder, rules)
    write_problems(problems, folder / "problems.csv")
    typer.echo(
        f"Wrote {len(settings)} settings and what they ask for to {folder}; "
        f"{len(problems)} problems in problems.csv.\n"
        f"Fill in supporters.csv next, or try the round with made-up people: "
        f"matchmaker generate {folder}"
    )
