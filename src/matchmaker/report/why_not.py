"""Why a request does not have a supporter, in words."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from matchmaker.domain.round import Round
from matchmaker.report.broken import broken_clauses
from matchmaker.report.levels import Level
from matchmaker.report.losses import cost_lines, lost_text
from matchmaker.report.names import Names
from matchmaker.report.speech import listed

if TYPE_CHECKING:
    from matchmaker.reasons import Swap, WhyNot

NOT_LISTED = "the round gives no points for this pair, or somebody ruled it out"


def why_not_lines(
    answer: WhyNot, matching_round: Round, level: Level = "paragraph"
) -> tuple[str, ...]:
    """
    Why a request does not have a supporter.

    Args:
        answer: What is to be said.
        matching_round: The round, for names and the users' unit of points.
        level: One sentence; with who would move; or with every objective too.
    """
    headline = _headline(answer, matching_round)
    if level == "sentence" or answer.kind == "breaks":
        return (headline,)
    lines = [headline, *_moves(answer.swaps, matching_round)]
    if level == "table":
        lines += cost_lines(
            answer.cost, matching_round.decimals, matching_round.programme.unit
        )
    return (*lines, _how_known(answer))


def _headline(answer: WhyNot, matching_round: Round) -> str:
    names = Names(matching_round)
    who, asked = names.supporter(answer.supporter), names.request(answer.request)
    if answer.conflict:
        return (
            f"{who} cannot come to {asked}, because of what must hold besides: "
            f"{'; '.join(answer.conflict)}."
        )
    if answer.kind == "breaks":
        return f"{who} cannot come to {asked}: {_broken(answer, matching_round)}."
    if answer.kind == "tie":
        return (
            f"{who} could come to {asked}, and the plan would be just as good: between "
            "equals the seed of the run decides."
        )
    cost = lost_text(answer.cost, matching_round)
    return f"{who} could come to {asked}, but the plan would then have {cost}."


def _broken(answer: WhyNot, matching_round: Round) -> str:
    given = matching_round.programme.scores == "given"
    given &= all(broken.rule != "capacity" for broken in answer.broken)
    ruled_out = any(
        (forbid.request, forbid.supporter) == (answer.request, answer.supporter)
        for forbid in matching_round.forbids
    )
    if given and not ruled_out:
        return NOT_LISTED
    return listed(broken_clauses(answer.broken, matching_round))


def _moves(swaps: tuple[Swap, ...], matching_round: Round) -> Iterator[str]:
    if swaps:
        yield "For that:"
    for swap in swaps:
        yield f"- {swap_text(swap, matching_round)}"


def swap_text(swap: Swap, matching_round: Round) -> str:
    """What one request loses and gains, as a clause."""
    names = Names(matching_round)
    request = names.request(swap.request)
    gone, come = names.supporters(swap.leaves), names.supporters(swap.joins)
    if not swap.joins:
        return f"{request} loses {gone}"
    if not swap.leaves:
        return f"{request} gets {come}"
    return f"{request} gets {come} instead of {gone}"


def _how_known(answer: WhyNot) -> str:
    if not answer.exact:
        return (
            "The search was cut short, so this is what the best plans found differ by; "
            "the true cost may be another."
        )
    if answer.shown_by == "prices" and answer.confirmed:
        return "Read off the plan's prices, and confirmed by solving again."
    if answer.shown_by == "prices":
        return "Read off the plan's prices; --confirm solves again."
    return "Found by solving again with this pair."
