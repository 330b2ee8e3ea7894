"""A setting's expert and mentor are different people."""

from __future__ import annotations

import numpy as np

from matchmaker.candidates import Candidates
from matchmaker.candidates.coded import UNKNOWN, Codes
from matchmaker.domain.round import Round
from matchmaker.domain.rules import DifferentPeople
from matchmaker.optimise.rows import Rows, shared_keys, spoken_of


def rows(rule: DifferentPeople, matching_round: Round, candidates: Candidates) -> Rows:
    """One setting's requests, whatever the role, go to different people."""
    supporters = matching_round.supporters
    codes = Codes()
    setting = codes.column(q.setting for q in matching_round.requests)[
        candidates.request
    ]
    keys = np.where(
        setting == UNKNOWN, UNKNOWN, setting * len(supporters) + candidates.supporter
    )
    keys[~spoken_of(rule, matching_round, candidates)] = UNKNOWN
    row, values = shared_keys(keys, 2)
    names = [
        f"{supporters[key % len(supporters)].id} supports one setting only once"
        for key in values.tolist()
    ]
    ones = np.ones(len(candidates), dtype=np.int64)
    return Rows.of_pairs(row, ones, [1] * len(values), names)
