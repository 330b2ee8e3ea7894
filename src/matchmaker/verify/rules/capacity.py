"""Nobody gives more than they have, over all their roles and in each."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from matchmaker.domain.plan import Plan
from matchmaker.domain.rules import Capacity
from matchmaker.domain.violation import Violation
from matchmaker.verify.facts import Facts


def broken(rule: Capacity, facts: Facts, plan: Plan) -> Iterator[Violation]:
    """Nobody gives more than they have, over all roles and in each. Always applies."""
    carried: Counter[str] = Counter()
    carried_in_role: Counter[tuple[str, str]] = Counter()
    for pairing in plan.pairings:
        request = facts.round.request(pairing.request)
        supporter = facts.round.supporter(pairing.supporter)
        load = facts.load_of(request, supporter)
        carried[supporter.id] += load
        carried_in_role[supporter.id, request.role] += load
    unit = facts.programme.unit
    for supporter in facts.round.supporters:
        if carried[supporter.id] > supporter.capacity:
            message = f"gives {carried[supporter.id]} {unit}, has {supporter.capacity}"
            yield Violation(rule=rule.name, party=supporter.id, message=message)
        for role, room in supporter.role_capacity.items():
            if carried_in_role[supporter.id, role] > room:
                given = carried_in_role[supporter.id, role]
                message = f"gives {given} {unit} as {role}, has {room}"
                yield Violation(rule=rule.name, party=supporter.id, message=message)
