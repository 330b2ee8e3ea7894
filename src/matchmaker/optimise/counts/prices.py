"""Whole-number prices that show a plan to be the best for its counts."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from matchmaker.optimise.gave_up import GaveUpError

if TYPE_CHECKING:
    from matchmaker.optimise.counts.network import Network
    from matchmaker.optimise.counts.short import Short
    from matchmaker.optimise.model import Ints, Mask

MOST_SWEEPS = 100_000
"""Prices that have not settled by then never will."""


@dataclass(frozen=True, eq=False)
class Prices:
    """
    What one unit more would be worth.

    Attributes:
        left: int64[L], of a left party.
        right: int64[S], of room at a right party.
        kind: int64[C], of a class.
    """

    left: Ints
    right: Ints
    kind: Ints


def largest_cost(network: Network, weights: Ints, *, balance: bool) -> int:
    """
    The largest cost of a unit, whichever sign it has.

    Args:
        network: Where plans live.
        weights: int64[F], what each pair is worth.
        balance: Whether the square of each load on the right is to be paid.
    """
    largest = int(np.abs(weights).max(initial=1))
    if not balance:
        return largest
    return max(largest, int(network.step_cost(network.right_high).max(initial=0)))


def prices_of(
    network: Network,
    used: Mask,
    weights: Ints,
    penalty: int | None,
    short: Short,
    *,
    balance: bool = False,
) -> Prices:
    """
    Find prices that show a plan to be best for its counts, as low as they go.

    Args:
        network: Where the plan lives.
        used: bool[F], its pairs.
        weights: int64[F], what each pair is worth.
        penalty: What a missing unit costs, if one may be missing.
        short: The missing units.
        balance: Whether the square of each load on the right is to be paid.

    Raises:
        GaveUpError: If there are none: the plan is not best.
    """
    return _Sweep(network, used, weights, penalty, short, balance=balance).prices()


class _Sweep:
    """
    Longest distances in the residual graph, by sweeps over whole columns.

    As in `matchmaker.optimise.prices`, prices at the left are carried with their sign turned, so that
    all of them only ever rise.
    """

    def __init__(
        self,
        network: Network,
        used: Mask,
        weights: Ints,
        penalty: int | None,
        short: Short,
        *,
        balance: bool,
    ) -> None:
        self._network = network
        # No path is so long, so that what starts this far down forces nothing.
        far = -2 * network.nodes * largest_cost(network, weights, balance=balance)
        far -= 2 * (penalty or 0)
        self._kind = np.where(short.kind > 0, penalty or 0, far)
        got = np.bincount(network.left[used], minlength=len(network.left_high))
        classed = network.kind >= 0
        self._left = np.where(~classed & (got < network.left_high), 0, far)
        self._left[short.left > 0] = penalty or 0
        self._gives = np.flatnonzero(classed & (got > network.left_low))
        self._takes = np.flatnonzero(classed & (got < network.left_high))
        taken = np.bincount(network.right[used], minlength=len(network.right_high))
        last = network.step_cost(taken) if balance else np.zeros_like(taken)
        held = (taken <= network.right_low) & ((network.right_low > 0) | balance)
        self._right = np.where(held, far if penalty is None else -penalty, last)
        self._chosen = np.flatnonzero(used)
        self._worth = weights[used]
        self._claims = _Claims(network, ~used, weights)

    def prices(self) -> Prices:
        """Raise them until nothing would pay more."""
        network, chosen = self._network, self._chosen
        holder, held = network.left[chosen], network.right[chosen]
        left, right, kind = self._left, self._right, self._kind
        for _ in range(MOST_SWEEPS):
            np.maximum.at(left, holder, right[held] - self._worth)
            np.maximum.at(kind, network.kind[self._gives], left[self._gives])
            takes = self._takes
            left[takes] = np.maximum(left[takes], kind[network.kind[takes]])
            # Nothing at the left can have changed again if nothing at the right did.
            if not self._claims.raise_to(right, left):
                return Prices(-left, right, -kind)
        raise GaveUpError


class _Claims:
    """Unused pairs, sorted by their right party once."""

    def __init__(self, network: Network, unused: Mask, weights: Ints) -> None:
        pairs = np.flatnonzero(unused)
        order = pairs[np.argsort(network.right[pairs], kind="stable")]
        self._left, self._weights = network.left[order], weights[order]
        self._heads, self._starts = np.unique(network.right[order], return_index=True)

    def raise_to(self, right: Ints, left: Ints) -> bool:
        """Lift prices at the right to what the left would pay; whether any rose."""
        if not len(self._heads):
            return False
        offers = left[self._left] + self._weights
        best = np.maximum.reduceat(offers, self._starts)
        rose = best > right[self._heads]
        right[self._heads[rose]] = best[rose]
        return bool(rose.any())
