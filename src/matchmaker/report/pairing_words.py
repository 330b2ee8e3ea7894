"""Why this pairing, in words."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from matchmaker.domain.decisions import Decision
from matchmaker.domain.round import Round
from matchmaker.report.bonuses import bonus_words
from matchmaker.report.broken import broken_clauses
from matchmaker.report.criterion_line import criterion_line
from matchmaker.report.names import Names
from matchmaker.report.points import points_text
from matchmaker.report.speech import ordinal, plural, with_article

if TYPE_CHECKING:
    from matchmaker.reasons import Alternative, PairingReason, SeenPairing


def pairing_lines(reason: PairingReason, matching_round: Round) -> tuple[str, ...]:
    """
    Why a request has this supporter: a headline, then a line for each reason.

    Args:
        reason: What is to be said.
        matching_round: The round, for names and the users' unit of points.
    """
    return (pairing_headline(reason, matching_round), *_because(reason, matching_round))


def pairing_headline(reason: PairingReason | SeenPairing, matching_round: Round) -> str:
    """Who comes, as what, and the points."""
    names = Names(matching_round)
    points = points_text(reason.points, matching_round.decimals)
    return (
        f"{names.request(reason.request)} gets {names.supporter(reason.supporter)} "
        f"as {with_article(names.role(reason.role))}: {points} points."
    )


def _because(reason: PairingReason, matching_round: Round) -> Iterator[str]:
    yield from criteria_lines(reason, matching_round)
    yield from confidence_lines(reason)
    yield rank_line(reason, matching_round)
    yield from bonus_lines(reason, matching_round)
    if reason.pinned:
        yield _pin_line(reason, matching_round)
    for why in broken_clauses(reason.warned, matching_round):
        yield f"Allowed, but look: {why}."


def criteria_lines(
    reason: PairingReason, matching_round: Round, *, private: bool = True
) -> tuple[str, ...]:
    """
    One line for each criterion, with its evidence and points.

    Args:
        reason: What is to be said.
        matching_round: The round, for names and the users' unit of points.
        private: Whether what is in private fields is told: never in a file that is
            passed on.
    """
    programme, decimals = matching_round.programme, matching_round.decimals
    return tuple(
        criterion_line(criterion, programme, decimals)
        for criterion in reason.criteria
        if private or not criterion.private
    )


def bonus_lines(reason: PairingReason, matching_round: Round) -> tuple[str, ...]:
    """One line for each bonus that the pairing helps to earn."""
    names = Names(matching_round)
    words = [(bonus_words(bonus.name), bonus) for bonus in reason.bonuses]
    return tuple(f"{w.LABEL}: {w.sentence(bonus, names)}." for w, bonus in words)


def confidence_lines(reason: PairingReason | SeenPairing) -> tuple[str, ...]:
    """How much of the points rests on known values; nothing where all does."""
    if reason.confidence == 100:
        return ()
    return (
        f"Confidence: {reason.confidence}%; the rest of the weight falls on values "
        "that are not known.",
    )


def rank_line(reason: PairingReason, matching_round: Round) -> str:
    """The supporter's place among all whom the request could have had."""
    names = Names(matching_round)
    who, role = names.supporter(reason.supporter), names.role(reason.role)
    if reason.candidates == 1:
        return f"{who} is the only {role} it could have had."
    place = (
        f"{who} is {ordinal(reason.rank)} of the {reason.candidates:,} "
        f"{plural(role)} it could have had"
    )
    if reason.runner_up is None:
        return f"{place}, and all of them come."
    return f"{place}; {_against(reason.runner_up, names)}."


def supporter_rank_lines(
    reason: PairingReason, matching_round: Round
) -> tuple[str, ...]:
    """The request's place among all that the supporter could have served."""
    if reason.requests < 2:
        return ()
    names = Names(matching_round)
    who, asked = names.supporter(reason.supporter), names.request(reason.request)
    place = ordinal(reason.rank_for_supporter)
    return (
        f"For {who}, {asked} is {place} of the {reason.requests:,} requests to which "
        f"they could have come as {names.role(reason.role)}.",
    )


def _against(other: Alternative, names: Names) -> str:
    who = names.supporter(other.supporter)
    gap = points_text(abs(other.margin), names.round.decimals)
    if other.margin > 0:
        return f"the runner-up is {who}, {gap} points behind"
    if other.margin == 0:
        return f"{who} would have had as many points"
    return f"{who} would have had {gap} points more, for this request alone"


def _pin_line(reason: PairingReason, matching_round: Round) -> str:
    pins: dict[tuple[str, str], Decision] = {
        (pin.request, pin.supporter): pin for pin in matching_round.pins
    }
    pin = pins.get((reason.request, reason.supporter))
    who = pin.by if pin and pin.by else "A person"
    why = f", because: {pin.reason}" if pin and pin.reason else ""
    return f"{who} decided this pairing{why}."
