"""Pairs that no plan could make, for somebody has less in all than they take."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from matchmaker.candidates import Evidence
from matchmaker.domain.request import Request
from matchmaker.domain.supporter import Supporter
from matchmaker.pipeline import Solved
from matchmaker.reasons.records import BrokenRule


def most_for(request: Request, supporter: Supporter) -> int:
    """The most that a supporter could give to a request if they did nothing else."""
    in_role = supporter.role_capacity.get(request.role, supporter.capacity)
    return min(supporter.capacity, in_role)


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
    whole, candidates = solved.round, solved.candidates
    room = [
        most_for(whole.requests[r], whole.supporters[s])
        for r, s in zip(
            candidates.request[pairs].tolist(),
            candidates.supporter[pairs].tolist(),
            strict=True,
        )
    ]
    return np.asarray(candidates.load[pairs] <= np.array(room, dtype=np.int64))


def too_little(solved: Solved, pair: int) -> BrokenRule:
    """What a pair takes, against the most that its supporter could give."""
    whole, candidates = solved.round, solved.candidates
    request = whole.requests[int(candidates.request[pair])]
    supporter = whole.supporters[int(candidates.supporter[pair])]
    seen = Evidence(int(candidates.load[pair]), most_for(request, supporter))
    return BrokenRule("capacity", seen)
