"""Whether the supporter works in the setting's region."""

from __future__ import annotations

import numpy as np

from matchmaker.candidates.coded import UNKNOWN, Ints
from matchmaker.candidates.evidence import Evidence
from matchmaker.candidates.table import Table
from matchmaker.domain.criteria import THOUSANDTHS, SameRegion
from matchmaker.domain.request import Request
from matchmaker.domain.round import Round
from matchmaker.domain.supporter import Supporter
from matchmaker.scoring.scorer import Scorer


def scorer(criterion: SameRegion, table: Table) -> Scorer:
    """Whether the supporter works in the setting's region."""
    works_in = table.region_membership.table
    known = np.array(
        [
            setting is not None and setting.region is not None
            for setting in table.settings
        ],
        dtype=bool,
    )

    def score(r: Ints, s: Ints, minutes: Ints) -> Ints:
        marks = works_in[table.region_rows[r], s] * THOUSANDTHS
        return np.where(known[r], marks, UNKNOWN)

    return score


def evidence(
    criterion: SameRegion, matching_round: Round, request: Request, supporter: Supporter
) -> Evidence:
    """The supporter's regions, against the setting's."""
    setting = matching_round.setting_of(request)
    return Evidence(supporter.works_in, setting.region if setting else None)
