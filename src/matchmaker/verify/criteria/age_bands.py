"""Whether the supporter has worked with children of the same ages."""

from __future__ import annotations

from matchmaker.domain.criteria import THOUSANDTHS, AgeBands
from matchmaker.domain.request import Request
from matchmaker.domain.supporter import Supporter
from matchmaker.verify.criteria.share import share
from matchmaker.verify.facts import Facts


def thousandths(
    _criterion: AgeBands, facts: Facts, request: Request, supporter: Supporter
) -> int | None:
    """
    The share of the setting's age bands with which the supporter has worked.

    Missing where either side names none.
    """
    setting = facts.setting_of(request)
    if setting is None or not setting.ages or not supporter.ages:
        return None
    known = [age for age in setting.ages if age in supporter.ages]
    return share(len(known), len(setting.ages), THOUSANDTHS)
