"""What each candidate costs."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from matchmaker.candidates.columns import Candidates
from matchmaker.domain.round import Round

NO_RATE = 1 << 40
"""Pence a day that stand for no rate; larger than any."""


def pence_of_pairs(
    matching_round: Round, candidates: Candidates
) -> npt.NDArray[np.int64]:
    """
    Pence of each candidate, as `Round.pence_of` has it; 0 where there is no rate.

    Returns:
        int64[P].
    """
    requests = matching_round.requests
    roles = _rates([matching_round.rate_of(request) for request in requests])
    people = _rates([person.pence_per_day for person in matching_round.supporters])
    rate = np.minimum(roles[candidates.request], people[candidates.supporter])
    load = np.array([request.load for request in requests], np.int64)
    day = matching_round.programme.hours_per_day * 60
    # Rounded half up, in whole numbers.
    pence = (2 * load[candidates.request] * rate + day) // (2 * day)
    pence[rate == NO_RATE] = 0
    return pence


def _rates(pence_per_day: list[int | None]) -> npt.NDArray[np.int64]:
    return np.array(
        [NO_RATE if rate is None else rate for rate in pence_per_day], np.int64
    )
