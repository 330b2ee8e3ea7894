"""The best matching of any graph, and the prices that prove it."""

from __future__ import annotations

from dataclasses import dataclass
from time import monotonic
from typing import TYPE_CHECKING, Literal, NamedTuple

import numpy as np

from matchmaker.optimise.buddies.fractional import fractional_start
from matchmaker.optimise.buddies.search import Search

if TYPE_CHECKING:
    from matchmaker.optimise.buddies.graph import Graph
    from matchmaker.optimise.model import Ints

BuddyEngine = Literal["auto", "networkx", "trees"]


class OddSet(NamedTuple):
    """
    Nodes of which, being odd in number, one must stay out of every matching.

    Attributes:
        members: The nodes, ascending.
        price: Twice what one more pair among them would be worth.
    """

    members: tuple[int, ...]
    price: int


@dataclass(frozen=True, eq=False)
class Matching:
    """
    A matching, and what no matching can exceed.

    Attributes:
        mate: int64[N], each node's mate, or -1.
        bound: No matching is worth more.
        prices: int64[N], twice each node's price; `None` if the engine has none.
        odd_sets: What is paid on top within odd sets.
    """

    mate: Ints
    bound: int
    prices: Ints | None
    odd_sets: tuple[OddSet, ...] = ()


class Budget:
    """
    How much may still be looked at.

    Args:
        effort: Nodes that the searches may look at, all together; `None` for as
            many as it takes.
        seconds: Wall seconds; `None` for as long as it takes.
    """

    def __init__(self, effort: int | None = None, seconds: float | None = None) -> None:
        self._left = effort
        self._end = None if seconds is None else monotonic() + seconds

    def spend(self, nodes: int) -> bool:
        """Take off nodes that are looked at; whether there is anything left."""
        if self._left is not None:
            self._left -= nodes
        return not self.spent

    @property
    def spent(self) -> bool:
        """Whether nothing is left."""
        late = self._end is not None and monotonic() >= self._end
        return late or (self._left is not None and self._left < 0)


def best_matching(
    graph: Graph,
    *,
    engine: BuddyEngine = "auto",
    budget: Budget | None = None,
    need: int = 0,
) -> Matching:
    """
    Find the matching of a graph that is worth most.

    Args:
        graph: Any graph; edges below zero are never used.
        engine: `trees` is this package's own, quicker at every size, and proves
            its answer by prices; `networkx` is the model of record. `auto` takes
            the former.
        budget: The search ends with the best matching so far when it is spent.
        need: The search does not begin if no matching can be worth so much.

    Returns:
        The matching is the best if it is worth its bound.
    """
    if engine == "networkx":
        return _by_networkx(graph)
    return _by_trees(graph, budget or Budget(), need)


def _by_trees(graph: Graph, budget: Budget, need: int) -> Matching:
    mate, price = fractional_start(graph)
    if int(price.sum()) // 2 < need:
        return Matching(mate, int(price.sum()) // 2, price)
    search = Search(graph, mate, price)
    search.run(budget.spend)
    odd_sets = tuple(
        OddSet(tuple(sorted(blossom.members.tolist())), blossom.price)
        for blossom in search.blossoms.alive
        if blossom.price > 0
    )
    within = sum(odd.price * (len(odd.members) // 2) for odd in odd_sets)
    return Matching(
        mate=np.array(search.blossoms.mate, np.int64),
        bound=(int(search.tree.price.sum()) + within) // 2,
        prices=search.tree.price,
        odd_sets=odd_sets,
    )


def _by_networkx(graph: Graph) -> Matching:
    import networkx as nx

    drawn: nx.Graph[int] = nx.Graph()
    drawn.add_weighted_edges_from(
        zip(
            graph.first.tolist(),
            graph.second.tolist(),
            graph.weight.tolist(),
            strict=True,
        )
    )
    mate = np.full(graph.nodes, -1)
    for one, other in nx.max_weight_matching(drawn):
        mate[one], mate[other] = other, one
    return Matching(mate, graph.value(mate), None)
