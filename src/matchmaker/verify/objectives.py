"""Whether the proof speaks of this plan, and no bound contradicts it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence

from matchmaker.domain.plan import Pairing
from matchmaker.domain.proof import Proof
from matchmaker.domain.violation import Violation
from matchmaker.verify.facts import Facts


def coverage(facts: Facts, pairings: Sequence[Pairing]) -> int:
    """Priority-weighted units of demand met."""
    return sum(
        facts.round.priority_of(facts.round.request(pairing.request))
        for pairing in pairings
    )


def worst_off(_facts: Facts, pairings: Sequence[Pairing]) -> int | None:
    """The least sum of points of any request that got something; `None` if none did."""
    points: Counter[str] = Counter()
    for pairing in pairings:
        points[pairing.request] += pairing.points
    return min(points.values(), default=None)


def total_points(_facts: Facts, pairings: Sequence[Pairing]) -> int:
    """The sum of all pairings' points."""
    return sum(pairing.points for pairing in pairings)


def balance(_facts: Facts, pairings: Sequence[Pairing]) -> int:
    """The sum over supporters of their load squared: less is more even."""
    carried: Counter[str] = Counter()
    for pairing in pairings:
        carried[pairing.supporter] += pairing.load
    return sum(load**2 for load in carried.values())


VALUES: Mapping[str, Callable[[Facts, Sequence[Pairing]], int | None]] = {
    "coverage": coverage,
    "worst-off": worst_off,
    "points": total_points,
    "balance": balance,
}
"""By objective: what a plan reaches, in the objective's own unit."""

SENSES: Mapping[str, str] = {
    "coverage": "maximise",
    "worst-off": "maximise",
    "points": "maximise",
    "balance": "minimise",
}
"""By objective: whether more or less is better."""


def proof_differences(
    facts: Facts, pairings: Sequence[Pairing], proof: Sequence[Proof]
) -> Iterator[Violation]:
    """
    Every line of a proof that does not fit the plan.

    Args:
        facts: The round.
        pairings: The plan's, with figures derived from the round.
        proof: One line an objective; empty where none is claimed.
    """
    spoken_of = tuple(line.objective for line in proof)
    if proof and spoken_of != facts.round.objectives:
        sought = ", ".join(facts.round.objectives)
        message = f"the proof speaks of {', '.join(spoken_of)}, sought are {sought}"
        yield Violation(rule="objective", party="proof", message=message)
    for line in proof:
        for message in _faults(facts, pairings, line):
            yield Violation(rule="objective", party=line.objective, message=message)


def _faults(facts: Facts, pairings: Sequence[Pairing], line: Proof) -> Iterator[str]:
    if line.objective not in VALUES:
        yield "is not an objective that can be checked"
        return
    reached = VALUES[line.objective](facts, pairings)
    if line.value != reached:
        yield f"the proof says {line.value}, the plan reaches {reached}"
    if line.sense != SENSES[line.objective]:
        yield f"the proof would {line.sense} it, sought is to {SENSES[line.objective]}"
    if line.bound is None or reached is None:
        return
    # A bound says that no plan does better.
    more, less = reached > line.bound, reached < line.bound
    if more if SENSES[line.objective] == "maximise" else less:
        yield f"the plan reaches {reached}, which the bound {line.bound} rules out"
