"""A graph with whole-number weights, as arrays."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from matchmaker.optimise.model import Ints, Mask


@dataclass(frozen=True, eq=False)
class Graph:
    """
    Nodes 0 to `nodes - 1` and what joining two of them is worth.

    Attributes:
        nodes: How many.
        first: int64[E], the lower end of each edge.
        second: int64[E], the higher; no edge stands twice.
        weight: int64[E], may be negative: such edges are never used.
    """

    nodes: int
    first: Ints
    second: Ints
    weight: Ints

    def only(self, some: Mask) -> Graph:
        """The graph of some of its edges."""
        if some.all():
            return self
        return Graph(self.nodes, self.first[some], self.second[some], self.weight[some])

    @cached_property
    def arcs(self) -> tuple[Ints, Ints, Ints]:
        """Tails, heads and weights: every edge both ways, by tail, then head."""
        tail = np.concatenate([self.first, self.second])
        head = np.concatenate([self.second, self.first])
        weight = np.concatenate([self.weight, self.weight])
        order = np.lexsort((head, tail))
        return tail[order], head[order], weight[order]

    @cached_property
    def indptr(self) -> Ints:
        """int64[N+1], where each node's arcs begin and end."""
        degree = np.bincount(self.arcs[0], minlength=self.nodes)
        return np.concatenate([[0], np.cumsum(degree)])

    def value(self, mate: Ints) -> int:
        """What the edges of a matching are worth together; -1: no mate."""
        return int(self.weight[mate[self.first] == self.second].sum())
