"""Whether the supporter has moved a setting out of a poor judgement."""

from __future__ import annotations

import numpy as np

from matchmaker.candidates.coded import UNKNOWN
from matchmaker.candidates.evidence import Evidence
from matchmaker.candidates.table import Table
from matchmaker.domain.criteria import THOUSANDTHS, Improvement
from matchmaker.domain.request import Request
from matchmaker.domain.round import Round
from matchmaker.domain.supporter import Supporter
from matchmaker.scoring.scorer import Scorer


def scorer(criterion: Improvement, table: Table) -> Scorer:
    """Whether the supporter has moved a setting out of a poor judgement."""
    marks = np.array(
        [
            UNKNOWN if s.improved_setting is None else s.improved_setting * THOUSANDTHS
            for s in table.supporters
        ],
        dtype=np.int64,
    )
    return lambda r, s, minutes: marks[s]


def evidence(
    criterion: Improvement,
    matching_round: Round,
    request: Request,
    supporter: Supporter,
) -> Evidence:
    """Whether they have."""
    return Evidence(supporter.improved_setting)
