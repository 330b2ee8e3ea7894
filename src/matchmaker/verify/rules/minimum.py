"""Requests and supporters get the least that was promised them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from matchmaker.domain.plan import Plan
from matchmaker.domain.rules import Minimum
from matchmaker.domain.violation import Violation
from matchmaker.verify.facts import Facts


def broken(rule: Minimum, facts: Facts, plan: Plan) -> Iterator[Violation]:
    """
    Requests and supporters get the least that was promised them. Always applies.

    Where minimums hold only if used, a supporter without a pairing is promised
    nothing.
    """
    given = Counter(pairing.request for pairing in plan.pairings)
    for request in facts.round.requests:
        if given[request.id] < request.minimum:
            message = f"gets {given[request.id]} units, was promised {request.minimum}"
            yield Violation(rule=rule.name, party=request.id, message=message)
    carried = _carried(facts, plan)
    for supporter in facts.round.supporters:
        excused = facts.round.minimum_if_used and supporter.id not in carried
        if carried[supporter.id] < supporter.minimum and not excused:
            message = (
                f"gets {carried[supporter.id]} {facts.programme.unit}, "
                f"was promised {supporter.minimum}"
            )
            yield Violation(rule=rule.name, party=supporter.id, message=message)


def _carried(facts: Facts, plan: Plan) -> Counter[str]:
    """Load by supporter; who has no pairing is not named."""
    carried: Counter[str] = Counter()
    for pairing in plan.pairings:
        request = facts.round.request(pairing.request)
        supporter = facts.round.supporter(pairing.supporter)
        carried[supporter.id] += facts.load_of(request, supporter)
    return carried
