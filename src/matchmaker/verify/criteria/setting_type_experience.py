"""Whether the supporter knows this type of setting from within."""

from __future__ import annotations

from matchmaker.domain.criteria import THOUSANDTHS, SettingTypeExperience
from matchmaker.domain.request import Request
from matchmaker.domain.supporter import Supporter
from matchmaker.verify.facts import Facts


def thousandths(
    criterion: SettingTypeExperience,
    facts: Facts,
    request: Request,
    supporter: Supporter,
) -> int | None:
    """
    Whether the supporter has worked in this family of settings.

    Missing where the setting's type, or the supporter's experience, is not known.
    """
    setting = facts.setting_of(request)
    if setting is None or setting.setting_type is None or not supporter.setting_types:
        return None
    family = criterion.family_of(setting.setting_type)
    known = [criterion.family_of(worked_in) for worked_in in supporter.setting_types]
    return THOUSANDTHS if family in known else 0
