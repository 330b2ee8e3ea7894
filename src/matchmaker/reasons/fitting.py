"""Pairs that no plan could make, for somebody has less in all than they take."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from matchmaker.candidates import Evidence
from matchmaker.pipeline import Solved
from matchmaker.reasons.records import BrokenRule


def fitting(solved: Solved, pairs: npt.NDArray[np.int64]) -> npt.NDArray[np.bool_]:
    """
    Whether somebody has enough for a pair, whatever else is planned.

    Args:
        solved: The solved round.
        pairs: Positions among the candidates.

    Returns:
        bool[n], for each pair: false where its load is more than all that the
        supporter gives, or gives in its role.
    """
    candidates = solved.candidates
    roles = solved.role_of_request[candidates.request[pairs]]
    room = solved.most_by_role[candidates.supporter[pairs], roles]
    return np.asarray(candidates.load[pairs] <= room)


def too_little(solved: Solved, pair: int) -> BrokenRule:
    """What a pair takes, against the most that its supporter could give."""
    whole, candidates = solved.round, solved.candidates
    request = whole.requests[int(candidates.request[pair])]
    supporter = whole.supporters[int(candidates.supporter[pair])]
    seen = Evidence(int(candidates.load[pair]), supporter.most_as(request.role))
    return BrokenRule("capacity", seen)
