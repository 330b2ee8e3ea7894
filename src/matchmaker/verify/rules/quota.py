"""Every quota of the round is kept."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from matchmaker.domain.plan import Plan
from matchmaker.domain.quota import OF_SUPPORTER, Quota, QuotaBy
from matchmaker.domain.request import Request
from matchmaker.domain.rules import Quotas
from matchmaker.domain.supporter import Supporter
from matchmaker.domain.violation import Violation
from matchmaker.verify.facts import Facts

Key = tuple[QuotaBy, str | None, str | None]
"""By what, which value, and in which role; `None` for pairings in all roles."""


def broken(rule: Quotas, facts: Facts, plan: Plan) -> Iterator[Violation]:
    """
    As many pairings fall under each of the round's quotas as it asks and allows.

    Whatever has no known value falls under no quota.
    """
    counts = tally(rule, facts, plan)
    for quota in facts.round.quotas:
        count = counts[quota.key]
        if count < quota.least or (quota.most is not None and count > quota.most):
            message = f"has {count}, the quota is {quota}"
            yield Violation(rule=rule.name, party=quota.name, message=message)


def tally(rule: Quotas, facts: Facts, plan: Plan) -> Counter[Key]:
    """How many pairings fall under each key that quotas of the round may have."""
    counts: Counter[Key] = Counter()
    kinds = {quota.by for quota in facts.round.quotas}
    for pairing in plan.pairings:
        request = facts.round.request(pairing.request)
        supporter = facts.round.supporter(pairing.supporter)
        if rule.speaks_of(request.role):
            for by in kinds:
                value = _value(by, facts, request, supporter)
                counts[by, value, None] += 1
                counts[by, value, request.role] += 1
    return counts


def falls_under(
    quota: Quota, facts: Facts, request: Request, supporter: Supporter
) -> bool:
    """Whether a pair counts towards a quota, in a role that the rule speaks of."""
    return (
        quota.role in (None, request.role)
        and _value(quota.by, facts, request, supporter) == quota.name
    )


def _value(
    by: QuotaBy, facts: Facts, request: Request, supporter: Supporter
) -> str | None:
    """What decides under which quotas a pair falls; `None` where it is not known."""
    if by in OF_SUPPORTER:
        return facts.round.affiliation_of(supporter, OF_SUPPORTER[by])
    if by == "phase":
        return request.phase
    setting = facts.setting_of(request)
    value: str | None = None if setting is None else getattr(setting, by)
    return value
