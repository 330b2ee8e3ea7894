"""The best filling of every post by itself: one knapsack a candidate, all at once."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from matchmaker.optimise.locate.posts import Posts
    from matchmaker.optimise.model import Ints, Mask

OUT_OF_REACH = 2**61
"""What no filling costs: the mark of fillings that do not exist."""

BEYOND_ANY_COST = 2**60
"""Real costs stay below, and what is out of reach above, whatever is added to it."""


def best_fillings(posts: Posts, reduced: Ints) -> tuple[Ints, Mask]:
    """
    Fill every post as cheaply as its span allows, each as if it were the only one.

    Args:
        posts: Spans and weights.
        reduced: int64[L, M], what each member adds; `OUT_OF_REACH` forbids.

    Returns:
        int64[L], the cost of each filling (`OUT_OF_REACH` if the post cannot be
        filled), and bool[L, M], whom it takes.
    """
    if posts.alike:
        return _by_order(posts, reduced)
    return _by_weight(posts, reduced)


def _by_order(posts: Posts, reduced: Ints) -> tuple[Ints, Mask]:
    """Among equals the cheapest go first: no more than the widest span is ordered."""
    widest = min(int(posts.most.max(initial=0)), posts.members)
    rows = np.arange(posts.leads)[:, None]
    if widest < posts.members:
        first = np.argpartition(reduced, widest, axis=1)[:, :widest]
    else:
        first = np.broadcast_to(np.arange(posts.members), reduced.shape)
    first = first[rows, np.argsort(reduced[rows, first], axis=1, kind="stable")]
    steps = reduced[rows, first]
    sums = np.cumsum(np.where(steps < OUT_OF_REACH, steps, 0), axis=1)
    sums = np.where(steps < OUT_OF_REACH, sums, OUT_OF_REACH)
    sums = np.concatenate([np.zeros((posts.leads, 1), np.int64), sums], axis=1)
    number, value = _cheapest(posts, sums)
    taken = np.zeros(reduced.shape, bool)
    taken[rows, first] = np.arange(widest) < number[:, None]
    return value, taken


def _by_weight(posts: Posts, reduced: Ints) -> tuple[Ints, Mask]:
    """Tabulate the cheapest filling of every exact weight, member by member."""
    widest = min(int(posts.most.max(initial=0)), posts.total)
    table = np.full((posts.leads, widest + 1), OUT_OF_REACH)
    table[:, 0] = 0
    kept = np.zeros((posts.members, posts.leads, widest + 1), bool)
    for member, weight in enumerate(posts.weight.tolist()):
        if weight > widest:
            continue
        # Twice out of reach still fits in int64, and stays far above any real cost.
        after = table[:, : widest + 1 - weight] + reduced[:, member, None]
        np.less(after, table[:, weight:], out=kept[member, :, weight:])
        np.minimum(after, table[:, weight:], out=table[:, weight:])
    span, value = _cheapest(posts, table)
    return value, _walk_back(posts, kept, span)


def _cheapest(posts: Posts, table: Ints) -> tuple[Ints, Ints]:
    """For each post the span within its bounds that costs least, and that cost."""
    spans = np.arange(table.shape[1])
    within = (spans >= posts.least[:, None]) & (spans <= posts.most[:, None])
    table = np.where(within, table, OUT_OF_REACH)
    best = np.argmin(table, axis=1)
    value = table[np.arange(posts.leads), best]
    return best, np.where(value < BEYOND_ANY_COST, value, OUT_OF_REACH)


def _walk_back(posts: Posts, kept: Mask, span: Ints) -> Mask:
    """Who stands behind the cheapest filling of each post."""
    taken = np.zeros((posts.leads, posts.members), bool)
    leads = np.arange(posts.leads)
    left = span.copy()
    for member in range(posts.members - 1, -1, -1):
        takes = kept[member, leads, left]
        taken[:, member] = takes
        left -= takes * posts.weight[member]
    return taken
