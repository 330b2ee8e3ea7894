"""Requests tied together have the same supporters, or none."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from matchmaker.domain.plan import Plan
from matchmaker.domain.rules import Together
from matchmaker.domain.violation import Violation
from matchmaker.verify.facts import Facts


def broken(rule: Together, facts: Facts, plan: Plan) -> Iterator[Violation]:
    """Requests tied together have the same supporters, or none. Always applies."""
    people: dict[str, set[str]] = defaultdict(set)
    for pairing in plan.pairings:
        people[pairing.request].add(pairing.supporter)
    for tie in facts.round.ties_of("together"):
        ours, theirs = people[tie.request], people[tie.other]
        if ours != theirs:
            message = (
                f"has {_listed(ours)}, but {tie.other}, tied to it, has "
                f"{_listed(theirs)}"
            )
            yield Violation(rule=rule.name, party=tie.request, message=message)


def _listed(people: set[str]) -> str:
    return ", ".join(sorted(people)) or "nobody"
