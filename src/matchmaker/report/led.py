"""Who leads somebody and why not somebody else, in words."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from matchmaker.domain.round import Round
from matchmaker.report.levels import Level
from matchmaker.report.losses import more_or_fewer, worse_then_better
from matchmaker.report.names import NAMED, Names
from matchmaker.report.speech import counted, listed, with_article

if TYPE_CHECKING:
    from matchmaker.reasons.leads import Covering, LeadMove, LeadReason, WhyNotLead

HOW = {
    "own authority": "own local authority",
    "named authority": "names the local authority",
    "region": "region only",
}
"""How a lead covers somebody, in a cell."""

_COUNTED = {
    "unled": ("person", "people", "without a lead"),
    "small-teams": ("team", "teams", "smaller than wanted"),
    "parted": ("setting", "settings", "with several leads"),
    "outside-authority": ("person", "people", "led from outside their authority"),
    "region-only": ("person", "people", "led by region only"),
    "travel": ("minute", "minutes", "of travel one way"),
}
"""What is sought of teams: one, several, and what of them."""


def led_lines(
    reason: LeadReason, matching_round: Round, level: Level = "paragraph"
) -> Iterator[str]:
    """
    Who leads somebody, how near, and who else covers them.

    Args:
        reason: What is to be said.
        matching_round: The round, for names.
        level: One sentence, or all.
    """
    names = Names(matching_round)
    who = names.supporter(reason.person)
    if reason.lead is None:
        yield f"{who} has no {names.lead}: {_why_none(reason, names)}."
    else:
        yield f"Led by {_covering(reason.lead, reason.person, names)}."
    if level == "sentence" or not reason.others or reason.lead is None:
        return
    yield "Others who cover them:"
    told = reason.others if level == "table" else reason.others[:NAMED]
    for one in told:
        yield f"- {_covering(one, reason.person, names)}"
    if len(told) < len(reason.others):
        yield f"- and {len(reason.others) - len(told):,} more"


def why_not_lead_lines(
    answer: WhyNotLead, matching_round: Round, level: Level = "paragraph"
) -> Iterator[str]:
    """
    Why somebody is not led by another lead: what is against it, or what it costs.

    Args:
        answer: What is to be said.
        matching_round: The round, for names.
        level: One sentence, or all.
    """
    names = Names(matching_round)
    who, lead = names.supporter(answer.person), names.supporter(answer.lead)
    if answer.fault is not None or answer.cost is None:
        yield f"{lead} cannot lead {who}: {_against(answer, names)}."
        return
    yield f"{lead} could lead {who}, {_worth(answer.cost)}."
    if level == "sentence":
        return
    if answer.covering is not None:
        yield f"{_covering(answer.covering, answer.person, names)}."
    yield from (f"- {_move(move, names)}" for move in answer.moved)
    if answer.exact:
        yield "Found by forming the teams again with these two together."
    else:
        yield "The search was cut short: the true cost may be another."


def _covering(one: Covering, person: str, names: Names) -> str:
    minutes = (
        "an unknown way" if one.minutes is None else counted(one.minutes, "minute")
    )
    how = _how(one, person, names)
    leads = f"leads {one.team:,}" if one.team else "leads nobody"
    return f"{names.supporter(one.lead)}: {how}, {minutes} away, {leads}"


def _how(one: Covering, person: str, names: Names) -> str:
    led = names.round.supporter(person)
    if one.how == "own authority":
        return f"lives in their local authority, {led.authority}"
    if one.how == "named authority":
        return f"also works in {led.authority}"
    return f"works in {led.region}"


def _why_none(reason: LeadReason, names: Names) -> str:
    if not reason.others:
        led = names.round.supporter(reason.person)
        where = listed([place for place in (led.authority, led.region) if place])
        return f"nobody covers {where or 'a place that is not known'}"
    full = [
        f"{names.supporter(one.lead)} (leads {one.team:,} of {reason.most:,})"
        for one in reason.others[:NAMED]
    ]
    return f"{listed(full)} would have to give up somebody else for them"


def _against(answer: WhyNotLead, names: Names) -> str:
    led = names.round.supporter(answer.person)
    if answer.fault == "not led":
        return f"{answer.person} is not matched in a role that is led"
    if answer.fault == "no lead role":
        return f"{answer.lead} is not {with_article(names.lead)}"
    if answer.fault == "themselves":
        return "nobody leads themself"
    where = [place for place in (led.authority, led.region) if place]
    if not where:
        return f"it is not known where {answer.person} works"
    return f"{answer.lead} works neither in {listed(where, last='nor in')}"


def _worth(cost: Mapping[str, int]) -> str:
    have = worse_then_better(cost, _amount)
    if not have:
        return "and the teams would be just as good"
    return f"but the teams would then have {have}"


def _amount(name: str, more: int) -> str:
    if name == "spread":
        less = "less" if more > 0 else "more"
        return (
            f"sizes {less} even by {abs(more):,} (people beyond the target, squared "
            "and added up)"
        )
    return more_or_fewer(more, *_COUNTED[name])


def _move(move: LeadMove, names: Names) -> str:
    who = names.supporter(move.person)
    if move.after is None:
        return f"{who} would have no lead"
    instead = f" instead of {names.supporter(move.before)}" if move.before else ""
    return f"{who} would be led by {names.supporter(move.after)}{instead}"
