"""`matchmaker explain`: why a request got what it got, from a plan's files."""

from __future__ import annotations

import json
from dataclasses import asdict
from typing import Annotated

import typer

from matchmaker.cli.options import OutputPath


def explain(
    out: OutputPath,
    request: Annotated[
        str, typer.Option("--request", metavar="ID", help="The request to explain.")
    ],
    as_json: Annotated[
        bool, typer.Option("--json", help="Print the reasons as data.")
    ] = False,
) -> None:
    """
    Say why a request got whom it got, or why nobody came.

    Needs only the folder that `run` wrote. Example:
    matchmaker explain out --request R12
    """
    from matchmaker.reasons import explain_request
    from matchmaker.report.words import pairing_lines, unmet_lines
    from matchmaker.report.written import read_written, solved_again

    solved = solved_again(read_written(out))
    reasons = explain_request(solved, request)
    if as_json:
        typer.echo(
            json.dumps(asdict(reasons), default=str, ensure_ascii=False, indent=1)
        )
        return
    for pairing in reasons.pairings:
        typer.echo("\n".join(pairing_lines(pairing, solved.round)))
    for unmet in reasons.unmet:
        typer.echo("\n".join(unmet_lines(unmet, solved.round)))
