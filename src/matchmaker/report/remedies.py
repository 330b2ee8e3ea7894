"""What it would take, in words: each change, what it brings, and who loses."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from matchmaker.domain.round import Round
from matchmaker.report.answers import Level
from matchmaker.report.names import Names
from matchmaker.report.objectives import amount_text
from matchmaker.report.speech import WAYS, counted, listed_first
from matchmaker.report.table import in_hours

if TYPE_CHECKING:
    from matchmaker.pipeline.changes import Change
    from matchmaker.reasons.remedies import Remedy, Shift

NAMED = 5
"""In a sentence at most this many requests are named."""

HOUR = 60
"""Minutes."""

_GRANTED = {
    "place": "{more} more of {supporter} as {role}",
    "travel": "{supporter} travels up to {after} minutes",
    "mode": "{supporter} works {after} instead of {before} only",
    "unpin": "{supporter} is no longer pinned to {request}",
    "unforbid": "{supporter} is no longer kept from {request}",
}
"""What a supporter grants, or somebody who decided about them."""

_ASKED = {
    "mode": "{request} takes support {after} instead of {before}",
    "priority": "{request} has priority {after} instead of {before}",
}
"""What is asked for in another way."""

_LOOSENED = {
    "travel": "allows journeys of {after} minutes instead of {before}",
    "experience": "asks for {after} years of experience instead of {before}",
    "qualification": "asks for level {after} instead of {before}",
    "group_limit": "lets one person serve {after} settings of one owner instead of {before}",
    "at_once": "lets one person have {after} pairings at once instead of {before}",
}
"""What the programme does then, by the rule that is loosened."""


def remedies_lines(
    found: tuple[Remedy, ...],
    request: str,
    matching_round: Round,
    level: Level = "paragraph",
) -> Iterator[str]:
    """
    What it would take to get a request met.

    Args:
        found: The remedies, cheapest first.
        request: The request's id.
        matching_round: The round, for names and units.
        level: The cheapest alone; all; or all with every objective's value.
    """
    asked = Names(matching_round).request(request)
    if not found:
        yield (
            f"No single change that was tried would bring {asked} more. Two changes at "
            "once, or people who are not in the round yet, might."
        )
        return
    yield f"{asked} would get more with any one of these:"
    for remedy in found[:1] if level == "sentence" else found:
        yield f"- {remedy_text(remedy, matching_round)}"
        if level == "table":
            yield from _value_lines(remedy, matching_round.decimals)


def remedy_text(remedy: Remedy, matching_round: Round) -> str:
    """One remedy: the change, who loses, and whether that is certain."""
    change = change_text(remedy.change, matching_round)
    losers = _losers(remedy.lost, matching_round)
    sure = "" if remedy.confirmed else " (the search was cut short: not certain)"
    return f"{change}: {losers}{sure}"


def change_text(change: Change, matching_round: Round) -> str:
    """A change as a person would ask for it."""
    names = Names(matching_round)
    return _template(change).format(
        request=change.request and names.request(change.request),
        supporter=change.supporter and names.supporter(change.supporter),
        role=change.role and names.role(change.role),
        more=_load_text(change.size, matching_round),
        before=_value_text(change.before),
        after=_value_text(change.after),
    )


def _template(change: Change) -> str:
    if change.rule is not None:
        return f"the programme {_LOOSENED[change.rule]}"
    return (_ASKED if change.supporter is None else _GRANTED)[change.kind]


def _load_text(load: int, matching_round: Round) -> str:
    if matching_round.programme.unit == "minutes":
        return "1 hour" if load == HOUR else f"{in_hours(load):,} hours"
    return counted(load, "place")


def _value_text(value: int | str | None) -> str:
    return WAYS.get(str(value), str(value))


def _losers(lost: tuple[Shift, ...], matching_round: Round) -> str:
    if not lost:
        return "nobody else loses"
    names = Names(matching_round)
    who = listed_first(
        [
            f"{names.request(shift.request)} ({shift.after} instead of {shift.before})"
            for shift in lost
        ],
        NAMED,
    )
    return f"but then fewer would come to {who}"


def _value_lines(remedy: Remedy, decimals: int) -> Iterator[str]:
    for name, value in remedy.before.items():
        now = _value(name, value, decimals)
        then = _value(name, remedy.after[name], decimals)
        yield f"  {name}: {then} (now {now})"


def _value(objective: str, value: int | None, decimals: int) -> str:
    return "none" if value is None else amount_text(objective, value, decimals)
