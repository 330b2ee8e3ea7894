"""Good arrangements: who is led by whom once the posts are chosen."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from matchmaker.optimise.locate.fillings import OUT_OF_REACH

if TYPE_CHECKING:
    from matchmaker.optimise.locate.posts import Posts
    from matchmaker.optimise.model import Ints

MOST_ROUNDS = 50
"""So many rounds of moves and swaps at most; improvements dry up long before."""


def arrange(posts: Posts, appointed: Ints, guide: Ints) -> Ints | None:
    """
    Arrange everybody under the candidates appointed.

    The best arrangement where all members weigh the same (a min-cost flow); a good
    one otherwise, improved by moves and swaps.

    Args:
        posts: What may be and what it costs.
        appointed: int64[K], the candidates appointed.
        guide: int64[L, M], costs that say whom to place first.

    Returns:
        int64[M], everybody's lead; `None` if no arrangement was found.
    """
    if posts.alike:
        return _by_flow(posts, appointed)
    lead_of = _by_regret(posts, appointed, guide)
    if lead_of is None or not _fill_up(posts, appointed, lead_of):
        return None
    _improve(posts, appointed, lead_of)
    return lead_of


def _by_flow(posts: Posts, appointed: Ints) -> Ints | None:
    from ortools.graph.python.min_cost_flow import (  # type: ignore[import-untyped]
        SimpleMinCostFlow,
    )

    spare = posts.most[appointed] - posts.least[appointed]
    if int(posts.least[appointed].sum()) > posts.members or np.any(spare < 0):
        return None
    place, member = np.nonzero(posts.allowed[appointed])
    first, sink = posts.members, posts.members + len(appointed)
    places = np.arange(len(appointed))
    flow = SimpleMinCostFlow()
    arcs = flow.add_arcs_with_capacity_and_unit_cost(
        np.concatenate([member, first + places]).astype(np.int32),
        np.concatenate([first + place, np.full(len(places), sink)]).astype(np.int32),
        np.concatenate([np.ones(len(member), np.int64), spare]),
        np.concatenate(
            [posts.cost[appointed[place], member], np.zeros(len(places), np.int64)]
        ),
    )
    supply = np.concatenate(
        [
            np.ones(posts.members, np.int64),
            -posts.least[appointed],
            [int(posts.least[appointed].sum()) - posts.members],
        ]
    )
    flow.set_nodes_supplies(np.arange(sink + 1, dtype=np.int32), supply)
    if flow.solve() != flow.OPTIMAL:
        return None
    used = np.flatnonzero(flow.flows(arcs[: len(member)]))
    lead_of = np.empty(posts.members, np.int64)
    lead_of[member[used]] = appointed[place[used]]
    return lead_of


def _by_regret(posts: Posts, appointed: Ints, guide: Ints) -> Ints | None:
    """Place first whom the second choice would cost most (Martello and Toth)."""
    wish = np.where(posts.allowed, guide, OUT_OF_REACH)[appointed]
    room = posts.most[appointed].copy()
    lead_of = np.full(posts.members, -1)
    waiting = np.arange(posts.members)
    while len(waiting):
        fits = posts.weight[waiting] <= room[:, None]
        open_wish = np.where(fits, wish[:, waiting], OUT_OF_REACH)
        best = open_wish.min(axis=0)
        if np.any(best >= OUT_OF_REACH):
            return None
        second = (
            np.partition(open_wish, 1, axis=0)[1]
            if len(appointed) > 1
            else np.full(len(waiting), OUT_OF_REACH)
        )
        order = np.lexsort((-posts.weight[waiting], best - second))
        # A block at a time: those with the greatest regret, while they fit.
        for spot in order[: max(1, len(order) // 8)].tolist():
            member = waiting[spot]
            place = int(np.argmin(open_wish[:, spot]))
            if posts.weight[member] <= room[place]:
                room[place] -= posts.weight[member]
                lead_of[member] = appointed[place]
        waiting = waiting[lead_of[waiting] < 0]
    return lead_of


def _spans(posts: Posts, lead_of: Ints) -> Ints:
    spans = np.zeros(posts.leads, np.int64)
    np.add.at(spans, lead_of, posts.weight)
    return spans


def _fill_up(posts: Posts, appointed: Ints, lead_of: Ints) -> bool:
    """Move the cheapest people to posts below their least weight; whether it worked."""
    spans = _spans(posts, lead_of)
    members = np.arange(posts.members)
    for lead in appointed.tolist():
        while spans[lead] < posts.least[lead]:
            movable = (
                posts.allowed[lead]
                & (spans[lead_of] - posts.weight >= posts.least[lead_of])
                & (lead_of != lead)
                & (spans[lead] + posts.weight <= posts.most[lead])
            )
            if not movable.any():
                return False
            change = posts.cost[lead] - posts.cost[lead_of, members]
            member = int(np.argmin(np.where(movable, change, OUT_OF_REACH)))
            spans[lead_of[member]] -= posts.weight[member]
            spans[lead] += posts.weight[member]
            lead_of[member] = lead
    return True


def _improve(posts: Posts, appointed: Ints, lead_of: Ints) -> None:
    """Move one person, or swap two, while that saves anything."""
    spans = _spans(posts, lead_of)
    for _ in range(MOST_ROUNDS):
        moved = [
            _move(posts, appointed, lead_of, spans, m) for m in range(len(lead_of))
        ]
        swapped = [_swap(posts, lead_of, spans, m) for m in range(len(lead_of))]
        if not (any(moved) or any(swapped)):
            return


def _move(
    posts: Posts, appointed: Ints, lead_of: Ints, spans: Ints, member: int
) -> bool:
    """Move a person to the cheapest post with room, if that saves anything."""
    here, weight = lead_of[member], posts.weight[member]
    if spans[here] - weight < posts.least[here]:
        return False
    fits = posts.allowed[appointed, member]
    fits = fits & (spans[appointed] + weight <= posts.most[appointed])
    costs = np.where(fits, posts.cost[appointed, member], OUT_OF_REACH)
    place = int(np.argmin(costs))
    if costs[place] >= posts.cost[here, member]:
        return False
    spans[here] -= weight
    spans[appointed[place]] += weight
    lead_of[member] = appointed[place]
    return True


def _swap(posts: Posts, lead_of: Ints, spans: Ints, member: int) -> bool:
    """Swap a person with the one with whom that saves most, if anything."""
    here, members = lead_of[member], np.arange(posts.members)
    change = (
        posts.cost[here]
        + posts.cost[lead_of, member]
        - posts.cost[lead_of, members]
        - posts.cost[here, member]
    )
    more = posts.weight - posts.weight[member]
    ours, theirs = spans[here] + more, spans[lead_of] - more
    fits = (
        posts.allowed[here]
        & posts.allowed[lead_of, member]
        & (ours >= posts.least[here])
        & (ours <= posts.most[here])
        & (theirs >= posts.least[lead_of])
        & (theirs <= posts.most[lead_of])
        & (lead_of != here)
    )
    change = np.where(fits, change, 0)
    other = int(np.argmin(change))
    if change[other] >= 0:
        return False
    there = lead_of[other]
    spans[here], spans[there] = ours[other], theirs[other]
    lead_of[member], lead_of[other] = there, here
    return True
