"""The setting is of a type that the programme serves."""

from __future__ import annotations

from matchmaker.domain.request import Request
from matchmaker.domain.rules import SettingType
from matchmaker.domain.supporter import Supporter
from matchmaker.verify.facts import Facts


def broken(
    rule: SettingType, facts: Facts, request: Request, _supporter: Supporter
) -> str | None:
    """
    The setting is of a type that the programme serves.

    A setting whose type is not known is not served. Without a setting it holds.
    """
    setting = facts.setting_of(request)
    if setting is None or setting.setting_type in rule.allowed:
        return None
    found = setting.setting_type or "not known"
    return f"the setting's type is {found}, served are {', '.join(rule.allowed)}"
