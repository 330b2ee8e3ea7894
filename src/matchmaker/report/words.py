"""Reasons in words: why this pairing, and why nobody came."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from matchmaker.domain.decisions import Decision
from matchmaker.domain.round import Round
from matchmaker.report.bonuses import bonus_words
from matchmaker.report.criteria import criterion_words
from matchmaker.report.loads import load_text
from matchmaker.report.names import Names
from matchmaker.report.points import in_users_unit, points_text
from matchmaker.report.rules import rule_words
from matchmaker.report.speech import (
    counted,
    listed,
    listed_first,
    ordinal,
    plural,
    with_article,
)

if TYPE_CHECKING:
    from matchmaker.reasons import (
        Alternative,
        BrokenRule,
        NearMiss,
        PairingReason,
        SeenPairing,
        SeenUnmet,
        Taken,
        UnmetReason,
    )

SERVED = 3
"""At most this many requests are listed behind a busy supporter."""


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
    decimals = matching_round.decimals
    lines = []
    for criterion in reason.criteria:
        if criterion.private and not private:
            continue
        words = criterion_words(criterion.name, matching_round.programme)
        sentence = words.sentence(
            criterion.evidence,
            in_users_unit(criterion.points, decimals),
            in_users_unit(criterion.most, decimals),
        )
        lines.append(f"{words.LABEL}: {sentence}.")
    return tuple(lines)


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


def unmet_lines(reason: UnmetReason, matching_round: Round) -> tuple[str, ...]:
    """
    Why a request did not get all it asked for: a headline, then the reasons.

    Args:
        reason: What is to be said.
        matching_round: The round, for names and the users' unit of points.
    """
    return (unmet_headline(reason, matching_round), *_why_not(reason, matching_round))


def unmet_headline(reason: UnmetReason | SeenUnmet, matching_round: Round) -> str:
    """What was missed."""
    names = Names(matching_round)
    asked = matching_round.request(reason.request).demand
    what = f"{names.request(reason.request)} ({names.role(reason.role)})"
    if reason.units == asked:
        return f"Nobody came for {what}."
    return f"{what} got {asked - reason.units:,} of the {asked:,} it asked for."


def _why_not(reason: UnmetReason, matching_round: Round) -> Iterator[str]:
    if not reason.supporters:
        yield f"The round has no {plural(matching_round.programme.nouns.supporter)}."
        return
    if reason.funnel:
        yield funnel_line(reason, matching_round)
    for why in broken_clauses(reason.tied, matching_round):
        yield f"It cannot come alone: {why}."
    if reason.candidates:
        yield from _taken_lines(reason, matching_round)
    elif reason.nearest is not None:
        yield nearest_line(reason.nearest, matching_round)


def funnel_line(reason: UnmetReason | SeenUnmet, matching_round: Round) -> str:
    """How many supporters fell at each rule, in the programme's order."""
    steps = [
        f"{count:,} {_at_step(rule, reason.request, matching_round)}"
        for rule, count in reason.funnel
    ]
    people = counted(reason.supporters, matching_round.programme.nouns.supporter)
    return f"Of {people}: {'; '.join(steps)}."


def _at_step(rule: str, request_id: str, matching_round: Round) -> str:
    """What keeps out those who fell at a rule."""
    programme = matching_round.programme
    if rule == "capacity":
        takes = matching_round.request(request_id).load
        return (
            f"{rule_words(rule, programme).LABEL}: {load_text(takes, programme.unit)}"
        )
    if programme.scores == "given":
        return _NO_PAIR
    return rule_words(rule, programme).LABEL


_NO_PAIR = "with no points given for this pair, or ruled out"
"""Where points are given, a pair that is not listed cannot be used."""


def _taken_lines(reason: UnmetReason, matching_round: Round) -> Iterator[str]:
    names = Names(matching_round)
    others = counted(reason.candidates, f"other {names.role(reason.role)}")
    yield f"{others} could have come, and the plan uses them elsewhere or not at all:"
    for taken in reason.taken:
        yield f"- {_taken(taken, names)}"
    more = reason.candidates - len(reason.taken)
    if more:
        yield f"- and {more:,} more"


def _taken(taken: Taken, names: Names) -> str:
    points = points_text(taken.points, names.round.decimals)
    who = f"{names.supporter(taken.supporter)}, {points} points"
    why = broken_clauses(taken.broken, names.round)
    if taken.serves:
        serves = f"serves {listed_first(taken.serves, SERVED)}"
        return f"{who}: {'; '.join([serves, *why])}"
    if why:
        return f"{who}: {'; '.join(['serves nobody', *why])}"
    return f"{who}: serves nobody; look at their room and minimum, and at the budget"


def nearest_line(nearest: NearMiss, matching_round: Round) -> str:
    """Who came nearest, and every rule that keeps them out."""
    who = Names(matching_round).supporter(nearest.supporter)
    broken = broken_clauses(nearest.broken, matching_round)
    if len(broken) == 1:
        return f"Nearest: {who}, who breaks one rule: {broken[0]}."
    steps = listed([f"({i}) {text}" for i, text in enumerate(broken, start=1)])
    return f"Nearest: {who}, who breaks {len(broken)} rules: {steps}."


def broken_clauses(rules: Iterable[BrokenRule], matching_round: Round) -> list[str]:
    """What each broken rule saw, as bare clauses."""
    return [
        rule_words(broken.rule, matching_round.programme).sentence(broken.evidence)
        for broken in rules
    ]
