"""
Worst-off by flow: the highest threshold that keeps what was won before.

With demand 1 a request's points are those of its one pair, so worst-off is at
least t exactly if no pair below t is used. Whether the face has a plan over the
pairs from t upwards falls into two plain max-flows: one that meets all lows of
requests, one that meets all lows of supporters. Where both exist, so does a plan
that does both at once (the linking theorem for bipartite graphs, Mendelsohn and
Dulmage 1958).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

import numpy as np
from ortools.graph.python.max_flow import SimpleMaxFlow  # type: ignore[import-untyped]

if TYPE_CHECKING:
    from matchmaker.optimise.face import Face
    from matchmaker.optimise.model import Indices, Ints

Side = Literal["request", "supporter"]
SIDES: tuple[Side, Side] = ("request", "supporter")


@dataclass(frozen=True, eq=False)
class Shortage:
    """
    Parties on one side that must have more units than the others can give.

    Attributes:
        side: Which side must be met.
        wanting: int64, parties of that side.
        giving: int64, all parties of the other side that they could turn to.
    """

    side: Side
    wanting: Ints
    giving: Ints


def highest_threshold(face: Face, reached: int | None) -> int | None:
    """
    Find the highest t such that some plan of the face uses no pair below t.

    Args:
        face: The plans to choose from, not empty.
        reached: A threshold known to be possible; `None` if none is known.

    Returns:
        The points of some pair, or `None` if a plan may use no pair at all.
    """
    ceiling = _ceiling(face)
    if ceiling is None:  # nobody has to be given anything
        return None
    points = face.model.points[face.free]
    points = np.unique(np.append(points[points <= ceiling], ceiling))
    low = 0 if reached is None else int(np.searchsorted(points, reached))
    for side in SIDES:
        low_of_side = _last_possible(face, side, points, low)
        points = points[: low_of_side + 1]
    return int(points[-1])


def shortage_at(face: Face, threshold: int) -> Shortage | None:
    """
    Find who stands against using only pairs of at least `threshold` points.

    Returns:
        `None` if it is possible, or if only a forced pair stands against it.
    """
    for side in SIDES:
        found = _shortage_on(face, side, threshold)
        if found is not None:
            return found
    return None


def _ceiling(face: Face) -> int | None:
    """Points that no threshold can exceed, by looking at one party at a time."""
    points = face.model.points
    levels, rank = _ranked(points[face.free])
    limits = [
        _party_limit(face.request, rank, face.request_low, levels),
        _party_limit(face.supporter, rank, face.supporter_low, levels),
    ]
    if len(face.forced):
        limits.append(int(points[face.forced].min()))
    known = [limit for limit in limits if limit is not None]
    return min(known) if known else None


def _ranked(points: Ints) -> tuple[Ints, Ints]:
    """The distinct values, best first, and the place of each pair among them."""
    levels = np.unique(points)
    return levels[::-1], len(levels) - 1 - np.searchsorted(levels, points)


def _party_limit(party: Indices, rank: Ints, low: Ints, levels: Ints) -> int | None:
    """The least, over parties that must have k units, of their k-th best points."""
    must = np.flatnonzero(low > 0)
    if len(must) == 0:
        return None
    # One sort of one column: by party, and within it the best first.
    keys = np.sort(party.astype(np.int64) * len(levels) + rank)
    first = np.searchsorted(keys, must * len(levels))
    kth = keys[first + low[must] - 1] % len(levels)
    return int(levels[kth.max()])


def _last_possible(face: Face, side: Side, points: Ints, low: int) -> int:
    """The last index of ascending `points` that is possible; `low` is known to be."""
    high = len(points) - 1
    middle = high  # the ceiling is often the answer
    while low < high:
        if _shortage_on(face, side, int(points[middle])) is None:
            low = middle
        else:
            high = middle - 1
        middle = (low + high + 1) // 2
    return low


def _shortage_on(face: Face, side: Side, threshold: int) -> Shortage | None:
    """Send every low of one side to the other; what is stuck shows a shortage."""
    open_pairs = face.model.points[face.free] >= threshold
    near, far = face.request[open_pairs], face.supporter[open_pairs]
    low, high = face.request_low, face.supporter_high
    if side == "supporter":
        near, far = far, near
        low, high = face.supporter_low, face.request_high
    reached = _stuck(near, far, low, high)
    if reached is None:
        return None
    wanting = np.flatnonzero(reached[: len(low)])
    giving = np.flatnonzero(reached[len(low) : len(low) + len(high)])
    return Shortage(side, wanting, giving)


def _stuck(near: Indices, far: Indices, low: Ints, high: Ints) -> Indices | None:
    """The source side of a min cut, as bool by node; `None` if all lows are met."""
    low = np.maximum(low, 0)
    wanted = int(low.sum())
    if wanted == 0:
        return None
    flow = SimpleMaxFlow()
    source = len(low) + len(high)
    starts, ends = np.flatnonzero(low), np.flatnonzero(high)
    heads = (far + len(low)).astype(np.int32)
    # A pair carries at most one unit, because its request does (demand 1); room
    # for more keeps pairs out of the cut.
    wide = np.full(len(near), wanted + 1, np.int64)
    for tail, head, room in (
        (np.full(len(starts), source), starts, low[starts]),
        (near, heads, wide),
        (ends + len(low), np.full(len(ends), source + 1), high[ends]),
    ):
        flow.add_arcs_with_capacity(tail.astype(np.int32), head.astype(np.int32), room)
    flow.solve(source, source + 1)
    if flow.optimal_flow() == wanted:
        return None
    reached = np.zeros(source + 2, bool)
    reached[flow.get_source_side_min_cut()] = True
    return reached
