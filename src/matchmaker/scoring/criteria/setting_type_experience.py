"""Whether the supporter has worked in this family of settings."""

from __future__ import annotations

import numpy as np

from matchmaker.candidates.coded import UNKNOWN, Ints, Membership
from matchmaker.candidates.evidence import Evidence
from matchmaker.candidates.table import Table
from matchmaker.domain.criteria import THOUSANDTHS, SettingTypeExperience
from matchmaker.domain.request import Request
from matchmaker.domain.round import Round
from matchmaker.domain.supporter import Supporter
from matchmaker.scoring.scorer import Scorer


def scorer(criterion: SettingTypeExperience, table: Table) -> Scorer:
    """Whether the supporter has worked in this family of settings."""
    families = Membership(
        [
            [criterion.family_of(kind) for kind in supporter.setting_types]
            for supporter in table.supporters
        ]
    )
    kinds = [setting.setting_type if setting else None for setting in table.settings]
    rows = families.rows(criterion.family_of(kind) if kind else None for kind in kinds)
    known = np.array([kind is not None for kind in kinds], dtype=bool)
    said = np.array([bool(s.setting_types) for s in table.supporters], dtype=bool)

    def score(r: Ints, s: Ints, minutes: Ints) -> Ints:
        marks = families.table[rows[r], s] * THOUSANDTHS
        return np.where(known[r] & said[s], marks, UNKNOWN)

    return score


def evidence(
    criterion: SettingTypeExperience,
    matching_round: Round,
    request: Request,
    supporter: Supporter,
) -> Evidence:
    """The types of setting worked in, against the setting's type."""
    setting = matching_round.setting_of(request)
    return Evidence(
        supporter.setting_types or None, setting.setting_type if setting else None
    )
