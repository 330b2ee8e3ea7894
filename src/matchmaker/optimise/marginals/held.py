"""The pairs that each request could give up."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from matchmaker.optimise.model import Ints, Model


def held_by_request(model: Model, pairs: Ints) -> Ints:
    """
    Some pairs, ascending, as a table with a row for each request.

    Returns:
        int64[R, K], -1 where a request has no more.
    """
    request = model.request[pairs]
    place = np.arange(len(pairs)) - np.searchsorted(request, request)
    table = np.full((model.requests, int(place.max(initial=-1)) + 1), -1)
    table[request, place] = pairs
    return table
