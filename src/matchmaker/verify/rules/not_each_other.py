"""Nobody supports a person who supports them."""

from __future__ import annotations

from collections.abc import Iterator

from matchmaker.domain.plan import Plan
from matchmaker.domain.rules import NotEachOther
from matchmaker.domain.violation import Violation
from matchmaker.verify.facts import Facts


def broken(rule: NotEachOther, facts: Facts, plan: Plan) -> Iterator[Violation]:
    """Nobody supports a person who supports them."""
    helped: set[tuple[str, str]] = set()
    for pairing in plan.pairings:
        request = facts.round.request(pairing.request)
        if request.setting is not None and rule.speaks_of(request.role):
            helped.add((pairing.supporter, request.setting))
    for one, other in sorted(helped):
        # Supporting oneself is another rule's business.
        if one < other and (other, one) in helped:
            message = f"supports {other}, who supports them"
            yield Violation(rule=rule.name, party=one, message=message)
