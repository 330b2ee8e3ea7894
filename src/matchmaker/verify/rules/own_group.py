"""Nobody supports a setting of their own employer's group."""

from __future__ import annotations

from matchmaker.domain.request import Request
from matchmaker.domain.rules import OwnGroup
from matchmaker.domain.supporter import Supporter
from matchmaker.verify.facts import Facts


def broken(
    _rule: OwnGroup, facts: Facts, request: Request, supporter: Supporter
) -> str | None:
    """Nobody supports a setting of their own employer's owner, trust or federation."""
    setting = facts.setting_of(request)
    if setting is None or setting.group is None:
        return None
    if setting.group != facts.round.group_of_employer(supporter):
        return None
    return f"works for {setting.group}, to which the setting belongs"
