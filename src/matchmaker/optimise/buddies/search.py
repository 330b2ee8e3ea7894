"""
The search for alternating trees: one node left over is matched, or let go, at a time.

From the node left over grows a tree of tight edges (edges worth just the prices of
their ends), in turn free and matched ones. While nothing else is tight, the clock
runs: outer prices fall, inner prices rise. The soonest of four things happens next:

- an outer node and one outside the tree become tight: the tree grows, or ends in a
  node that is left over too, and the path between the two is flipped;
- two outer nodes become tight: the cycle they close is shrunk to a blossom;
- an inner blossom's price falls to zero: it is opened;
- an outer node's price falls to zero: it is left over in the root's place.

(Edmonds 1965.) With one tree at a time all outer prices are alike in parity, so that
twice the prices stay whole numbers.
"""

from __future__ import annotations

from heapq import heappop, heappush
from typing import TYPE_CHECKING, Literal, NamedTuple

import numpy as np

from matchmaker.optimise.buddies.tree import NONE, OUTER, Tree

if TYPE_CHECKING:
    from collections.abc import Callable

    from matchmaker.optimise.buddies.graph import Graph
    from matchmaker.optimise.model import Ints

NEVER = 2**62


class Event(NamedTuple):
    """
    Something that may happen when the clock shows a time.

    Attributes:
        time: When.
        kind: `grow` from an outer node (first) to one outside (second), `meet` of
            two outer nodes, or `open` of an inner blossom (first).
        first: A node or a blossom.
        second: A node, or -1.
    """

    time: int
    kind: Literal["grow", "meet", "open"]
    first: int
    second: int


class Search:
    """
    A matching on its way to the best one, and the prices that will prove it.

    Attributes:
        tree: The matching and its prices.
    """

    def __init__(self, graph: Graph, mate: Ints, price: Ints) -> None:
        self.tree = Tree(mate, price)
        self.blossoms = self.tree.blossoms
        _, self._head, weight = graph.arcs
        self._double = 2 * weight
        self._indptr: list[int] = graph.indptr.tolist()
        self._soonest = np.full(graph.nodes, NEVER)
        self._reached_from = np.full(graph.nodes, -1)
        self._events: list[Event] = []
        self._unscanned: list[int] = []
        self._used_up = NEVER, -1  # when an outer price is first zero, and whose
        self._limit = NEVER  # the tree ends at this time at the latest

    def left_over(self) -> list[int]:
        """Nodes without a mate whose price is not zero: what stands against proof."""
        priced = np.flatnonzero(self.tree.price > 0).tolist()
        return [node for node in priced if self.blossoms.mate[node] < 0]

    def run(self, spend: Callable[[int], bool]) -> bool:
        """
        Match or let go everybody left over.

        Args:
            spend: Told how many nodes are looked at; says whether to go on.

        Returns:
            Whether nobody is left over: the matching is the best, and the prices
            prove it.
        """
        for root in self.left_over():
            if self.blossoms.mate[root] < 0 and not self._grow_from(root, spend):
                return False
        return True

    def _grow_from(self, root: int, spend: Callable[[int], bool]) -> bool:
        number = int(self.blossoms.top[root])
        self.tree.make_outer(number, None)
        self._see(self.blossoms.members(number))
        done = False
        while not done and spend(len(self._unscanned)):
            for node in self._unscanned:
                self._scan(node)
            self._unscanned = []
            done = self._next_event()
        self._end()
        return done

    def _end(self) -> None:
        self.tree.take_down()
        self._soonest[:] = NEVER
        self._events, self._unscanned = [], []
        self._used_up, self._limit = (NEVER, -1), NEVER

    # What happens next

    def _next_event(self) -> bool:
        """Let the soonest thing happen; whether it ended the tree."""
        while self._events and self._events[0].time < self._used_up[0]:
            event = heappop(self._events)
            if self._is_news(event):
                self.tree.clock = event.time
                return self._happen(event)
            if event.kind == "meet":
                self._next_meeting(event.first)
        self.tree.clock, node = self._used_up
        self.tree.flip(node, -1)
        return True

    def _is_news(self, event: Event) -> bool:
        """Whether an event still stands as it was foreseen."""
        first, second = event.first, event.second
        if event.kind == "grow":
            as_foreseen = self._reached_from[second] == first
            on_time = self._soonest[second] == event.time
            return bool(self.tree.side[second] == NONE and on_time and as_foreseen)
        if event.kind == "meet":
            return bool(self.blossoms.top[first] != self.blossoms.top[second])
        return self.tree.is_inner(first)

    def _happen(self, event: Event) -> bool:
        if event.kind == "grow":
            return self._grow(event.first, event.second)
        if event.kind == "meet":
            self._see(self.tree.shrink(event.first, event.second))
            self._next_meeting(event.first)
        else:
            self._open(event.first)
        return False

    def _grow(self, outer: int, node: int) -> bool:
        """Take in a node and its mate; whether it has none, so that the tree ends."""
        number = int(self.blossoms.top[node])
        base = self.blossoms.base(number)
        mate = self.blossoms.mate[base]
        if mate < 0:
            self.tree.flip(outer, node)
            self.blossoms.match(node, outer)
            return True
        self.tree.make_inner(number, (outer, node))
        self._watch(number)
        partner = int(self.blossoms.top[mate])
        self.tree.make_outer(partner, (base, mate))
        self._see(self.blossoms.members(partner))
        return False

    def _open(self, number: int) -> None:
        outer, inner, rest = self.tree.open(number)
        for child in outer:
            self._see(self.blossoms.members(child))
        for child in inner:
            self._watch(child)
        for child in rest:
            self._wait(self.blossoms.members(child))

    # What is foreseen

    def _see(self, members: Ints) -> None:
        """Take note of nodes that have just become outer."""
        self._unscanned += members.tolist()
        nearest = members[self.tree.price[members].argmin()]
        time = int(self.tree.price[nearest])
        if time < self._used_up[0]:
            self._used_up = time, int(nearest)
            self._limit = min(self._limit, time)

    def _watch(self, number: int) -> None:
        """Foresee when an inner blossom is opened."""
        if not self.blossoms.is_node(number):
            # Its price shows what is stored, less twice the clock.
            time = self.blossoms[number].price // 2
            heappush(self._events, Event(time, "open", number, -1))

    def _wait(self, members: Ints) -> None:
        """Foresee when nodes that have left the tree are reached again."""
        self._soonest[members] = NEVER
        for node in members.tolist():
            heads, slack = self._slack(node)
            outer = (self.tree.side[heads] == OUTER).nonzero()[0]
            if len(outer):
                nearest = outer[slack[outer].argmin()]
                time = self.tree.clock + int(slack[nearest])
                origin = int(heads[nearest])
                self._soonest[node], self._reached_from[node] = time, origin
                heappush(self._events, Event(time, "grow", origin, node))

    def _scan(self, node: int) -> None:
        """Foresee when each neighbour of an outer node becomes tight."""
        heads, slack = self._slack(node)
        side, clock = self.tree.side[heads], self.tree.clock
        soon = np.minimum(self._soonest[heads], self._limit + 1) - clock
        sooner = ((slack < soon) & (side == NONE)).nonzero()[0]
        found, times = heads[sooner], slack[sooner] + clock
        self._soonest[found] = times
        self._reached_from[found] = node
        for other, time in zip(found.tolist(), times.tolist(), strict=True):
            heappush(self._events, Event(time, "grow", node, other))
            if self.blossoms.mate[other] < 0:  # the tree would end there
                self._limit = min(self._limit, time)
        self._push_meeting(node, heads, slack, side)

    def _next_meeting(self, node: int) -> None:
        heads, slack = self._slack(node)
        self._push_meeting(node, heads, slack, self.tree.side[heads])

    def _push_meeting(self, node: int, heads: Ints, slack: Ints, side: Ints) -> None:
        """Foresee the soonest meeting of an outer node with one of another blossom."""
        top = self.blossoms.top
        others = ((side == OUTER) & (top[heads] != top[node])).nonzero()[0]
        if len(others) == 0:
            return
        nearest = others[slack[others].argmin()]
        time = self.tree.clock + int(slack[nearest]) // 2
        if time <= self._limit:
            heappush(self._events, Event(time, "meet", node, int(heads[nearest])))

    def _slack(self, node: int) -> tuple[Ints, Ints]:
        """Neighbours, and by how much twice the prices exceed twice the weight."""
        begin, end = self._indptr[node], self._indptr[node + 1]
        heads, tree = self._head[begin:end], self.tree
        slack = tree.side[heads] * tree.clock
        slack += tree.price[heads]
        slack -= self._double[begin:end]
        slack += int(tree.price[node]) + int(tree.side[node]) * tree.clock
        return heads, slack
