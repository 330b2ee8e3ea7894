"""Answers in words: why not that pair, what else there is, who shares too few places."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Literal

from matchmaker.domain.round import Round
from matchmaker.report.levels import Level
from matchmaker.report.losses import Cost, cost_lines, cost_text, is_free
from matchmaker.report.names import Names
from matchmaker.report.points import points_text
from matchmaker.report.shortages import shortage_text
from matchmaker.report.speech import (
    counted,
    listed,
)
from matchmaker.report.table import in_hours
from matchmaker.report.words import (
    broken_clauses,
    pairing_headline,
    pairing_lines,
    supporter_rank_lines,
    unmet_headline,
    unmet_lines,
)

if TYPE_CHECKING:
    from matchmaker.reasons import (
        Choice,
        Reasons,
        RequestOutlook,
        SeenSupporter,
        SupporterOutlook,
        Swap,
        WhyNot,
    )

NOT_LISTED = "the round gives no points for this pair, or somebody ruled it out"
ASK_AGAIN = (
    "What another choice would cost, only solving again can tell: --confirm does."
)


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
    cost = _lost(answer.cost, matching_round)
    return f"{who} could come to {asked}, but the plan would then have {cost}."


def _lost(cost: Cost, matching_round: Round) -> str:
    return cost_text(cost, matching_round.decimals, matching_round.programme.unit)


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


def request_lines(
    reasons: Reasons,
    outlook: RequestOutlook,
    matching_round: Round,
    level: Level = "paragraph",
) -> Iterator[str]:
    """
    Why a request got what it got, and what hangs on it.

    Args:
        reasons: Why it has whom it has, and why not more.
        outlook: What hangs on it.
        matching_round: The round, for names and the users' unit of points.
        level: One sentence for each pairing; with the reasons; or with all else.
    """
    for pairing in reasons.pairings:
        if level == "sentence":
            yield pairing_headline(pairing, matching_round)
        else:
            yield from pairing_lines(pairing, matching_round)
        if level == "table":
            yield from supporter_rank_lines(pairing, matching_round)
    for unmet in reasons.unmet:
        if level == "sentence":
            yield unmet_headline(unmet, matching_round)
        else:
            yield from unmet_lines(unmet, matching_round)
    yield from request_outlook_lines(outlook, matching_round, level)


def request_outlook_lines(
    outlook: RequestOutlook, matching_round: Round, level: Level = "table"
) -> tuple[str, ...]:
    """What hangs on a request: the shortage behind it, its worth, whom else it could have."""
    lines = []
    if outlook.shortage is not None and outlook.shortage.places and level != "sentence":
        lines.append(shortage_text(outlook.shortage, matching_round))
    if level == "table":
        names = Names(matching_round)
        lines += [
            _share_line(names.supporter(supporter), share)
            for supporter, share in outlook.in_best_plans
        ]
        if outlook.worth is not None and not is_free(outlook.worth):
            cost = _lost(outlook.worth, matching_round)
            lines.append(f"If it asked for one less, the plan would have {cost}.")
        lines += _choice_lines(
            outlook.choices, outlook.choices_left, names, "supporter"
        )
        if _only_by_solving(outlook):
            lines.append(ASK_AGAIN)
    return tuple(lines)


def _only_by_solving(outlook: RequestOutlook | SupporterOutlook) -> bool:
    """Whether there may be another choice, of which nothing is known yet."""
    known = bool(outlook.choices) or outlook.worth is not None
    return not known and outlook.choices_left > 0


def _share_line(who: str, share: str) -> str:
    if share == "all":
        return f"{who} comes in every plan that is as good as this one."
    return f"{who} comes in some of the plans that are as good as this one, not in all."


def supporter_lines(
    outlook: SupporterOutlook, matching_round: Round, level: Level = "paragraph"
) -> tuple[str, ...]:
    """
    What a supporter does in the plan, and what one more place of theirs is worth.

    Args:
        outlook: What is to be said.
        matching_round: The round, for names and units.
        level: One sentence, or all.
    """
    names = Names(matching_round)
    lines = [capacity_line(outlook, matching_round)]
    if level == "sentence":
        return tuple(lines)
    if outlook.serves:
        lines.append(f"Comes to {listed([names.request(r) for r in outlook.serves])}.")
    if outlook.worth is not None:
        lines.append(_worth_line(outlook.worth, matching_round))
    lines += _choice_lines(outlook.choices, outlook.choices_left, names, "request")
    if _only_by_solving(outlook):
        lines.append(ASK_AGAIN)
    return tuple(lines)


def capacity_line(
    outlook: SupporterOutlook | SeenSupporter, matching_round: Round
) -> str:
    """What a supporter gives in the plan, of what they offer and do not keep back."""
    who = Names(matching_round).supporter(outlook.supporter)
    if matching_round.programme.unit == "minutes":
        at_once = matching_round.programme.capacity_holds == "at once"
        whole = f"{in_hours(outlook.capacity):,} hours{' at once' if at_once else ''}"
        kept = kept_back_text(matching_round, outlook.supporter)
        return f"{who} gives {in_hours(outlook.load):,} of {whole}{kept}."
    return f"{who} gives {outlook.load:,} of {counted(outlook.capacity, 'place')}."


def kept_back_text(matching_round: Round, supporter_id: str) -> str:
    """What a supporter's roles keep back besides; nothing if they keep back nothing."""
    roles = matching_round.supporter(supporter_id).roles
    minutes = matching_round.programme.reserved_minutes(roles)
    return f", beside {in_hours(minutes):,} kept back for leading" if minutes else ""


def _worth_line(worth: Cost, matching_round: Round) -> str:
    if is_free(worth):
        return "One more place here would bring the plan nothing."
    gain = {name: -(lost or 0) for name, lost in worth.items()}
    more = _lost(gain, matching_round)
    return f"With one more place here the plan would have {more}."


def _choice_lines(
    choices: tuple[Choice, ...],
    left: int,
    names: Names,
    side: Literal["request", "supporter"],
) -> Iterator[str]:
    if not choices:
        return
    yield "Instead:" if side == "supporter" else "Could take:"
    for choice in choices:
        yield f"- {_choice_text(choice, names, side)}"
    tried = any(choice.shown_by == "solver" for choice in choices)
    if left:
        yield f"- and {left:,} more{', which were not tried' if tried else ''}"


def _choice_text(
    choice: Choice, names: Names, side: Literal["request", "supporter"]
) -> str:
    decimals = names.round.decimals
    who = (
        names.supporter(choice.supporter)
        if side == "supporter"
        else names.request(choice.request)
    )
    points = points_text(choice.points, decimals)
    if is_free(choice.cost):
        cost = "the plan would be just as good"
    else:
        cost = f"the plan would have {_lost(choice.cost, names.round)}"
    return f"{who}, {points} points: {cost}{_how_sure(choice)}"


def _how_sure(choice: Choice) -> str:
    """What to add to a cost that is not exact."""
    if choice.exact:
        return ""
    if choice.shown_by == "prices":
        return ", or worse"
    return " (the search was cut short: the true cost may be another)"
