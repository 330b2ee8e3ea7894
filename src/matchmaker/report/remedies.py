"""What it would take, in words: each change, what it brings, and who loses."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from matchmaker.domain.round import EVERYWHERE, Round
from matchmaker.report.levels import Level
from matchmaker.report.loads import load_text
from matchmaker.report.names import Names
from matchmaker.report.objectives import amount_text
from matchmaker.report.speech import WAYS, half_day, listed, listed_first, pounds

if TYPE_CHECKING:
    from matchmaker.pipeline.changes import Change
    from matchmaker.reasons.what_it_takes import Remedies, Remedy, Shift

NAMED = 5
"""In a sentence at most this many requests are named."""

_GRANTED = {
    "answer": "{supporter} {says} under '{field}'{instead}",
    "place": "{more} more of {supporter}{as_role}",
    "travel": "{supporter} travels up to {after} minutes",
    "area": "{supporter} also works in {after}",
    "mode": "{supporter} works {after} instead of {before} only",
    "unpin": "{supporter} is no longer pinned to {request}",
    "unforbid": "{supporter} is no longer kept from {request}",
    "least": "{supporter} need only give {load} instead of {load_before}",
}
"""What a supporter grants, or somebody who decided about them."""

_ASKED = {
    "mode": "{request} takes support {after} instead of {before}",
    "priority": "{request} has priority {after} instead of {before}",
    "demand": "{request} may get {after} instead of {before}",
    "minimum": "{request} must get at least {after} instead of {before}",
    "override": "{request} is let in although its setting meets no test of need",
    "untie": "{request} and {party} are no longer tied",
    "trio": "the programme makes a trio where somebody is left over",
    "quota": "the quota {party} is at {parameter} {after} instead of {before}",
    "budget": "the budget of {where} is {money} instead of {money_before}",
}
"""What is asked for, or granted, in another way."""

_LOOSENED = {
    "travel": "allows journeys of {after} minutes instead of {before}",
    "experience": "asks for {after} years of experience instead of {before}",
    "qualification": "asks for level {after} instead of {before}",
    "group_limit": "lets one person serve {after} settings of one owner instead of {before}",
    "at_once": "lets one person have {after} pairings at once instead of {before}",
}
"""What the programme does then, by the rule that is loosened."""


def remedies_lines(
    answer: Remedies, matching_round: Round, level: Level = "paragraph"
) -> Iterator[str]:
    """
    What it would take to get a request met.

    Args:
        answer: What is to be said.
        matching_round: The round, for names and units.
        level: The cheapest alone; all; or all with every objective's value.
    """
    asked = Names(matching_round).request(answer.request)
    more = _more(matching_round)
    found = answer.found[:1] if level == "sentence" else answer.found
    if found:
        these = "this" if len(found) == 1 else "any one of these"
        yield f"{asked} would {more} with {these}:"
    elif answer.complete:
        yield (
            f"With nothing that was tried would {asked} {more}, with no one change and "
            "no two at once. People who are not in the round yet might help."
        )
    for remedy in found:
        yield f"- {remedy_text(remedy, matching_round)}"
        if level == "table":
            yield from _value_lines(remedy, matching_round.decimals)
    if not answer.complete:
        yield "Time ran out before all was tried; --time-limit gives it more."


def remedy_text(remedy: Remedy, matching_round: Round) -> str:
    """One remedy: what is changed, who loses, and whether that is certain."""
    changes = [change_text(change, matching_round) for change in remedy.changes]
    others = [*_others(remedy.gained[1:], matching_round)]
    others.append(_losers(remedy.lost, matching_round))
    sure = "" if remedy.confirmed else " (the search was cut short: not certain)"
    return f"{listed(changes)}: {'; '.join(others)}{sure}"


def _more(matching_round: Round) -> str:
    """What somebody gets who gets more."""
    return "have a buddy" if matching_round.programme.buddies else "get more"


def _others(gained: tuple[Shift, ...], matching_round: Round) -> Iterator[str]:
    """Who else gains."""
    if gained:
        names = Names(matching_round)
        who = listed_first([names.request(shift.request) for shift in gained], NAMED)
        yield f"{who} would {_more(matching_round)}, too"


def change_text(change: Change, matching_round: Round) -> str:
    """A change as a person would ask for it."""
    names = Names(matching_round)
    return _template(change).format(
        request=change.request and names.request(change.request),
        supporter=change.supporter and names.supporter(change.supporter),
        as_role=f" as {names.role(change.role)}" if change.role else "",
        rule=change.rule,
        parameter=change.parameter,
        party=change.party,
        where="all regions together" if change.party == EVERYWHERE else change.party,
        more=load_text(change.size, matching_round.programme.unit),
        before=_value_text(change.before),
        after=_value_text(change.after),
        load=_load_of(change.after, matching_round),
        load_before=_load_of(change.before, matching_round),
        money=_money_of(change.after),
        money_before=_money_of(change.before),
        says=_says(change, matching_round),
        field=_title_of(change, matching_round),
        instead=_instead_of(change, matching_round),
    )


def _template(change: Change) -> str:
    if change.kind == "rule" and change.parameter is None:
        return "the programme drops the rule '{rule}'"
    if change.kind == "rule":
        return f"the programme {_LOOSENED[change.rule or '']}"
    return (_ASKED if change.supporter is None else _GRANTED)[change.kind]


def _title_of(change: Change, matching_round: Round) -> str:
    field = matching_round.programme.fields.get(change.parameter or "")
    return field.title if field else ""


def _says(change: Change, matching_round: Round) -> str:
    """What somebody would say; half-days in words."""
    says = "also says" if _adds(change, matching_round) else "says"
    return f"{says} {half_day(str(change.after))}"


def _instead_of(change: Change, matching_round: Round) -> str:
    if change.before is None or _adds(change, matching_round):
        return ""
    return f" instead of {change.before}"


def _adds(change: Change, matching_round: Round) -> bool:
    """Whether a word is added to those that somebody said."""
    field = matching_round.programme.fields.get(change.parameter or "")
    several = field is not None and field.kind in ("list", "half-days")
    return several and change.before is not None


def _load_of(value: int | str | None, matching_round: Round) -> str:
    return (
        load_text(value, matching_round.programme.unit)
        if isinstance(value, int)
        else ""
    )


def _money_of(value: int | str | None) -> str:
    return pounds(value) if isinstance(value, int) else ""


def _value_text(value: int | str | None) -> str:
    return WAYS.get(str(value), str(value))


def _losers(lost: tuple[Shift, ...], matching_round: Round) -> str:
    if not lost:
        return "nobody else loses"
    names = Names(matching_round)
    if matching_round.programme.buddies:
        who = listed_first([names.request(shift.request) for shift in lost], NAMED)
        return f"but then {who} would have none"
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
