"""Whether the supporter knows the setting's local authority."""

from __future__ import annotations

from matchmaker.domain.criteria import THOUSANDTHS, SameAuthority
from matchmaker.domain.request import Request
from matchmaker.domain.supporter import Supporter
from matchmaker.verify.facts import Facts


def thousandths(
    criterion: SameAuthority, facts: Facts, request: Request, supporter: Supporter
) -> int | None:
    """
    Whether the supporter knows the setting's local authority.

    Full marks in the supporter's own authority, some in an authority they named.
    Missing where the setting's authority is not known, or the supporter named none.
    """
    setting = facts.setting_of(request)
    if setting is None or setting.authority is None:
        return None
    if supporter.authority is None and not supporter.authorities:
        return None
    if setting.authority == supporter.authority:
        return THOUSANDTHS
    return criterion.named if setting.authority in supporter.authorities else 0
