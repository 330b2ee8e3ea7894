"""A setting's expert and mentor are different people."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from matchmaker.domain.plan import Plan
from matchmaker.domain.rules import DifferentPeople
from matchmaker.domain.violation import Violation
from matchmaker.verify.facts import Facts


def broken(rule: DifferentPeople, facts: Facts, plan: Plan) -> Iterator[Violation]:
    """One setting's requests, whatever the role, go to different people."""
    visits: Counter[tuple[str, str]] = Counter()
    for pairing in plan.pairings:
        request = facts.round.request(pairing.request)
        if request.setting is not None and rule.speaks_of(request.role):
            visits[request.setting, pairing.supporter] += 1
    for (setting_id, supporter_id), count in visits.items():
        if count > 1:
            message = f"gets {supporter_id} for {count} units, limit 1"
            yield Violation(rule=rule.name, party=setting_id, message=message)
