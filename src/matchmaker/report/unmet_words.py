"""Why nobody came, in words."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from matchmaker.domain.round import Round
from matchmaker.report.broken import broken_clauses
from matchmaker.report.loads import load_text
from matchmaker.report.names import Names
from matchmaker.report.points import points_text
from matchmaker.report.rules import rule_words
from matchmaker.report.speech import counted, listed, listed_first, plural

if TYPE_CHECKING:
    from matchmaker.reasons import NearMiss, SeenUnmet, Taken, UnmetReason

SERVED = 3
"""At most this many requests are listed behind a busy supporter."""

NO_PAIR = "with no points given for this pair, or ruled out"
"""Where points are given, a pair that is not listed cannot be used."""


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
        return NO_PAIR
    return rule_words(rule, programme).LABEL


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
