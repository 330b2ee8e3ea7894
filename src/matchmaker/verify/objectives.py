"""What a plan reaches in each objective, by the objectives' plain definitions."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence

from matchmaker.domain.objective import Objective
from matchmaker.domain.plan import Pairing
from matchmaker.domain.preferences import Ranked
from matchmaker.verify.earned import earned_bonuses
from matchmaker.verify.facts import Facts


def coverage(facts: Facts, pairings: Sequence[Pairing]) -> int:
    """Priority-weighted units of demand met."""
    return sum(
        facts.round.priority_of(facts.round.request(pairing.request))
        for pairing in pairings
    )


def worst_off(_facts: Facts, pairings: Sequence[Pairing]) -> int | None:
    """The least sum of points of any request that got something; `None` if none did."""
    return min(_points_by_request(pairings).values(), default=None)


def total_points(facts: Facts, pairings: Sequence[Pairing]) -> int:
    """The sum of all pairings' points, and of what they earn together."""
    together = sum(bonus.points for bonus in earned_bonuses(facts, pairings))
    return together + sum(pairing.points for pairing in pairings)


def change(facts: Facts, pairings: Sequence[Pairing]) -> int:
    """The weights of the pairings of the plan before that are not in this plan."""
    kept = {(pairing.request, pairing.supporter) for pairing in pairings}
    weights = facts.programme.change.model_dump()
    return sum(
        int(weights[earlier.state])
        for earlier in facts.round.before
        if (earlier.request, earlier.supporter) not in kept
    )


def cost(_facts: Facts, pairings: Sequence[Pairing]) -> int:
    """The pence of all pairings; one without a rate costs nothing."""
    return sum(pairing.pence or 0 for pairing in pairings)


def request_choice(facts: Facts, pairings: Sequence[Pairing]) -> int:
    """Which choice of those who ask their supporters are, added up."""
    requests = facts.round.request
    return sum(
        _choice(requests(pairing.request).preferences, pairing.supporter)
        for pairing in pairings
    )


def supporter_choice(facts: Facts, pairings: Sequence[Pairing]) -> int:
    """Which choice of those who offer their requests are, added up."""
    supporters = facts.round.supporter
    return sum(
        _choice(supporters(pairing.supporter).preferences, pairing.request)
        for pairing in pairings
    )


def _choice(ranked: Ranked, other: str) -> int:
    """One more than there are whom a list names as better; unnamed ones come last."""
    better = 0
    for tied in ranked:
        if other in tied:
            break
        better += len(tied)
    return 1 + better


def balance(_facts: Facts, pairings: Sequence[Pairing]) -> int:
    """The sum over supporters of their load squared: less is more even."""
    carried: Counter[str] = Counter()
    for pairing in pairings:
        carried[pairing.supporter] += pairing.load
    return sum(load**2 for load in carried.values())


def levels(pairings: Sequence[Pairing], band: int) -> tuple[tuple[int, int], ...]:
    """For each band that some request's points lie in, how many do, ascending."""
    points = _points_by_request(pairings).values()
    return tuple(sorted(Counter(each // band * band for each in points).items()))


VALUES: Mapping[str, Callable[[Facts, Sequence[Pairing]], int | None]] = {
    "coverage": coverage,
    "worst-off": worst_off,
    "points": total_points,
    "change": change,
    "cost": cost,
    "request-choice": request_choice,
    "supporter-choice": supporter_choice,
    "balance": balance,
}
"""By objective: what a plan reaches, in the objective's own unit. Leximin and blends
also need what the objective says of itself: see `value_of`."""

SENSES: Mapping[str, str] = {
    "coverage": "maximise",
    "worst-off": "maximise",
    "leximin": "maximise",
    "points": "maximise",
    "change": "minimise",
    "cost": "minimise",
    "request-choice": "minimise",
    "supporter-choice": "minimise",
    "balance": "minimise",
}
"""By objective: whether more or less is better. Blends are maximised."""


def value_of(
    objective: Objective, facts: Facts, pairings: Sequence[Pairing]
) -> int | None:
    """
    What a plan reaches in one objective, in its own unit.

    Args:
        objective: One of the round's.
        facts: The round.
        pairings: The plan's, with figures derived from the round.

    Returns:
        The value; `None` for worst-off and leximin if nobody is given anything.
    """
    if objective.blend:
        return _blended(objective, facts, pairings)
    if objective.name == "leximin":
        return min((edge for edge, _ in levels(pairings, objective.band)), default=None)
    return VALUES[objective.name](facts, pairings)


def _blended(objective: Objective, facts: Facts, pairings: Sequence[Pairing]) -> int:
    """Weight x value of each part; what is to be made small is taken away."""
    total = 0
    for part, weight in objective.blend.items():
        value = VALUES[part](facts, pairings) or 0
        total += weight * (value if SENSES[part] == "maximise" else -value)
    return total


def _points_by_request(pairings: Sequence[Pairing]) -> Counter[str]:
    points: Counter[str] = Counter()
    for pairing in pairings:
        points[pairing.request] += pairing.points
    return points
