"""Whether a proof fits a plan of buddies."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from matchmaker.domain.buddies import BLOCKING_PAIRS, BUDDY_OBJECTIVES
from matchmaker.domain.plan import Plan
from matchmaker.domain.proof import Proof
from matchmaker.domain.violation import Violation
from matchmaker.verify.facts import Facts
from matchmaker.verify.stable_buddies import blocking_buddies


def buddy_proof_faults(
    facts: Facts, plan: Plan, proof: Sequence[Proof]
) -> Iterator[Violation]:
    """Every line of a proof that does not fit the plan."""
    if not proof:
        return
    spoken_of = tuple(line.objective for line in proof)
    sought: tuple[str, ...] = BUDDY_OBJECTIVES
    if facts.programme.stability == "require":
        sought = (BLOCKING_PAIRS, *sought)
    if spoken_of != sought:
        message = f"the proof speaks of {', '.join(spoken_of)}"
        yield Violation(rule="objective", party="proof", message=message)
        return
    points = [link.points for link in plan.buddies]
    people = {person for link in plan.buddies for person in link.people}
    reached = (len(people), min(points, default=None), sum(points))
    if len(sought) > len(reached):
        yield from _stability_faults(facts, plan, proof[0])
    for line, value in zip(proof[-len(reached) :], reached, strict=True):
        for message in _wrong_line(line, value):
            yield Violation(rule="objective", party=line.objective, message=message)


def _stability_faults(facts: Facts, plan: Plan, line: Proof) -> Iterator[Violation]:
    """Whether as many people would rather have each other as the proof says."""
    found, all_seen = blocking_buddies(facts, plan)
    count, said = len(found), line.value
    if line.sense != "minimise":
        message = f"the proof would {line.sense} it"
        yield Violation(rule="objective", party=line.objective, message=message)
    if said is None or count > said or (all_seen and count < said):
        named = ", ".join(f"{pair.one} and {pair.other}" for pair in found)
        message = f"the proof says {said}, the plan has {count}: {named or 'none'}"
        yield Violation(rule="stability", party="plan", message=message)
    if said is not None and line.bound is not None and said < line.bound:
        message = f"the plan has {said}, which the bound {line.bound} rules out"
        yield Violation(rule="objective", party=line.objective, message=message)


def _wrong_line(line: Proof, reached: int | None) -> Iterator[str]:
    if line.sense != "maximise":
        yield f"the proof would {line.sense} it"
    if line.value != reached:
        yield f"the proof says {line.value}, the plan reaches {reached}"
    if line.bound is not None and reached is not None and reached > line.bound:
        yield f"the plan reaches {reached}, which the bound {line.bound} rules out"
