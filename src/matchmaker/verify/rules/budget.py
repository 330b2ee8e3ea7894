"""No region spends more than it has."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from matchmaker.domain.plan import Plan
from matchmaker.domain.round import EVERYWHERE
from matchmaker.domain.rules import Budget
from matchmaker.domain.violation import Violation
from matchmaker.verify.facts import Facts


def broken(rule: Budget, facts: Facts, plan: Plan) -> Iterator[Violation]:
    """
    No region spends more than the round's budget for it, nor all together.

    A pairing is paid for by its setting's region; where that is not known it
    counts in the whole only. What has no rate costs nothing.
    """
    spent: Counter[str] = Counter()
    for pairing in plan.pairings:
        request = facts.round.request(pairing.request)
        supporter = facts.round.supporter(pairing.supporter)
        pence = facts.round.pence_of(request, supporter)
        if pence is None or not rule.speaks_of(request.role):
            continue
        setting = facts.setting_of(request)
        spent[EVERYWHERE] += pence
        if setting is not None and setting.region is not None:
            spent[setting.region] += pence
    for region, budget in facts.round.budgets.items():
        if spent[region] > budget:
            message = f"spends {spent[region]} pence, has {budget}"
            yield Violation(rule=rule.name, party=region, message=message)
