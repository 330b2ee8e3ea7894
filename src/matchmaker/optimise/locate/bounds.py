"""
Prices of members, and the bound that any prices give (Lagrangian relaxation).

Pay each member's price to whoever leads them. Then every candidate may fill a post
for themself, and the best choice of such posts costs no more than any arrangement:
in an arrangement all prices are paid exactly once. So whatever the prices are, the
prices together with the cheapest posts are a bound. Prices are whole thousandths of
a cost unit, so the bound is exact; subgradient steps only look for good ones
(Cornuejols, Fisher and Nemhauser 1977; Held, Wolfe and Crowder 1974).
"""

from __future__ import annotations

from dataclasses import dataclass
from math import gcd
from typing import TYPE_CHECKING

import numpy as np

from matchmaker.optimise.locate.fillings import OUT_OF_REACH, best_fillings

if TYPE_CHECKING:
    from matchmaker.optimise.locate.posts import Posts
    from matchmaker.optimise.model import Ints, Mask

SCALE = 1_000
"""Prices are kept in thousandths of a cost unit."""


@dataclass(frozen=True, eq=False)
class Relaxed:
    """
    What some prices show.

    Attributes:
        prices: int64[M], in thousandths of a cost unit.
        worth: int64[L], what each post costs beyond the prices it is paid, in
            thousandths; `OUT_OF_REACH` if it cannot be filled.
        chosen: bool[L], the cheapest choice of posts.
        times: int64[M], how many of the chosen posts take each member.
        scaled: No arrangement costs less, in thousandths; `None` if there is none.
    """

    prices: Ints
    worth: Ints
    chosen: Mask
    times: Ints
    scaled: int | None

    @property
    def bound(self) -> int | None:
        """No arrangement costs less, in whole units; `None` if there is none."""
        return None if self.scaled is None else -(-self.scaled // SCALE)


def relax(posts: Posts, prices: Ints) -> Relaxed:
    """Find what prices show."""
    worth, taken = best_fillings(posts, reduced_costs(posts, prices))
    worth = np.where(worth < OUT_OF_REACH, worth + posts.opening * SCALE, OUT_OF_REACH)
    chosen = choose_posts(posts, worth)
    if chosen is None:
        chosen = np.zeros(posts.leads, bool)
        return Relaxed(prices, worth, chosen, taken[chosen].sum(axis=0), None)
    scaled = int(prices.sum()) + int(worth[chosen].sum())
    return Relaxed(prices, worth, chosen, taken[chosen].sum(axis=0), scaled)


def reduced_costs(posts: Posts, prices: Ints) -> Ints:
    """int64[L, M], what leading each member costs beyond their price, scaled."""
    return np.where(posts.allowed, posts.cost * SCALE - prices, OUT_OF_REACH)


def choose_posts(posts: Posts, worth: Ints) -> Mask | None:
    """
    Choose the cheapest posts: so many, or enough to span everybody.

    Returns:
        bool[L]; `None` if no choice is possible.
    """
    if posts.appoint is None:
        return _cover(posts, worth)
    chosen = np.zeros(posts.leads, bool)
    chosen[np.argsort(worth, kind="stable")[: posts.appoint]] = True
    return None if np.any(worth[chosen] >= OUT_OF_REACH) else chosen


def _cover(posts: Posts, worth: Ints) -> Mask | None:
    """Tabulate the cheapest choice of posts for every weight to be spanned."""
    unit = gcd(*posts.most.tolist()) or 1
    need = -(-posts.total // unit)
    room = np.minimum(posts.most // unit, need)
    table = np.full(need + 1, OUT_OF_REACH)
    table[0] = 0
    reached = np.arange(need + 1)
    better = np.zeros((posts.leads, need + 1), bool)
    for lead in np.flatnonzero(worth < OUT_OF_REACH).tolist():
        before = table[np.maximum(reached - room[lead], 0)]
        exists = before < OUT_OF_REACH
        after = np.where(exists, before + int(worth[lead]) * exists, OUT_OF_REACH)
        better[lead] = after < table
        table = np.minimum(table, after)
    if table[need] >= OUT_OF_REACH:
        return None
    chosen = np.zeros(posts.leads, bool)
    left = need
    for lead in range(posts.leads - 1, -1, -1):
        if better[lead, left]:
            chosen[lead] = True
            left = max(left - int(room[lead]), 0)
    return chosen
