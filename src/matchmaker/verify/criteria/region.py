"""Whether both are in the same region, where that is only preferred."""

from __future__ import annotations

from matchmaker.domain.criteria import THOUSANDTHS, SameRegion
from matchmaker.domain.request import Request
from matchmaker.domain.supporter import Supporter
from matchmaker.verify.facts import Facts


def thousandths(
    _criterion: SameRegion, facts: Facts, request: Request, supporter: Supporter
) -> int | None:
    """
    Whether the supporter works in the setting's region.

    Missing where the setting's region is not known.
    """
    setting = facts.setting_of(request)
    if setting is None or setting.region is None:
        return None
    works_there = setting.region in (supporter.region, *supporter.regions)
    return THOUSANDTHS if works_there else 0
