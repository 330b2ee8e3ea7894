"""Options that several commands share."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Annotated

import typer

RoundPaths = Annotated[
    list[Path],
    typer.Argument(
        metavar="ROUND...",
        help="A round: a folder with round.toml and CSV files, or one .xlsx workbook; "
        "or several, whose people have one budget of hours.",
    ),
]
OutputPath = Annotated[
    Path, typer.Argument(metavar="OUT", help="A folder that `matchmaker run` wrote.")
]


def parse_date(text: str) -> date:
    """
    A date as `2022-04-01`.

    Raises:
        typer.BadParameter: It is not one.
    """
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise typer.BadParameter(
            f"'{text}' is not a date such as 2022-04-01."
        ) from None


AnchorDate = Annotated[
    date | None,
    typer.Option(
        "--anchor-date",
        parser=parse_date,
        metavar="DATE",
        help="What counts as today, such as 2022-04-01, so that a run can be repeated.",
    ),
]
