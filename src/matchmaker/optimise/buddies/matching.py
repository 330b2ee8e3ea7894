"""The best matching of any graph, and the prices that prove it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Literal, NamedTuple

import numpy as np

from matchmaker.optimise.buddies.core import dearest, dearest_of
from matchmaker.optimise.buddies.fractional import fractional_start
from matchmaker.optimise.buddies.search import Search
from matchmaker.optimise.outcome import Deadline

if TYPE_CHECKING:
    from matchmaker.optimise.buddies.graph import Graph
    from matchmaker.optimise.model import Ints
    from matchmaker.optimise.outcome import Stop

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
        stop: Ends the search early.
    """

    def __init__(
        self,
        effort: int | None = None,
        seconds: float | None = None,
        stop: Stop | None = None,
    ) -> None:
        self._left = effort
        self._deadline = Deadline(seconds, stop)

    def spend(self, nodes: int) -> bool:
        """Take off nodes that are looked at; whether there is anything left."""
        if self._left is not None:
            self._left -= nodes
        return not self.spent

    @property
    def spent(self) -> bool:
        """Whether nothing is left."""
        out_of_effort = self._left is not None and self._left < 0
        return out_of_effort or self._deadline.passed


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
    """
    Search a part of the graph, and more of it until the prices hold for all of it.

    Of many edges hardly any is ever used: the dearest of each node are nearly all
    that a matching chooses from, and the prices say which others it lacks.
    """
    core = dearest(graph)
    while True:
        matching = _searched(graph.only(core), budget, need)
        beyond = _beyond(graph, matching)
        lacking = beyond > 0
        if not lacking.any():
            return matching
        if budget.spent:
            # Whatever edges are worth beyond their ends' prices, a matching has at most.
            twice = 2 * matching.bound + 1 + int(beyond[lacking].sum())
            return replace(matching, bound=twice // 2)
        core = core | dearest_of(graph, beyond, lacking)


def _searched(graph: Graph, budget: Budget, need: int) -> Matching:
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


def _beyond(graph: Graph, matching: Matching) -> Ints:
    """int64[E], twice what each edge is worth beyond the prices of a matching."""
    if matching.prices is None:
        return np.zeros(len(graph.weight), np.int64)
    price = matching.prices
    beyond = 2 * graph.weight - price[graph.first] - price[graph.second]
    inside = np.zeros(graph.nodes, bool)
    for members, _ in matching.odd_sets:
        inside[list(members)] = True
    # Few edges lie within odd sets, so that only these are looked at for each set.
    within = np.flatnonzero(inside[graph.first] & inside[graph.second])
    first, second = graph.first[within], graph.second[within]
    for members, paid in matching.odd_sets:
        inside[:] = False
        inside[list(members)] = True
        beyond[within[inside[first] & inside[second]]] -= paid
    return np.asarray(beyond)


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
