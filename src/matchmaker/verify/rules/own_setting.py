"""Nobody, or only whoever works there, supports a setting."""

from __future__ import annotations

from matchmaker.domain.request import Request
from matchmaker.domain.rules import OwnSetting
from matchmaker.domain.supporter import Supporter
from matchmaker.verify.facts import Facts


def broken(
    rule: OwnSetting, facts: Facts, request: Request, supporter: Supporter
) -> str | None:
    """
    Nobody supports the setting where they work, or only those who work there do.

    An employer that is not known is no setting's.
    """
    works_there = (
        supporter.employer is not None and supporter.employer == request.setting
    )
    if rule.own == "forbidden":
        return f"works at {request.setting}" if works_there else None
    if works_there or (rule.or_group and _same_group(facts, request, supporter)):
        return None
    where = supporter.employer or "an unknown place"
    return f"works at {where}, only its own staff support {request.setting}"


def _same_group(facts: Facts, request: Request, supporter: Supporter) -> bool:
    setting = facts.setting_of(request)
    if setting is None or setting.group is None:
        return False
    return setting.group == facts.round.group_of_employer(supporter)
