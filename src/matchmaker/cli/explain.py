"""`matchmaker explain`: why the plan is as it is, from its files."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import asdict
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated, Any

import typer

from matchmaker.cli.explain_party import for_party
from matchmaker.cli.options import OutputPath
from matchmaker.cli.resolving import what_it_takes, what_rules_cost

if TYPE_CHECKING:
    from matchmaker.pipeline import Solved


Said = tuple[dict[str, Any], Iterator[str]]
"""An answer as data, and as lines that are made when they are printed."""


class Level(StrEnum):
    """How much is said."""

    SENTENCE = "sentence"
    PARAGRAPH = "paragraph"
    TABLE = "table"


class Reader(StrEnum):
    """Who reads, which decides what is shown."""

    SETTING = "setting"
    SUPPORTER = "supporter"
    COORDINATOR = "coordinator"


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
            help="With --request: why this supporter does not come, or what it would cost.",
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
            help="With --request: the cheapest single changes that would get it met.",
        ),
    ] = False,
    prices: Annotated[
        bool,
        typer.Option(
            "--price-of-rules", help="What each rule and each objective cost the plan."
        ),
    ] = False,
    confirm: Annotated[
        bool,
        typer.Option("--confirm", help="Solve again for every cost that is shown."),
    ] = False,
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
    matchmaker explain out --request R12 --remedies
    """
    from matchmaker.report.written import read_written, solved_again

    asked = [request is not None, supporter is not None, unmatched, prices]
    of_request = [not_this is not None, takes]
    if sum(asked) != 1 or sum(of_request) > int(request is not None):
        raise typer.BadParameter(
            "ask one thing: --request ID (perhaps with --why-not SUPPORTER, or with "
            "--remedies), --supporter ID, --unmatched, or --price-of-rules."
        )
    if not _may_ask(reader, request, supporter, not_this, of_plan=takes or prices):
        raise typer.BadParameter(
            "a setting may ask about its --request, a supporter about themselves with "
            "--supporter; either may ask --why-not. All else is for coordinators."
        )
    solved = solved_again(read_written(out))
    if reader is not Reader.COORDINATOR:
        data, lines = for_party(
            solved,
            "setting" if reader is Reader.SETTING else "supporter",
            request,
            not_this or supporter,
            level.value,
            confirm=confirm,
        )
    elif prices:
        data, lines = what_rules_cost(solved, level.value)
    elif request is not None and takes:
        data, lines = what_it_takes(solved, request, level.value)
    elif request is not None and not_this is not None:
        data, lines = _why_not(solved, request, not_this, level, confirm=confirm)
    elif request is not None:
        data, lines = _request(solved, request, level, confirm=confirm)
    elif supporter is not None:
        data, lines = _supporter(solved, supporter, level, confirm=confirm)
    else:
        data, lines = _unmatched(solved, level)
    if as_json:
        typer.echo(json.dumps(data, default=str, ensure_ascii=False, indent=1))
        return
    for line in lines:
        typer.echo(line)


def _may_ask(
    reader: Reader,
    request: str | None,
    supporter: str | None,
    not_this: str | None,
    *,
    of_plan: bool,
) -> bool:
    """Whether a question is about the reader's own side, and not the whole plan."""
    if of_plan:
        return reader is Reader.COORDINATOR
    if reader is Reader.SETTING:
        return request is not None
    if reader is Reader.SUPPORTER:
        return supporter is not None or not_this is not None
    return True


def _why_not(
    solved: Solved, request: str, supporter: str, level: Level, *, confirm: bool
) -> Said:
    from matchmaker.reasons import why_not
    from matchmaker.report.answers import why_not_lines

    answer = why_not(solved, request, supporter, confirmed=confirm)
    return asdict(answer), iter(why_not_lines(answer, solved.round, level.value))


def _request(solved: Solved, request: str, level: Level, *, confirm: bool) -> Said:
    from matchmaker.reasons import explain_request, request_outlook
    from matchmaker.report.answers import request_lines

    reasons = explain_request(solved, request)
    outlook = request_outlook(solved, request, again=confirm)
    data = asdict(reasons) | {"outlook": asdict(outlook)}
    return data, request_lines(reasons, outlook, solved.round, level.value)


def _supporter(solved: Solved, supporter: str, level: Level, *, confirm: bool) -> Said:
    from matchmaker.reasons import supporter_outlook
    from matchmaker.report.answers import supporter_lines

    outlook = supporter_outlook(solved, supporter, again=confirm)
    return asdict(outlook), iter(supporter_lines(outlook, solved.round, level.value))


def _unmatched(solved: Solved, level: Level) -> Said:
    from matchmaker.reasons import explain_unmatched
    from matchmaker.report.answers import unmatched_lines

    found = explain_unmatched(solved)
    parts = [
        asdict(open_one.reason)
        | {"shortage": asdict(open_one.shortage) if open_one.shortage else None}
        for open_one in found
    ]
    return {"unmet": parts}, (
        line
        for open_one in found
        for line in unmatched_lines(open_one, solved.round, level.value)
    )
