"""
What all counts are worth at most, from the prices of one flow.

Let the right side be paid its prices. Then each left party is worth its best pairs
less these prices whoever else is served, and a class that gets n units is worth at
most its n best. So one vector of prices bounds every plan with any counts, by a
concave table for each class; at the counts whose flow gave the prices it is exact.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from matchmaker.optimise.counts.network import Network
    from matchmaker.optimise.model import Ints, Mask


@dataclass(frozen=True, eq=False)
class Cut:
    """
    A bound on the worth of any plan: `dues` plus a figure for each class's units.

    Attributes:
        dues: What is paid whatever the counts are.
        tables: For each class what it is worth with `least`, `least` + 1, ... `most`
            units.
    """

    dues: int
    tables: tuple[Ints, ...]


def cut_of(network: Network, weights: Ints, prices: Ints) -> Cut:
    """
    Add up the bound that prices give; valid whatever they are.

    Args:
        network: Whose plans are bounded.
        weights: int64[F], what each pair is worth.
        prices: int64[S], of room at the right.
    """
    kind, worth, forced = _units(network, weights - prices[network.right])
    dues = np.where(prices > 0, prices * network.right_high, prices * network.right_low)
    classless = kind < 0
    free = np.where(forced, worth, np.maximum(worth, 0))[classless]
    return Cut(
        dues=int(dues.sum()) + int(free.sum()),
        tables=tuple(
            _table(worth[kind == k], forced[kind == k]) for k in range(network.classes)
        ),
    )


def _units(network: Network, worth: Ints) -> tuple[Ints, Ints, Mask]:
    """For each unit at the left its class, its worth, and whether it must be given."""
    left, high = network.left, network.left_high
    if high.max(initial=0) <= 1:  # as usual: nothing needs to be sorted
        best = np.full(len(high), np.iinfo(np.int64).min)
        np.maximum.at(best, left, worth)
        owner = np.flatnonzero(high > 0)
        return network.kind[owner], best[owner], network.left_low[owner] > 0
    order = np.lexsort((-worth, left))
    owner = left[order]
    first = np.searchsorted(owner, np.arange(len(high)))
    place = np.arange(len(owner)) - first[owner]
    given = place < high[owner]
    forced = place < network.left_low[owner]
    return network.kind[owner[given]], worth[order][given], forced[given]


def _table(worth: Ints, forced: Mask) -> Ints:
    """Running totals of the best units, the forced ones first."""
    rest = -np.sort(-worth[~forced])
    return np.concatenate([[0], np.cumsum(rest)]) + int(worth[forced].sum())
