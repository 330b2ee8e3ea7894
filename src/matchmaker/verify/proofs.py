"""Whether the proof speaks of this plan, and no bound contradicts it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from matchmaker.domain.objective import Objective
from matchmaker.domain.plan import Pairing
from matchmaker.domain.proof import Proof
from matchmaker.domain.violation import Violation
from matchmaker.verify.facts import Facts
from matchmaker.verify.objectives import SENSES, levels, value_of


def proof_differences(
    facts: Facts,
    pairings: Sequence[Pairing],
    proof: Sequence[Proof],
    shared: int = 0,
) -> Iterator[Violation]:
    """
    Every line of a proof that does not fit the plan.

    Args:
        facts: The round.
        pairings: The plan's, with figures derived from the round.
        proof: One line an objective; empty where none is claimed.
        shared: What settings with one lead earn: pairings may give up so much for it.
    """
    spoken_of = tuple(line.objective for line in proof)
    if proof and spoken_of != facts.round.objective_names:
        sought = ", ".join(facts.round.objective_names)
        message = f"the proof speaks of {', '.join(spoken_of)}, sought are {sought}"
        yield Violation(rule="objective", party="proof", message=message)
    sought_by_name = {objective.name: objective for objective in facts.round.objectives}
    for line in proof:
        objective = sought_by_name.get(line.objective)
        allowed = shared if line.objective == "points" else 0
        for message in _faults(facts, pairings, line, objective, allowed):
            yield Violation(rule="objective", party=line.objective, message=message)


def _faults(
    facts: Facts,
    pairings: Sequence[Pairing],
    line: Proof,
    objective: Objective | None,
    shared: int,
) -> Iterator[str]:
    if objective is None:
        yield "is not an objective that can be checked"
        return
    reached = value_of(objective, facts, pairings)
    if line.value != reached:
        yield f"the proof says {line.value}, the plan reaches {reached}"
    sense = SENSES.get(objective.name, "maximise")
    if line.sense != sense:
        yield f"the proof would {line.sense} it, sought is to {sense}"
    found = levels(pairings, objective.band) if objective.name == "leximin" else ()
    if line.levels != found:
        yield f"the proof says the levels are {line.levels}, the plan's are {found}"
    yield from _wrong_tolerance(line, objective, shared)
    if line.bound is None or reached is None:
        return
    # A bound says that no plan does better.
    if reached > line.bound if sense == "maximise" else reached < line.bound:
        yield f"the plan reaches {reached}, which the bound {line.bound} rules out"


def _wrong_tolerance(line: Proof, objective: Objective, shared: int) -> Iterator[str]:
    """A plan may fall behind what is claimed as the best only by what was allowed."""
    allowed = 0 if line.bound is None else objective.allowance(line.bound) + shared
    if line.proved and line.tolerance > allowed:
        yield (
            f"the proof lets later objectives give up {line.tolerance} of it, sought is "
            f"to give up no more than {allowed}"
        )
