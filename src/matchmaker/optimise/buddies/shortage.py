"""Why not everybody can have a buddy: who competes for whom."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from matchmaker.optimise.buddies.graph import Graph
from matchmaker.optimise.buddies.matching import best_matching
from matchmaker.optimise.buddies.plan import Shortage

if TYPE_CHECKING:
    from matchmaker.optimise.buddies.links import Links
    from matchmaker.optimise.model import Ints, Mask


def find_shortage(links: Links) -> Shortage | None:
    """
    Find a barrier: few people, on whom more odd groups rely.

    Read off the prices of the largest matching, in which every couple is worth
    one: people priced at one are the few.

    Returns:
        `None` if no barrier can be read off, or if nobody with an allowed pair
        has to do without a buddy.
    """
    ones = np.ones(len(links.points), np.int64)
    matching = best_matching(Graph(links.people, links.first, links.second, ones))
    if matching.prices is None:
        return None
    few = matching.prices >= 2
    groups = _odd_groups(links, few)
    linked = np.zeros(links.people, bool)
    linked[links.arcs[0]] = True
    missing = int((linked & (matching.mate < 0)).sum())
    # Counting decides: this many groups too many explain everybody left over.
    if missing == 0 or len(groups) - int(few.sum()) != missing:
        return None
    return Shortage(tuple(np.flatnonzero(few).tolist()), groups)


def _odd_groups(links: Links, few: Mask) -> tuple[tuple[int, ...], ...]:
    """Connected people without the few, where odd in number; no one without links."""
    inside = ~(few[links.first] | few[links.second])
    group = _connected(links.people, links.first[inside], links.second[inside])
    linked = np.unique(links.arcs[0])
    rest = linked[~few[linked]]
    order = rest[np.argsort(group[rest], kind="stable")]
    cuts = np.flatnonzero(np.diff(group[order])) + 1
    groups = (tuple(part.tolist()) for part in np.split(order, cuts))
    return tuple(sorted(members for members in groups if len(members) % 2))


def _connected(people: int, first: Ints, second: Ints) -> Ints:
    """int64[N], the lowest number that each person is connected with."""
    group = np.arange(people)
    while True:
        lowest = np.minimum(group[first], group[second])
        lower = group.copy()
        np.minimum.at(lower, first, lowest)
        np.minimum.at(lower, second, lowest)
        lower = lower[lower]
        if np.array_equal(lower, group):
            return group
        group = lower
