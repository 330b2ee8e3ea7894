"""No request gets more units than it wants, nor one supporter twice."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from matchmaker.domain.plan import Plan
from matchmaker.domain.rules import Demand
from matchmaker.domain.violation import Violation
from matchmaker.verify.facts import Facts


def broken(rule: Demand, facts: Facts, plan: Plan) -> Iterator[Violation]:
    """No request gets more than it wants, nor the same supporter twice. Always applies."""
    given = Counter(pairing.request for pairing in plan.pairings)
    for request in facts.round.requests:
        if given[request.id] > request.demand:
            message = f"gets {given[request.id]} units, wants {request.demand}"
            yield Violation(rule=rule.name, party=request.id, message=message)
    pairs = Counter((pairing.request, pairing.supporter) for pairing in plan.pairings)
    for (request_id, supporter_id), times in pairs.items():
        if times > 1:
            message = f"gets {supporter_id} {times} times, limit 1"
            yield Violation(rule=rule.name, party=request_id, message=message)
