"""Prices that need no search: each request pays what its best pair adds."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from matchmaker.certify.sums import scale_named, weights_named
from matchmaker.domain.certificate import Certificate

if TYPE_CHECKING:
    from matchmaker.certify.bound import Facts


def unaided(facts: Facts, objective: str) -> Certificate | None:
    """
    The certificate that each request cannot be better served than by itself.

    It bounds nothing tightly where requests vie for supporters. Where everybody gets
    the best, such as all who ask or every pairing of the plan before, it is all the
    proof that is needed.

    Returns:
        `None` where the objective is no sum over pairs, or one beyond int64.
    """
    if scale_named(facts, objective) is None:
        return None
    best = np.zeros(len(facts.demand), np.int64)
    for part in facts.pieces():
        weights = weights_named(facts, objective, part)
        if weights.dtype == object:
            return None
        np.maximum.at(best, facts.request[part], weights)
    return Certificate(
        objectives=(objective,),
        weights=(1,),
        threshold=None,
        refutes=False,
        request_prices=best,
        supporter_prices=np.zeros(len(facts.capacity), np.int64),
    )
