"""Tied requests are all given somebody, or none of them is."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from matchmaker.domain.plan import Plan
from matchmaker.domain.rules import BothOrNone
from matchmaker.domain.violation import Violation
from matchmaker.verify.facts import Facts


def broken(rule: BothOrNone, facts: Facts, plan: Plan) -> Iterator[Violation]:
    """Tied requests are all given somebody, or none of them is. Always applies."""
    met = {pairing.request for pairing in plan.pairings}
    for tie in facts.round.ties_of("both-or-none"):
        one, other = tie.request, tie.other
        if (one in met) != (other in met):
            alone, left = (one, other) if one in met else (other, one)
            message = f"is given somebody, but {left}, tied to it, nobody"
            yield Violation(rule=rule.name, party=alone, message=message)
    if rule.within_setting:
        yield from _within_settings(rule, facts, met)


def _within_settings(
    rule: BothOrNone, facts: Facts, met: set[str]
) -> Iterator[Violation]:
    asked: dict[str, list[str]] = defaultdict(list)
    for request in facts.round.requests:
        if request.setting is not None and rule.speaks_of(request.role):
            asked[request.setting].append(request.id)
    for setting_id, requests in asked.items():
        given = [request for request in requests if request in met]
        left = [request for request in requests if request not in met]
        if given and left:
            message = f"is given somebody for {given[0]}, but nobody for {left[0]}"
            yield Violation(rule=rule.name, party=setting_id, message=message)
