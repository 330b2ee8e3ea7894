"""
The matching in which people may be shared by halves: one flow, and its prices.

Everybody stands on both sides of a bipartite graph. Its best assignment, read as
half an edge each way, is the best fractional matching: whole edges, and cycles
of halves. Only cycles of odd length cannot be made whole; the search for
alternating trees then begins with one person of each of them left over, and with
prices that already prove everything else (Derigs and Metz 1986).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from ortools.graph.python.min_cost_flow import (  # type: ignore[import-untyped]
    SimpleMinCostFlow,
)

from matchmaker.errors import NumberRangeError, PlanRejectedError

if TYPE_CHECKING:
    from matchmaker.optimise.buddies.graph import Graph
    from matchmaker.optimise.model import Ints, Mask

LARGEST_SCALED_COST = 2**60
"""OR-Tools multiplies unit costs by the number of nodes and keeps them in int64."""


def fractional_start(graph: Graph) -> tuple[Ints, Ints]:
    """
    Match what the fractional optimum matches, and price every node.

    Returns:
        int64[N], each node's mate or -1, and int64[N], twice each node's price.
        No edge is worth more than the prices of its ends; matched edges are
        worth just that. Only nodes left over from an odd cycle are unmatched
        with a price above zero.

    Raises:
        NumberRangeError: If weights are too large for the flow engine.
    """
    partner = _assignment(graph)
    price = _assignment_prices(graph, partner)
    taker = _inverse(partner)
    return _rounded(partner, taker), price + _row_prices(graph, partner, price)


def _assignment(graph: Graph) -> Ints:
    """int64[N], whom each node is assigned to, or -1: no node is taken twice."""
    tail, head, weight = graph.arcs
    nodes = graph.nodes
    useful = weight > 0
    tail, head, weight = tail[useful], head[useful], weight[useful]
    if int(weight.max(initial=0)) * (2 * nodes + 2) >= LARGEST_SCALED_COST:
        raise NumberRangeError("The points are too large for the flow engine.")
    source, sink = 2 * nodes, 2 * nodes + 1
    everybody = np.arange(nodes)
    ends = np.full(nodes, source), np.full(nodes, sink)
    tails = np.concatenate([tail, ends[0], everybody + nodes, [source]])
    heads = np.concatenate([head + nodes, everybody, ends[1], [sink]])
    room = np.ones(len(tails), np.int64)
    room[-1] = nodes
    cost = np.zeros(len(tails), np.int64)
    cost[: len(weight)] = -weight
    flow = SimpleMinCostFlow()
    arcs = flow.add_arcs_with_capacity_and_unit_cost(
        tails.astype(np.int32), heads.astype(np.int32), room, cost
    )
    flow.set_nodes_supplies(np.array([source, sink], np.int32), [nodes, -nodes])
    status = flow.solve()
    if status != flow.OPTIMAL:
        raise PlanRejectedError([f"The flow engine ended with {status.name}."])
    used = np.flatnonzero(flow.flows(arcs[: len(weight)]))
    partner = np.full(nodes, -1)
    partner[tail[used]] = head[used]
    return partner


def _inverse(partner: Ints) -> Ints:
    taker = np.full(len(partner), -1)
    taken = partner >= 0
    taker[partner[taken]] = np.flatnonzero(taken)
    return taker


def _assignment_prices(graph: Graph, partner: Ints) -> Ints:
    """
    Give the least prices of being taken at which nobody wants to change partner.

    Raised from zero, as often as anybody would still pay more.
    """
    tail, head, weight = graph.arcs
    price = np.zeros(graph.nodes, np.int64)
    if len(tail) == 0:
        return price
    # By symmetry a node's arcs are also those of everybody who could take it.
    begins = np.flatnonzero(np.diff(graph.indptr))
    starts = graph.indptr[begins]
    other = partner[head] != tail
    worth = _worth(graph, partner)
    while True:
        surplus = np.where(partner >= 0, worth - price[partner], 0)
        offers = np.where(other, weight - surplus[head], 0)
        best = np.maximum.reduceat(offers, starts)
        raised = price.copy()
        raised[begins] = np.maximum(price[begins], best)
        if np.array_equal(raised, price):
            return price
        price = raised


def _worth(graph: Graph, partner: Ints) -> Ints:
    """int64[N], what each node's assigned edge is worth; 0 without one."""
    tail, head, weight = graph.arcs
    worth = np.zeros(graph.nodes, np.int64)
    used = partner[tail] == head
    worth[tail[used]] = weight[used]
    return worth


def _row_prices(graph: Graph, partner: Ints, price: Ints) -> Ints:
    worth = _worth(graph, partner)
    return np.where(partner >= 0, worth - price[partner], 0)


def _rounded(partner: Ints, taker: Ints) -> Ints:
    """Make the halves whole: every second edge along each path and cycle."""
    mate = np.full(len(partner), -1)
    seen = np.zeros(len(partner), bool)
    beginnings = np.flatnonzero((taker < 0) & (partner >= 0))
    for start in (*beginnings.tolist(), *np.flatnonzero(partner >= 0).tolist()):
        if seen[start]:
            continue
        chain = _chain(start, partner, seen)
        # An odd chain leaves its first node over: on a path its price is zero.
        pairs = chain[len(chain) % 2 :]
        mate[pairs[::2]], mate[pairs[1::2]] = pairs[1::2], pairs[::2]
    return mate


def _chain(start: int, partner: Ints, seen: Mask) -> list[int]:
    chain = []
    node = start
    while node >= 0 and not seen[node]:
        seen[node] = True
        chain.append(node)
        node = int(partner[node])
    return chain
