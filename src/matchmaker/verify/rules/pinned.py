"""Every pair that a person decided is in the plan."""

from __future__ import annotations

from collections.abc import Iterator

from matchmaker.domain.plan import Plan
from matchmaker.domain.rules import Pinned
from matchmaker.domain.violation import Violation
from matchmaker.verify.facts import Facts


def broken(rule: Pinned, facts: Facts, plan: Plan) -> Iterator[Violation]:
    """Every pair that a person decided is in the plan. Always applies."""
    made = {(pairing.request, pairing.supporter) for pairing in plan.pairings}
    for pin in facts.round.pins:
        if (pin.request, pin.supporter) not in made:
            message = f"is not paired with {pin.supporter}, as a person decided"
            yield Violation(rule=rule.name, party=pin.request, message=message)
