"""Requests that a person keeps apart never share a supporter."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from matchmaker.domain.plan import Plan
from matchmaker.domain.rules import Apart
from matchmaker.domain.violation import Violation
from matchmaker.verify.facts import Facts


def broken(rule: Apart, facts: Facts, plan: Plan) -> Iterator[Violation]:
    """Requests that a person keeps apart never share a supporter. Always applies."""
    people: dict[str, set[str]] = defaultdict(set)
    for pairing in plan.pairings:
        people[pairing.request].add(pairing.supporter)
    for tie in facts.round.ties_of("apart"):
        for supporter in sorted(people[tie.request] & people[tie.other]):
            message = f"shares {supporter} with {tie.other}, kept apart from it"
            yield Violation(rule=rule.name, party=tie.request, message=message)
