"""From prices that prove a plan to the exact worth of everybody in it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np

from matchmaker.optimise.marginals.paths import nearest
from matchmaker.optimise.marginals.scale import FAR
from matchmaker.optimise.prices import Prices

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from matchmaker.optimise.marginals.residual import Residual
    from matchmaker.optimise.model import Ints


def tightened(residual: Residual, lengths: NDArray[np.int64]) -> Residual:
    """
    Move all prices to where the sink is at distance 0 from whoever it reaches.

    Of all prices that prove the plan these are the least of supporters and the
    greatest of requests; then a supporter's is exactly what one more place would
    bring, and a request's what one unit less of it would lose.

    Args:
        residual: The plan with any prices.
        lengths: int64[S + 1, S + 1], its steps, which are brought in line.
    """
    sink = residual.model.supporters
    far_from_sink, _ = nearest(lengths, sink)
    supporter = far_from_sink[:sink]
    request = _requests(residual, supporter)
    reached = [column[column < FAR] for column in (supporter, request)]
    # Whoever is out of reach keeps to the far side, where no length is negative.
    beyond = max(int(column.max(initial=0)) for column in reached)
    supporter, request = np.minimum(supporter, beyond), np.minimum(request, beyond)
    _shift(lengths, np.append(supporter, 0))
    prices = Prices(
        residual.prices.request + request, residual.prices.supporter - supporter
    )
    return replace(residual, prices=prices)


def _requests(residual: Residual, supporter: Ints) -> Ints:
    """How far each request is from the sink, at most `FAR`."""
    distance = residual.more.copy()
    for leaving in residual.held.T:
        holds = leaving >= 0
        pairs = leaving[holds]
        way = supporter[residual.model.supporter[pairs]] + residual.flip[pairs]
        distance[holds] = np.minimum(distance[holds], way)
    return distance


def _shift(lengths: NDArray[np.int64], height: Ints) -> None:
    """Add the height of each arc's tail, and take off that of its head."""
    missing = lengths >= FAR
    lengths += height[:, None]
    lengths -= height
    lengths[missing] = FAR
