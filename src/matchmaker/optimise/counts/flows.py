"""The best plan for given counts: one min-cost flow."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from ortools.graph.python.min_cost_flow import (  # type: ignore[import-untyped]
    SimpleMinCostFlow,
)

from matchmaker.optimise.counts.prices import largest_cost, prices_of
from matchmaker.optimise.counts.short import Short
from matchmaker.optimise.gave_up import GaveUpError
from matchmaker.optimise.minflow import LARGEST_SCALED_COST

if TYPE_CHECKING:
    from matchmaker.optimise.counts.network import Network
    from matchmaker.optimise.counts.prices import Prices
    from matchmaker.optimise.model import Ints, Mask


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
    largest = max(penalty or 0, largest_cost(network, weights, balance=balance))
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
