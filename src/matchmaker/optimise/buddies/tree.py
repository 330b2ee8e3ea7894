"""
The alternating tree of one search, and the prices that change while it grows.

Nodes at even distance from the root are *outer*, their mates towards the root
*inner*; a blossom in the tree counts as one. While the clock runs, outer prices fall
and inner ones rise, a unit a tick, and blossoms' prices the other way by two. So
that a tick costs nothing, prices are stored less what the clock adds to them
(Galil 1986).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from matchmaker.errors import PlanRejectedError
from matchmaker.optimise.buddies.blossoms import Blossoms

if TYPE_CHECKING:
    from matchmaker.optimise.buddies.blossoms import Link
    from matchmaker.optimise.model import Ints

OUTER, NONE, INNER = -1, 0, 1


class Tree:
    """
    A matching, its prices, and the tree that grows in it.

    Attributes:
        blossoms: The matching.
        price: int64[N], twice each node's price, less what the clock adds.
        side: int64[N], `OUTER`, `INNER`, or `NONE` outside the tree.
        clock: How long the tree has grown.
    """

    def __init__(self, mate: Ints, price: Ints) -> None:
        self.blossoms = Blossoms(mate)
        self.price = price.copy()
        self.side = np.zeros(len(mate), np.int64)
        self.clock = 0
        self._side_of: dict[int, int] = {}
        self._edge_to: dict[int, Link | None] = {}

    def is_inner(self, number: int) -> bool:
        """Whether an outermost blossom stands on the inner side."""
        return self._side_of.get(number) == INNER

    def make_outer(self, number: int, edge: Link | None) -> None:
        """Take in a node or blossom by its matched edge; the root has none."""
        self._take_in(number, OUTER, edge)

    def make_inner(self, number: int, edge: Link) -> None:
        """Take in a node or blossom by a tight edge from an outer one."""
        self._take_in(number, INNER, edge)

    def shrink(self, one: int, other: int) -> Ints:
        """
        Shrink the cycle that an edge between two outer nodes closes.

        Returns:
            The nodes that became outer by it.
        """
        root = self._common_ancestor(one, other)
        left, right = self._way_up(one, root), self._way_up(other, root)
        children = [root, *(n for n, _ in reversed(left)), *(n for n, _ in right)]
        links = [edge for _, edge in reversed(left)]
        links += [(one, other), *(edge[::-1] for _, edge in right)]
        was_inner = [child for child in children if self.is_inner(child)]
        edge = self._edge_to[root]
        for child in was_inner:
            self._set_side(child, OUTER)
        for child in children:
            self._set_side(child, NONE, nodes=False)
            del self._side_of[child], self._edge_to[child]
        number = self.blossoms.shrink(children, links)
        self._side_of[number] = NONE
        self._set_side(number, OUTER, nodes=False)
        self._edge_to[number] = edge
        return np.concatenate([self.blossoms.members(child) for child in was_inner])

    def open(self, number: int) -> tuple[list[int], list[int], list[int]]:
        """
        Open an inner blossom: an even way through it stays in the tree.

        Returns:
            Its children, by where they stand now: outer, inner, outside the tree.
        """
        near, entry_node = self._edge(number)
        self._set_side(number, NONE)
        del self._side_of[number], self._edge_to[number]
        entry = self.blossoms.child_with(number, entry_node)
        path = self.blossoms.path_to_base(number, entry)
        children = self.blossoms.open(number).children
        self.make_inner(entry, (near, entry_node))
        outer, inner = [], [entry]
        for (partner, matched), (child, link) in zip(
            path[::2], path[1::2], strict=True
        ):
            self.make_outer(partner, matched)
            self.make_inner(child, link)
            outer.append(partner)
            inner.append(child)
        rest = [child for child in children if child not in self._side_of]
        return outer, inner, rest

    def flip(self, node: int, mate: int) -> None:
        """Match an outer node anew, and swap all edges from there to the root."""
        while True:
            edge = self._edge_to[int(self.blossoms.top[node])]
            self.blossoms.match(node, mate)
            if edge is None:
                return
            above, entry = self._edge(int(self.blossoms.top[edge[0]]))
            self.blossoms.match(entry, above)
            node, mate = above, entry

    def take_down(self) -> None:
        """Write the clock into the prices, and end the tree."""
        self.price += self.side * self.clock
        in_tree = list(self._side_of)
        for number in in_tree:
            self._set_side(number, NONE, nodes=False)
        self.side[:] = NONE
        self.clock = 0
        self._side_of, self._edge_to = {}, {}
        self.blossoms.open_worthless(in_tree)

    def _take_in(self, number: int, side: int, edge: Link | None) -> None:
        self._edge_to[number] = edge
        self._side_of[number] = NONE
        self._set_side(number, side)

    def _set_side(self, number: int, side: int, *, nodes: bool = True) -> None:
        """Move a node or blossom to another side; what its prices show stays."""
        is_node = self.blossoms.is_node(number)
        if nodes:
            # Most are nodes, and one number is quicker to use than an array of it.
            members = number if is_node else self.blossoms.members(number)
            self.price[members] -= (side - self.side[members]) * self.clock
            self.side[members] = side
        if not is_node:
            change = (side - self._side_of[number]) * self.clock
            self.blossoms[number].price += 2 * change
        self._side_of[number] = side

    def _edge(self, number: int) -> Link:
        """The edge that leads to a blossom of the tree other than its root."""
        edge = self._edge_to[number]
        if edge is None:
            raise PlanRejectedError(["The search for buddies ran past its root."])
        return edge

    def _way_up(self, node: int, root: int) -> list[tuple[int, Link]]:
        """The blossoms from a node's up to below the root, each with its edge."""
        way = []
        number = int(self.blossoms.top[node])
        while number != root:
            edge = self._edge(number)
            way.append((number, edge))
            number = int(self.blossoms.top[edge[0]])
        return way

    def _common_ancestor(self, one: int, other: int) -> int:
        """The first outer blossom on both ways up, climbing in turn."""
        here: int | None = int(self.blossoms.top[one])
        there: int | None = int(self.blossoms.top[other])
        seen: set[int] = set()
        while True:
            if here is not None:
                if here in seen:
                    return here
                seen.add(here)
                here = self._outer_above(here)
            here, there = there, here

    def _outer_above(self, number: int) -> int | None:
        edge = self._edge_to[number]
        if edge is None:
            return None
        inner = int(self.blossoms.top[edge[0]])
        return int(self.blossoms.top[self._edge(inner)[0]])
