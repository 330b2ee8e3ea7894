"""Shortest ways in a full matrix of lengths, none of which is negative."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from matchmaker.optimise.marginals.scale import FAR

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from matchmaker.optimise.model import Ints


def nearest(
    lengths: NDArray[np.int64], start: int, ends: Ints | None = None
) -> tuple[Ints, Ints]:
    """
    The shortest ways from one node to all, with the fewest steps among the shortest.

    Dijkstra (1959), a row at a time.

    Args:
        lengths: int64[N, N], at least 0; `FAR` where there is no arc.
        start: Where the ways begin.
        ends: int64[N], how far it is from each node to the goal, `FAR` if there is
            no going on from it; the search stops once the shortest way to the goal
            is found, and nodes beyond are then not told truly. By default all are.

    Returns:
        int64[N], how far each node is, `FAR` if out of reach; and int64[N], the
        node before it, -1 at the start and out of reach.

    >>> lengths = np.array([[FAR, 1, 5], [FAR, FAR, 1], [FAR, FAR, FAR]])
    >>> [column.tolist() for column in nearest(lengths, 0)]
    [[0, 1, 2], [-1, 0, 1]]
    """
    size = len(lengths)
    distance, steps = np.full(size, FAR), np.zeros(size, np.int64)
    before = np.full(size, -1)
    distance[start] = 0
    waiting = distance.copy()  # FAR once a node is done
    goal = FAR
    for _ in range(size):
        closest = waiting.min()
        if closest >= goal:
            break
        ties = np.flatnonzero(waiting == closest)
        node = int(ties[steps[ties].argmin()])
        waiting[node] = FAR
        if ends is not None:
            goal = min(goal, closest + ends[node])
        reached = closest + lengths[node]
        longer = steps[node] + 1 < steps
        better = (reached < distance) | ((reached == distance) & longer)
        better &= reached < FAR
        better[start] = False
        distance[better] = waiting[better] = reached[better]
        steps[better], before[better] = steps[node] + 1, node
    return distance, before


def all_distances(
    lengths: NDArray[np.int64], to_hub: Ints, from_hub: Ints
) -> NDArray[np.int64]:
    """
    How far every node is from every other.

    Floyd (1962) and Warshall over what is left when every way that is no shorter
    than the way through a hub is dropped: in a plan where places have a price,
    that leaves few.

    Args:
        lengths: int64[N, N], at least 0, without the hub; `FAR` for no arc.
            Overwritten by the answer.
        to_hub: int64[N], how far the hub is from each node.
        from_hub: int64[N], how far each node is from the hub.
    """
    lengths[lengths >= to_hub[:, None] + from_hub] = FAR
    np.fill_diagonal(lengths, FAR)
    for pivot in range(len(lengths)):
        rows = np.flatnonzero(lengths[:, pivot] < FAR)
        columns = np.flatnonzero(lengths[pivot] < FAR)
        if len(rows) and len(columns):
            through = lengths[rows, pivot][:, None] + lengths[pivot, columns]
            through[through >= to_hub[rows, None] + from_hub[columns]] = FAR
            cells = np.ix_(rows, columns)
            lengths[cells] = np.minimum(lengths[cells], through)
    np.minimum(lengths, to_hub[:, None] + from_hub, out=lengths)
    np.minimum(lengths, FAR, out=lengths)
    np.fill_diagonal(lengths, 0)
    return lengths
