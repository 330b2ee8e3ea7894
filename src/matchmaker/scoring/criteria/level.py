"""How far the supporter's level stands above the request's."""

from __future__ import annotations

import numpy as np

from matchmaker.candidates.answers import levels
from matchmaker.candidates.coded import UNKNOWN, Ints
from matchmaker.candidates.evidence import Evidence
from matchmaker.candidates.table import Table
from matchmaker.domain.criteria import LevelGap
from matchmaker.domain.request import Request
from matchmaker.domain.round import Round
from matchmaker.domain.supporter import Supporter
from matchmaker.scoring.scorer import Scorer


def scorer(criterion: LevelGap, table: Table) -> Scorer:
    """How far the supporter's level stands above the request's."""
    asked, asked_known = levels(table, "request", criterion.field)
    held, held_known = levels(table, "supporter", criterion.field)

    def score(r: Ints, s: Ints, minutes: Ints) -> Ints:
        gap = held[s] - asked[r]
        marks = np.zeros(len(gap), dtype=np.int64)
        for above, thousandths in criterion.marks.items():
            marks[gap == above] = thousandths
        return np.where(asked_known[r] & held_known[s], marks, UNKNOWN)

    return score


def evidence(
    criterion: LevelGap, matching_round: Round, request: Request, supporter: Supporter
) -> Evidence:
    """How far the supporter stands above, missing without either level."""
    field = matching_round.programme.fields[criterion.field]
    held = field.rank(supporter.fields.get(criterion.field))
    asked = field.rank(request.fields.get(criterion.field))
    return Evidence(None if held is None or asked is None else held - asked)
