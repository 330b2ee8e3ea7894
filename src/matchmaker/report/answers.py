"""What hangs on a request or a supporter, in words: what else there is, and its worth."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Literal

from matchmaker.domain.round import Round
from matchmaker.report.capacity import capacity_line
from matchmaker.report.levels import Level
from matchmaker.report.losses import Cost, is_free, lost_text
from matchmaker.report.names import Names
from matchmaker.report.pairing_words import (
    pairing_headline,
    pairing_lines,
    supporter_rank_lines,
)
from matchmaker.report.points import points_text
from matchmaker.report.shortages import shortage_text
from matchmaker.report.speech import listed
from matchmaker.report.unmet_words import unmet_headline, unmet_lines

if TYPE_CHECKING:
    from matchmaker.reasons import Choice, Reasons, RequestOutlook, SupporterOutlook

ASK_AGAIN = (
    "What another choice would cost, only solving again can tell: --confirm does."
)


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
            cost = lost_text(outlook.worth, matching_round)
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


def _worth_line(worth: Cost, matching_round: Round) -> str:
    if is_free(worth):
        return "One more place here would bring the plan nothing."
    gain = {name: -(lost or 0) for name, lost in worth.items()}
    more = lost_text(gain, matching_round)
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
        cost = f"the plan would have {lost_text(choice.cost, names.round)}"
    return f"{who}, {points} points: {cost}{_how_sure(choice)}"


def _how_sure(choice: Choice) -> str:
    """What to add to a cost that is not exact."""
    if choice.exact:
        return ""
    if choice.shown_by == "prices":
        return ", or worse"
    return " (the search was cut short: the true cost may be another)"
