"""The supporter works in the setting's region."""

from __future__ import annotations

from matchmaker.domain.request import Request
from matchmaker.domain.rules import Region
from matchmaker.domain.supporter import Supporter
from matchmaker.verify.facts import Facts


def broken(
    _rule: Region, facts: Facts, request: Request, supporter: Supporter
) -> str | None:
    """
    The supporter works in the setting's region, for roles that require it.

    An unknown region is nobody's. Without a setting it holds.
    """
    setting = facts.setting_of(request)
    required = facts.programme.roles[request.role].region_rule == "required"
    if not required or setting is None:
        return None
    if setting.region is None:
        return "the setting's region is not known"
    if setting.region == supporter.region or setting.region in supporter.regions:
        return None
    named = [supporter.region, *supporter.regions]
    works_in = ", ".join(region for region in named if region) or "no known region"
    return f"works in {works_in}, the setting is in {setting.region}"
