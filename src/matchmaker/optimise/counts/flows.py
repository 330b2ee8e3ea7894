"""The best plan for given counts: one min-cost flow, and its whole-number prices."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from ortools.graph.python.min_cost_flow import (  # type: ignore[import-untyped]
    SimpleMinCostFlow,
)

from matchmaker.optimise.minflow import LARGEST_SCALED_COST
from matchmaker.optimise.relaxation import GaveUpError

if TYPE_CHECKING:
    from matchmaker.optimise.counts.network import Network
    from matchmaker.optimise.model import Ints, Mask

MOST_SWEEPS = 100_000
"""Prices that have not settled by then never will."""


@dataclass(frozen=True, eq=False)
class Flow:
    """
    The best plan of a network for given counts, and the prices behind it.

    Attributes:
        used: bool[F], the pairs of the plan.
        short: What bounds or counts ask for and no plan can give; each unit was
            charged the penalty instead.
        prices: With these nothing is worth more.
    """

    used: Mask
    short: Short
    prices: Prices


@dataclass(frozen=True, eq=False)
class Short:
    """
    Units that could not be given.

    Attributes:
        kind: int64[C], by class.
        left: int64[L], by left party.
        right: int64[S], by right party.
    """

    kind: Ints
    left: Ints
    right: Ints

    @classmethod
    def nowhere(cls, network: Network) -> Short:
        """Nothing is missing."""
        sizes = (network.classes, len(network.left_high), len(network.right_high))
        return cls(*(np.zeros(size, np.int64) for size in sizes))

    @property
    def parties(self) -> int:
        """Units missing at parties, which no counts can help."""
        return int(self.left.sum() + self.right.sum())

    @property
    def total(self) -> int:
        """Units missing anywhere."""
        return self.parties + int(self.kind.sum())


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


def best_flow(
    network: Network,
    counts: Ints,
    weights: Ints,
    penalty: int | None = None,
    *,
    balance: bool = False,
) -> Flow:
    """
    Find the plan of greatest weight in which each class has just so many units.

    Args:
        network: Not contradictory.
        counts: int64[C], between the network's `least` and `most`.
        weights: int64[F], what each pair is worth.
        penalty: What a unit costs that cannot be given; `None` where all can be.
        balance: Whether the square of each load on the right is to be paid.

    Raises:
        GaveUpError: If the numbers are too large for the flow engine.
    """
    largest = max(penalty or 0, _largest(network, weights, balance=balance))
    if largest * network.nodes >= LARGEST_SCALED_COST:
        raise GaveUpError
    builder = _Builder(network)
    pairs = builder.pairs(weights)
    builder.bounds(balance=balance)
    missing = () if penalty is None else builder.missing(counts, penalty)
    builder.supplies(counts)
    flow = builder.flow
    if flow.solve() != flow.OPTIMAL:
        raise GaveUpError
    used = np.asarray(flow.flows(pairs)) > 0
    short = Short.nowhere(network)
    if missing:
        short = Short(*(np.asarray(flow.flows(arcs)) for arcs in missing))
    prices = prices_of(network, used, weights, penalty, short, balance=balance)
    return Flow(used, short, prices)


def _largest(network: Network, weights: Ints, *, balance: bool) -> int:
    """The largest cost of a unit, whichever sign it has."""
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


class _Builder:
    """Classes, then left parties, then right ones, then the sink."""

    def __init__(self, network: Network) -> None:
        self.flow = SimpleMinCostFlow()
        self._network = network
        lefts, rights = len(network.left_high), len(network.right_high)
        self._kinds = np.arange(network.classes)
        self._lefts = np.arange(lefts) + network.classes
        self._rights = np.arange(rights) + network.classes + lefts
        self._sink = np.array([network.classes + lefts + rights])

    def pairs(self, weights: Ints) -> Ints:
        network = self._network
        return self._arcs(
            self._lefts[network.left],
            self._rights[network.right],
            np.ones(len(weights), np.int64),
            -weights,
        )

    def bounds(self, *, balance: bool) -> None:
        """What parties may get and take beyond what they must."""
        network, nothing = self._network, np.zeros(1, np.int64)
        classed = network.kind >= 0
        spare = network.left_high - network.left_low
        kinds = self._kinds[network.kind[classed]]
        self._arcs(kinds, self._lefts[classed], spare[classed], nothing)
        self._arcs(self._lefts[~classed], self._sink, spare[~classed], nothing)
        room = network.right_high - network.right_low
        if not balance:
            self._arcs(self._rights, self._sink, room, nothing)
            return
        # One arc a unit, dearer each time: a convex cost fills them in order.
        owner = np.repeat(np.arange(len(room)), room)
        first = np.repeat(np.cumsum(room) - room, room)
        unit = network.right_low[owner] + np.arange(len(owner)) - first + 1
        cost = network.step[owner] * (2 * (unit + network.taken[owner]) - 1)
        self._arcs(self._rights[owner], self._sink, np.ones_like(owner), cost)

    def missing(self, counts: Ints, penalty: int) -> tuple[Ints, Ints, Ints]:
        """Ways round for what cannot be given, so that there always is a flow."""
        network, cost = self._network, np.array([penalty])
        beyond = counts - network.least
        return (
            self._arcs(self._kinds, self._sink, beyond, cost),
            self._arcs(self._lefts, self._sink, network.left_low, cost),
            self._arcs(self._sink, self._rights, network.right_low, cost),
        )

    def supplies(self, counts: Ints) -> None:
        network = self._network
        own = np.where(network.kind >= 0, network.left_low, network.left_high)
        supply = np.concatenate([counts - network.least, own, -network.right_low])
        everyone = np.append(supply, -supply.sum())
        self.flow.set_nodes_supplies(np.arange(len(everyone), dtype=np.int32), everyone)

    def _arcs(self, tail: Ints, head: Ints, capacity: Ints, cost: Ints) -> Ints:
        shape = capacity.shape
        return np.asarray(
            self.flow.add_arcs_with_capacity_and_unit_cost(
                np.broadcast_to(tail, shape).astype(np.int32),
                np.broadcast_to(head, shape).astype(np.int32),
                capacity,
                np.broadcast_to(cost, shape),
            )
        )


class _Sweep:
    """
    Longest distances in the residual graph, by sweeps over whole columns.

    As in `prices`, prices at the left are carried with their sign turned, so that
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
        far = -2 * network.nodes * _largest(network, weights, balance=balance)
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
