"""`matchmaker explain`: why the plan is as it is, from its files."""

from __future__ import annotations

import json
from typing import Annotated

import typer

from matchmaker.cli.explain_question import Level, Question, Reader
from matchmaker.cli.options import OutputPath


def explain(
    out: OutputPath,
    request: Annotated[
        str | None,
        typer.Option("--request", metavar="ID", help="The request to explain."),
    ] = None,
    supporter: Annotated[
        str | None,
        typer.Option("--supporter", metavar="ID", help="The supporter to explain."),
    ] = None,
    not_this: Annotated[
        str | None,
        typer.Option(
            "--why-not",
            metavar="SUPPORTER",
            help="With --request: why this supporter does not come, or what it would "
            "cost; with --supporter: why this lead does not lead them.",
        ),
    ] = None,
    unmatched: Annotated[
        bool,
        typer.Option(
            "--unmatched", help="Every request that did not get all it asked."
        ),
    ] = False,
    takes: Annotated[
        bool,
        typer.Option(
            "--remedies",
            help="With --request: the cheapest changes that would get it met.",
        ),
    ] = False,
    prices: Annotated[
        bool,
        typer.Option(
            "--price-of-rules", help="What each rule and each objective cost the plan."
        ),
    ] = False,
    blocking: Annotated[
        bool,
        typer.Option(
            "--blocking", help="Who would rather have each other than the plan."
        ),
    ] = False,
    confirm: Annotated[
        bool,
        typer.Option("--confirm", help="Solve again for every cost that is shown."),
    ] = False,
    time_limit: Annotated[
        float | None,
        typer.Option(
            min=0.1, help="Seconds for what has to be solved for; no limit if left out."
        ),
    ] = None,
    level: Annotated[
        Level, typer.Option("--level", help="How much is said.")
    ] = Level.PARAGRAPH,
    reader: Annotated[
        Reader,
        typer.Option(
            "--for",
            help="Who reads: a setting or a supporter is shown its own side only.",
        ),
    ] = Reader.COORDINATOR,
    as_json: Annotated[
        bool, typer.Option("--json", help="Print the reasons as data.")
    ] = False,
) -> None:
    """
    Say why a request got whom it got, why nobody came, or what else would cost.

    Needs only the folder that `run` wrote. Examples:
    matchmaker explain out --request R12;
    matchmaker explain out --request R12 --why-not S7;
    matchmaker explain out --request R12 --for setting;
    matchmaker explain out --request R12 --remedies --time-limit 60
    """
    asked = Question(
        request=request,
        supporter=supporter,
        not_this=not_this,
        remedies=takes,
        unmatched=unmatched,
        prices=prices,
        blocking=blocking,
        reader=reader,
        level=level,
        confirm=confirm,
        limit=time_limit,
        as_json=as_json,
    )
    if asked.fault is not None:
        raise typer.BadParameter(asked.fault)
    from matchmaker.cli.explain_buddies import about_buddies
    from matchmaker.cli.explain_groups import about_groups
    from matchmaker.report.written import read_solved

    solved = read_solved(out)
    reply = about_groups if solved.buddies is None else about_buddies
    data, lines = reply(solved, asked)
    if as_json:
        typer.echo(json.dumps(data, default=str, ensure_ascii=False, indent=1))
        return
    for line in lines:
        typer.echo(line)
