"""Nobody gives more than they have, over all their roles and in each."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator
from datetime import date

from matchmaker.domain.plan import Plan
from matchmaker.domain.rules import Capacity
from matchmaker.domain.violation import Violation
from matchmaker.verify.facts import Facts
from matchmaker.verify.rules.at_once import window_of


def broken(rule: Capacity, facts: Facts, plan: Plan) -> Iterator[Violation]:
    """Nobody gives more than they have, over all roles and in each. Always applies."""
    if facts.programme.capacity_holds == "at once":
        yield from _broken_at_once(rule, facts, plan)
        return
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


def _broken_at_once(rule: Capacity, facts: Facts, plan: Plan) -> Iterator[Violation]:
    """On no day is more of anybody taken than they have."""
    under_way: dict[str, list[tuple[date, date, int]]] = defaultdict(list)
    for pairing in plan.pairings:
        request = facts.round.request(pairing.request)
        supporter = facts.round.supporter(pairing.supporter)
        load = facts.load_of(request, supporter)
        under_way[supporter.id].append((*window_of(facts, request), load))
    for supporter_id, loads in under_way.items():
        room = facts.round.supporter(supporter_id).capacity
        # Whatever overlaps does so on the first day of one of them.
        for day in sorted({first for first, _, _ in loads}):
            taken = sum(load for first, last, load in loads if first <= day <= last)
            if taken > room:
                unit = facts.programme.unit
                message = f"gives {taken} {unit} at once on {day}, has {room}"
                yield Violation(rule=rule.name, party=supporter_id, message=message)
                break
