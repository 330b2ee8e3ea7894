"""
Exact whole-number prices behind an optimal plan.

A plan is best exactly if no swap improves it, that is, if the residual graph has
no cycle of positive length; then longest distances in it are prices: a used pair
is worth at least its two prices together, an unused one at most, and a price is
not negative above a low, nor positive below a high. The distances are found by
Bellman-Ford sweeps over whole columns.
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
class _Longest:
    """A group-wise maximum over arcs that were sorted by their head once."""

    tail: Indices
    length: Ints
    starts: Ints
    heads: Indices

    @classmethod
    def over(cls, tail: Indices, head: Indices, length: Ints) -> _Longest:
        order = np.argsort(head, kind="stable")
        head = head[order]
        first = np.ones(len(head), bool)
        first[1:] = head[1:] != head[:-1]
        starts = np.flatnonzero(first)
        return cls(tail[order], length[order], starts, head[starts])

    def raise_to(self, distance: Ints, source: Ints) -> bool:
        """Lift `distance` of the heads in place; whether any of them rose."""
        if len(self.heads) == 0:
            return False
        reached = np.maximum.reduceat(source[self.tail] + self.length, self.starts)
        rose = reached > distance[self.heads]
        distance[self.heads[rose]] = reached[rose]
        return bool(rose.any())


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
    request_of, supporter_of = face.request, face.supporter
    unused = ~used
    claims = _Longest.over(request_of[unused], supporter_of[unused], weights[unused])
    holds = _Longest.over(supporter_of[used], request_of[used], -weights[used])
    holds.raise_to(request, supporter)
    for _ in range(len(request) + len(supporter) + 2):
        rose = claims.raise_to(supporter, request)
        if not rose or not holds.raise_to(request, supporter):
            break
        if np.any(supporter > high_s):
            return None
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
