"""Pairs that a person ruled out together are not both made."""

from __future__ import annotations

from collections.abc import Iterator

from matchmaker.domain.plan import Plan
from matchmaker.domain.rules import Exclusive
from matchmaker.domain.violation import Violation
from matchmaker.verify.facts import Facts


def broken(rule: Exclusive, facts: Facts, plan: Plan) -> Iterator[Violation]:
    """Pairs that a person ruled out together are not both made. Always applies."""
    made = {(pairing.request, pairing.supporter) for pairing in plan.pairings}
    for either in facts.round.exclusions:
        if either.pair in made and either.other_pair in made:
            message = (
                f"has {either.supporter} while {either.other_request} has "
                f"{either.other_supporter}, which a person ruled out"
            )
            yield Violation(rule=rule.name, party=either.request, message=message)
