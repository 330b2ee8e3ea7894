"""
Clusters of people tied to each other, cut into pieces that fit a team.

The cheapest way to cut a tree into pieces of limited size is found exactly, from the
leaves up: for each person and each size of the piece that they are in, what must be
cut below. Whoever cuts a cluster cuts any spanning tree of it too: that is a bound.
Where the pieces tear further ties, one of these is either given up or held (its two
ends are then as one), and the same is asked of what is left: branch and bound. With
few more ties than a tree has, as teams of experts and mentors have, it soon ends.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from heapq import heappop, heappush
from itertools import count, pairwise
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    import networkx as nx

    Ties = nx.Graph[int]

WEIGHT = "weight"
"""The attribute of a tie that says how many settings it stands for."""

PEOPLE = "people"
"""The attribute of a node that says who is one with it."""

EFFORT = 20_000
"""So many people are gone over in cutting up one cluster, all trees together."""


class Cut(NamedTuple):
    """
    A cluster in pieces.

    Attributes:
        bound: No way to cut it costs less, in settings.
        pieces: Its people, piece by piece, each ascending.
    """

    bound: int
    pieces: list[list[int]]


class _Way(NamedTuple):
    """
    The cheapest way to have somebody in a piece of some size, below them.

    Attributes:
        cost: What is cut.
        before: The way without the child looked at last; `None` without children.
        child: That child.
        size: How many of the piece are below that child; 0 where it is cut off.
    """

    cost: int
    before: _Way | None = None
    child: int = -1
    size: int = 0


_Ways = dict[int, dict[int, _Way]]
"""By person, and by the size of their piece so far."""


def ties_of(bonds: Iterable[tuple[tuple[int, ...], int]]) -> Ties:
    """People tied to each other: those of each bond in a row, by weight."""
    import networkx as nx

    graph: Ties = nx.Graph()
    for people, weight in bonds:
        for one, other in pairwise(people):
            _tie(graph, one, other, weight)
    return graph


def _tie(graph: Ties, one: int, other: int, weight: int) -> None:
    known = graph.get_edge_data(one, other, {WEIGHT: 0})[WEIGHT]
    graph.add_edge(one, other, **{WEIGHT: known + weight})


def cut_up(ties: Ties, most: int, effort: int = EFFORT) -> Cut:
    """
    Cut a connected cluster into pieces of so many people at most.

    Args:
        ties: The people of the cluster and their ties.
        most: At least 1.
        effort: Bounds the search; at least one tree is looked at.
    """
    cluster = ties.copy()
    for person in ties:
        cluster.nodes[person][PEOPLE] = [person]
    return _Search(most, max(effort // len(ties), 1)).cut(cluster)


@dataclass(frozen=True, eq=False)
class _Look:
    """
    What is left of a cluster, cut up by one of its trees.

    Attributes:
        graph: Those who are as one, and the ties not given up.
        paid: Ties given up.
        bound: No way to go on costs less, those included.
        cost: What these pieces cost.
        pieces: Nodes by piece.
        torn: A tie that the tree did not see and the pieces tear, if any.
    """

    graph: Ties
    paid: int
    bound: int
    cost: int
    pieces: list[list[int]]
    torn: tuple[int, int] | None


@dataclass(eq=False)
class _Search:
    """The cheapest pieces so far, and what is still to be looked at."""

    most: int
    looks: int
    waiting: list[tuple[int, int, _Look]] = field(default_factory=list)
    serial: Iterator[int] = field(default_factory=count)

    def cut(self, cluster: Ties) -> Cut:
        """Look on where it may be cheapest, while anything may be cheaper."""
        best = look = self._look(cluster, 0)
        while look.bound < best.cost and look.torn and self.looks > 0:
            for found in self._followed(look, look.torn):
                best = min(best, found, key=lambda look: look.cost)
                heappush(self.waiting, (found.bound, next(self.serial), found))
            if not self.waiting:
                break
            look = heappop(self.waiting)[-1]
        nodes = best.graph.nodes
        pieces = [
            sorted(person for node in piece for person in nodes[node][PEOPLE])
            for piece in best.pieces
        ]
        bounds = [look.bound, *(bound for bound, _, _ in self.waiting)]
        return Cut(min(best.cost, *bounds), pieces)

    def _followed(self, look: _Look, tie: tuple[int, int]) -> Iterator[_Look]:
        """The tie given up, and the tie held."""
        weight = look.graph.edges[tie][WEIGHT]
        without = look.graph.copy()
        without.remove_edge(*tie)
        yield self._look(without, look.paid + weight)
        held = _as_one(look.graph, *tie)
        if len(held.nodes[tie[0]][PEOPLE]) <= self.most:
            yield self._look(held, look.paid)

    def _look(self, graph: Ties, paid: int) -> _Look:
        import networkx as nx

        self.looks -= 1
        tree = nx.maximum_spanning_tree(graph, weight=WEIGHT)
        root = min(tree)
        ways: _Ways = {}
        for person, below in _from_the_leaves(tree, root):
            ways[person] = _ways(tree, person, below, ways, self.most)
        pieces = list(_pieces(root, ways))
        place = {node: number for number, piece in enumerate(pieces) for node in piece}
        ties: list[tuple[int, int, int]] = list(graph.edges(data=WEIGHT))
        torn = [
            (weight, one, other)
            for one, other, weight in ties
            if place[one] != place[other]
        ]
        unseen = [tie for tie in torn if not tree.has_edge(*tie[1:])]
        return _Look(
            graph=graph,
            paid=paid,
            bound=paid + min(way.cost for way in ways[root].values()),
            cost=paid + sum(weight for weight, _, _ in torn),
            pieces=pieces,
            torn=max(unseen)[1:] if unseen else None,
        )


def _as_one(graph: Ties, one: int, other: int) -> Ties:
    """The graph in which two nodes are one, under the name of the first."""
    found = graph.copy()
    found.remove_node(other)
    for third, tie in graph[other].items():
        if third != one:
            _tie(found, one, third, tie[WEIGHT])
    people = graph.nodes(data=PEOPLE)
    found.nodes[one][PEOPLE] = [*people[one], *people[other]]
    return found


def _from_the_leaves(tree: Ties, root: int) -> Iterator[tuple[int, list[int]]]:
    """Everybody with those next below them, after all of these."""
    order: list[tuple[int, list[int]]] = []
    waiting = [(root, root)]
    while waiting:
        person, above = waiting.pop()
        below = sorted(other for other in tree[person] if other != above)
        order.append((person, below))
        waiting += [(other, person) for other in below]
    yield from reversed(order)


def _ways(
    tree: Ties, person: int, below: list[int], ways: _Ways, most: int
) -> dict[int, _Way]:
    """For each size of somebody's piece the cheapest way to it."""
    found = {len(tree.nodes[person][PEOPLE]): _Way(0)}
    for child in below:
        off = min(way.cost for way in ways[child].values())
        off += tree.edges[person, child][WEIGHT]
        taken: dict[int, _Way] = {}
        for size, way in found.items():
            _keep(taken, size, _Way(way.cost + off, way, child))
            for more, theirs in ways[child].items():
                if size + more <= most:
                    cost = way.cost + theirs.cost
                    _keep(taken, size + more, _Way(cost, way, child, more))
        found = taken
    return found


def _keep(ways: dict[int, _Way], size: int, way: _Way) -> None:
    if size not in ways or way.cost < ways[size].cost:
        ways[size] = way


def _pieces(root: int, ways: _Ways) -> Iterator[list[int]]:
    """The pieces of the cheapest way, walked down from the root."""
    roots = [root]
    while roots:
        top = roots.pop()
        # Of equally cheap ways that with the largest piece leaves the fewest scraps.
        size = min(ways[top], key=lambda size: (ways[top][size].cost, -size))
        piece, inside = [], [(top, size)]
        while inside:
            person, size = inside.pop()
            piece.append(person)
            way: _Way | None = ways[person][size]
            while way is not None and way.before is not None:
                if way.size:
                    inside.append((way.child, way.size))
                else:
                    roots.append(way.child)
                way = way.before
        yield piece
