"""Nobody supports too many settings of one group."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from matchmaker.domain.plan import Plan
from matchmaker.domain.rules import GroupLimit
from matchmaker.domain.violation import Violation
from matchmaker.verify.facts import Facts


def broken(rule: GroupLimit, facts: Facts, plan: Plan) -> Iterator[Violation]:
    """Nobody supports more than so many pairings with settings of one group."""
    together: Counter[tuple[str, str]] = Counter()
    for pairing in plan.pairings:
        request = facts.round.request(pairing.request)
        setting = facts.setting_of(request)
        if setting is None or setting.group is None or not rule.speaks_of(request.role):
            continue
        together[pairing.supporter, setting.group] += 1
    for (supporter_id, group), count in together.items():
        if count > rule.most:
            message = f"has {count} pairings with {group}, limit {rule.most}"
            yield Violation(rule=rule.name, party=supporter_id, message=message)
