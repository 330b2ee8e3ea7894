"""
Exact whole-number prices behind an optimal plan.

A plan is best exactly if no swap improves it, that is, if the residual graph has
no cycle of positive length; then longest distances in it are prices: a used pair
is worth at least its two prices together, an unused one at most, and a price is
not negative above a low, nor positive below a high. The distances are found by
Bellman-Ford sweeps over the pairs of all requests whose own distance has changed.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from matchmaker.errors import PlanRejectedError

if TYPE_CHECKING:
    from matchmaker.optimise.face import Face
    from matchmaker.optimise.model import Indices, Ints, Mask


@dataclass(frozen=True, eq=False)
class Prices:
    """
    What one more unit is worth.

    Attributes:
        request: int64[R], of a request.
        supporter: int64[S], of room at a supporter, in steps of load.
    """

    request: Ints
    supporter: Ints


@dataclass(frozen=True, eq=False)
class _Claims:
    """Pairs that are not used: each lifts its supporter's price by its request's."""

    starts: Ints
    supporter: Indices
    weight: Ints

    @classmethod
    def over(cls, face: Face, unused: Mask, weights: Ints) -> _Claims:
        counts = np.bincount(face.request[unused], minlength=face.model.requests)
        starts = np.concatenate([[0], np.cumsum(counts)])
        return cls(starts, face.supporter[unused], weights[unused])

    def lift(self, supporter: Ints, request: Ints, rose: Ints) -> None:
        """Lift prices of supporters in place, for requests whose own rose."""
        first, count = self.starts[rose], np.diff(self.starts)[rose]
        skipped = np.cumsum(count) - count
        pairs = np.repeat(first - skipped, count) + np.arange(count.sum())
        reached = np.repeat(request[rose], count) + self.weight[pairs]
        np.maximum.at(supporter, self.supporter[pairs], reached)


def prices_of(face: Face, used: Mask, weights: Ints, balance: int = 0) -> Prices:
    """
    Find prices under which nothing in the face beats the plan `used`.

    Args:
        face: The plans compared.
        used: bool[F], the free pairs of the best plan.
        weights: int64[F], what each free pair is worth.
        balance: What one unit of squared load costs.

    Returns:
        Optimal prices: those of supporters as low as they go.

    Raises:
        PlanRejectedError: If the plan is not optimal, which is our own fault.
    """
    # Nodes whose units are fixed have no arc from the sink. They start this far
    # below it, and lower if that proves too near.
    most = np.bincount(face.supporter, minlength=face.model.supporters)
    dearest = face.step_cost(most, balance)
    depth = 2 * int(np.abs(weights).max(initial=1)) + int(
        np.abs(dearest).max(initial=0)
    )
    limit = depth * 2 * (len(used) + 2)
    while depth <= limit:
        prices = _sweep(face, used, weights, balance, depth)
        if prices is not None:
            return prices
        depth *= 8
    raise PlanRejectedError(["No prices support the plan: it is not optimal."])


def _sweep(
    face: Face, used: Mask, weights: Ints, balance: int, depth: int
) -> Prices | None:
    """Longest distances from the sink; `None` if they lead back above it."""
    # The requests' prices are carried with their sign turned: then both kinds
    # only ever rise, and arcs have the plain lengths +w and -w.
    low_r, high_r, low_s, high_s = _anchors(face, used, balance, depth)
    request, supporter = low_r.copy(), low_s.copy()
    claims = _Claims.over(face, ~used, weights)
    mine, theirs = face.request[used], face.supporter[used]
    np.maximum.at(request, mine, supporter[theirs] - weights[used])
    rose = np.arange(len(request))
    for _ in range(len(request) + len(supporter) + 2):
        claims.lift(supporter, request, rose)
        if np.any(supporter > high_s):
            return None
        before = request.copy()
        np.maximum.at(request, mine, supporter[theirs] - weights[used])
        rose = np.flatnonzero(request > before)
        if not len(rose):
            break
    if np.any(supporter > high_s) or np.any(request > high_r):
        return None
    return Prices(-request, supporter)


def _anchors(
    face: Face, used: Mask, balance: int, depth: int
) -> tuple[Ints, Ints, Ints, Ints]:
    """Where (negated) request and supporter prices start, and may at most reach."""
    units_r = np.bincount(face.request[used], minlength=face.model.requests)
    units_s = np.bincount(face.supporter[used], minlength=face.model.supporters)
    far = np.iinfo(np.int64).max
    last = face.step_cost(units_s, balance)
    following = face.step_cost(units_s + 1, balance)
    return (
        np.where(units_r < face.request_high, 0, -depth),
        np.where(units_r > face.request_low, 0, far),
        np.where(units_s > face.supporter_low, last, last - depth),
        np.where(units_s < face.supporter_high, following, far),
    )
