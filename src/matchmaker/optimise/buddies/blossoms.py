"""
A matching with its blossoms: odd sets of nodes, one of which is matched outside.

A blossom is a cycle of an odd number of children, each a node or a blossom. All
but one child (the first, which holds the base) are matched along the cycle; the
cycle can be turned so that any node becomes the base (Edmonds 1965).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Sequence

    from matchmaker.optimise.model import Ints

Link = tuple[int, int]
"""Two nodes joined by an edge."""


@dataclass(eq=False)
class Blossom:
    """
    An odd cycle, shrunk to one.

    Attributes:
        children: Numbers of nodes and blossoms around the cycle, the base's first.
        links: The edge from each child to the next.
        members: int64, all its nodes.
        base: The node that is matched outside, or to nobody.
        price: Twice the dual price, less what the tree it stands in adds to it.
        parent: The blossom it lies in, or -1.
    """

    children: list[int]
    links: list[Link]
    members: Ints
    base: int
    price: int = 0
    parent: int = -1


class Blossoms:
    """
    Who is matched to whom, and which nodes are shrunk together.

    Nodes are numbered from 0, blossoms upwards from there; a number is not used
    again.

    Attributes:
        mate: Each node's mate, or -1.
        top: int64[N], the outermost blossom of each node, or the node itself.
    """

    def __init__(self, mate: Ints) -> None:
        self.nodes = len(mate)
        self.mate: list[int] = mate.tolist()
        self.top = np.arange(self.nodes)
        self._alive: dict[int, Blossom] = {}
        self._parent_of_node = [-1] * self.nodes
        self._next = self.nodes

    def __getitem__(self, number: int) -> Blossom:
        return self._alive[number]

    @property
    def alive(self) -> tuple[Blossom, ...]:
        """All blossoms, inner and outer."""
        return tuple(self._alive.values())

    def is_node(self, number: int) -> bool:
        """Whether a number is a node's, not a blossom's."""
        return number < self.nodes

    def members(self, number: int) -> Ints:
        """All nodes of a blossom; a node is its own."""
        return (
            np.array([number]) if self.is_node(number) else self._alive[number].members
        )

    def base(self, number: int) -> int:
        """The node of a blossom that is not matched within it."""
        return number if self.is_node(number) else self._alive[number].base

    def shrink(self, children: list[int], links: list[Link]) -> int:
        """Shrink a cycle, its base's child first, and return its number."""
        number = self._next
        self._next += 1
        members = np.concatenate([self.members(child) for child in children])
        base = self.base(children[0])
        self._alive[number] = Blossom(children, links, members, base)
        self.top[members] = number
        for child in children:
            self._set_parent(child, number)
        return number

    def open(self, number: int) -> Blossom:
        """Undo an outermost blossom; its children become outermost."""
        blossom = self._alive.pop(number)
        for child in blossom.children:
            self.top[self.members(child)] = child
            self._set_parent(child, -1)
        return blossom

    def open_worthless(self, numbers: Sequence[int]) -> None:
        """Undo those outermost blossoms, and what they lay bare, whose price is 0."""
        pending = [number for number in numbers if not self.is_node(number)]
        while pending:
            number = pending.pop()
            if self._alive[number].price == 0:
                bared = self.open(number).children
                pending += [child for child in bared if not self.is_node(child)]

    def match(self, node: int, mate: int) -> None:
        """Match a node to another (-1: to nobody), turning its blossom to suit."""
        self._turn(int(self.top[node]), node)
        self.mate[node] = mate

    def path_to_base(self, number: int, child: int) -> list[tuple[int, Link]]:
        """
        Walk from a child of a blossom to its first along an even number of edges.

        Returns:
            Each child reached, with the edge that leads to it.
        """
        blossom = self._alive[number]
        size = len(blossom.children)
        at = blossom.children.index(child)
        if at % 2:
            steps = range(at, size)
            return [(blossom.children[(i + 1) % size], blossom.links[i]) for i in steps]
        return [
            (blossom.children[i - 1], blossom.links[i - 1][::-1])
            for i in range(at, 0, -1)
        ]

    def child_with(self, number: int, node: int) -> int:
        """The child of a blossom that a node lies in."""
        child, parent = node, self._parent_of_node[node]
        while parent != number:
            child, parent = parent, self._alive[parent].parent
        return child

    def _set_parent(self, number: int, parent: int) -> None:
        if self.is_node(number):
            self._parent_of_node[number] = parent
        else:
            self._alive[number].parent = parent

    def _turn(self, number: int, node: int) -> None:
        """Make a node the base of a blossom and of all that lie between."""
        pending = [(number, node)]
        while pending:
            number, node = pending.pop()
            if self.is_node(number) or self._alive[number].base == node:
                continue
            blossom = self._alive[number]
            child = self.child_with(number, node)
            pending.append((child, node))
            path = self.path_to_base(number, child)
            for (left, _), (right, (near, far)) in zip(
                path[::2], path[1::2], strict=True
            ):
                pending += [(left, near), (right, far)]
                self.mate[near], self.mate[far] = far, near
            at = blossom.children.index(child)
            blossom.children = blossom.children[at:] + blossom.children[:at]
            blossom.links = blossom.links[at:] + blossom.links[:at]
            blossom.base = node
