"""The setting is of a type that the programme serves."""

from __future__ import annotations

import numpy as np

from matchmaker.candidates.coded import Test, at
from matchmaker.candidates.evidence import Evidence
from matchmaker.candidates.table import Table
from matchmaker.domain.request import Request
from matchmaker.domain.round import Round
from matchmaker.domain.rules import SettingType
from matchmaker.domain.supporter import Supporter


def screen(rule: SettingType, table: Table) -> Test:
    """The setting is of a type that the programme serves."""
    served = np.array(
        [
            setting is None or setting.setting_type in rule.allowed
            for setting in table.settings
        ],
        dtype=bool,
    )
    return lambda r, s: at(served, r)


def evidence(
    rule: SettingType, matching_round: Round, request: Request, supporter: Supporter
) -> Evidence:
    """The setting's type, against the types served."""
    setting = matching_round.setting_of(request)
    return Evidence(setting.setting_type if setting else None, rule.allowed)
