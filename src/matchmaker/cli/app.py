"""The command `matchmaker`, put together from one file a command."""

from __future__ import annotations

import sys
from typing import Annotated

import typer

from matchmaker import __version__
from matchmaker.cli.accounts import accounts
from matchmaker.cli.check import check
from matchmaker.cli.explain import explain
from matchmaker.cli.failure import exit_code, say_error
from matchmaker.cli.generate import generate
from matchmaker.cli.init import init
from matchmaker.cli.pair import pair
from matchmaker.cli.run import run
from matchmaker.cli.stopping import (
    code_behind,
    end_in_order,
    end_past_solvers,
)
from matchmaker.cli.teams import teams
from matchmaker.cli.verify import verify
from matchmaker.errors import MatchmakerError

app = typer.Typer(
    name="matchmaker",
    help=(
        "Match mentors, experts and area leads with the settings that ask for them: "
        "the best pairing that the rules allow, the proof, and the reasons."
    ),
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode="rich",
    pretty_exceptions_enable=False,
)
for command in (run, pair, check, explain, verify, teams, accounts, init, generate):
    app.command()(command)


def _print_version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"matchmaker {__version__}")
        raise typer.Exit


@app.callback()
def _options(
    version: Annotated[
        bool,
        typer.Option("--version", callback=_print_version, help="Print the version."),
    ] = False,
) -> None:
    pass


def main() -> None:
    """Run the command; say in plain words what went wrong, and exit with its code."""
    end_in_order()
    try:
        app()
    except MatchmakerError as error:
        say_error(error)
        sys.exit(exit_code(error))
    except ImportError as error:
        code = code_behind(error)
        if code is None:
            raise
        sys.exit(code)
    except SystemExit as ended:
        end_past_solvers(int(ended.code or 0))
        raise
