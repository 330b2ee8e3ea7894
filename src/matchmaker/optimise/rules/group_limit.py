"""Nobody supports too many settings of one group."""

from __future__ import annotations

import numpy as np

from matchmaker.candidates import Candidates
from matchmaker.candidates.coded import UNKNOWN, Codes
from matchmaker.domain.round import Round
from matchmaker.domain.rules import GroupLimit
from matchmaker.optimise.rows import Rows, shared_keys, spoken_of


def rows(rule: GroupLimit, matching_round: Round, candidates: Candidates) -> Rows:
    """Nobody has more than so many pairings with settings of one group."""
    codes = Codes()
    settings = [
        matching_round.setting_of(request) for request in matching_round.requests
    ]
    groups = codes.column(setting.group if setting else None for setting in settings)
    group = groups[candidates.request]
    keys = np.where(
        group == UNKNOWN,
        UNKNOWN,
        group * len(matching_round.supporters) + candidates.supporter,
    )
    keys[~spoken_of(rule, matching_round, candidates)] = UNKNOWN
    row, values = shared_keys(keys, rule.most + 1)
    names = [
        f"{matching_round.supporters[key % len(matching_round.supporters)].id} supports at "
        f"most {rule.most} of one group"
        for key in values.tolist()
    ]
    ones = np.ones(len(candidates), dtype=np.int64)
    return Rows.of_pairs(row, ones, [rule.most] * len(values), names)
