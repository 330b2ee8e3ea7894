"""
Good groups by local search: any two groups are taken apart and put together best.

An application in no group counts as a heap of its own, so that search can begin
with nobody in a group: heaps are merged, filled up and re-divided, two at a time,
until no two of those looked at can be divided better.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from matchmaker.optimise.groups.units import Units
    from matchmaker.optimise.model import Ints, Mask
    from matchmaker.optimise.outcome import Deadline

    Floats = NDArray[np.float64]

MOST_PASSES = 30
"""So many times over all heaps; improvements dry up long before."""

NEIGHBOURS = 12
"""So many other heaps are looked at for each, those with most in common."""


def improve(units: Units, heaps: list[Ints], deadline: Deadline) -> list[Ints]:
    """
    Improve on heaps of applications, two at a time.

    Args:
        units: All applications.
        heaps: A group, or one application in none, each; ascending.
        deadline: When to stop.

    Returns:
        Heaps as before; those that are no groups are single applications.
    """
    heaps = list(heaps)
    best: set[bytes] = set()
    for _ in range(MOST_PASSES):
        changed = False
        near = _neighbours(units, heaps)
        for here, others in enumerate(near):
            if deadline.passed:
                return _kept(heaps)
            for there in others:
                changed |= _divide_again(units, heaps, (here, there), best)
        heaps = _kept(heaps)
        if not changed:
            break
    return heaps


def _kept(heaps: list[Ints]) -> list[Ints]:
    return [heap for heap in heaps if len(heap)]


def common_ground(units: Units, heaps: list[Ints]) -> Floats:
    """float64[H, H], how much heaps have in common: district first, then points."""
    member = np.zeros((len(heaps), len(units)))
    for number, heap in enumerate(heaps):
        member[number, heap] = 1
    largest = float(np.abs(units.worth).max(initial=0)) * units.people.most**2 + 1
    districts = member @ units.district_counts
    common = largest * np.minimum(districts @ districts.T, units.people.most)
    common += member @ units.worth @ member.T
    # Heaps that are small have most to gain, whatever they have in common.
    sizes = member @ units.size
    common[:, sizes < units.people.preferred] += 2 * largest * units.people.most
    np.fill_diagonal(common, -np.inf)
    return np.asarray(common)


def _neighbours(units: Units, heaps: list[Ints]) -> list[list[int]]:
    """For each heap those with most in common."""
    common = common_ground(units, heaps)
    first = np.argsort(-common, axis=1, kind="stable")[:, :NEIGHBOURS]
    return [
        [there for there in row if there != here]
        for here, row in enumerate(first.tolist())
    ]


def _divide_again(
    units: Units, heaps: list[Ints], pair: tuple[int, int], best: set[bytes]
) -> bool:
    """Divide two heaps best; whether that was better than before."""
    here, there = sorted(pair)
    if not (len(heaps[here]) and len(heaps[there])):
        return False
    both = np.concatenate([heaps[here], heaps[there]])
    key = both.tobytes() + bytes([len(heaps[here])])
    if key in best:
        return False
    cost = _cost_of_subsets(units, both)
    # A set and the rest: the sets stand in order, so the rests stand in reverse.
    total = cost + cost[::-1]
    least, now = int(np.argmin(total)), (1 << len(heaps[here])) - 1
    if total[least] >= total[now]:
        best.add(key)
        return False
    chosen = _bits(len(both))[least].astype(bool)
    heaps[here], heaps[there] = np.sort(both[chosen]), np.sort(both[~chosen])
    return True


@cache
def _bits(number: int) -> Ints:
    """int64[2**K, K], which of so many things are in each set."""
    return (np.arange(1 << number)[:, None] >> np.arange(number)) & 1


def _cost_of_subsets(units: Units, some: Ints) -> Ints:
    """
    int64[2**K], what each set of a few applications costs as a heap.

    One number that keeps the order of objectives for any two ways to divide them.
    """
    bits = _bits(len(some))
    size, worth = units.size[some], units.worth[np.ix_(some, some)]
    sizes = bits @ size
    counts = units.district_counts[some]
    counts = bits @ counts[:, counts.any(axis=0)]
    outside = sizes - counts.max(axis=1, initial=0)
    within = np.diagonal(worth)
    points = (((bits @ worth) * bits).sum(axis=1) + bits @ within) // 2
    group = _is_group(units, some, bits, sizes)
    an_outsider = 2 * int(np.abs(worth).sum()) + 1
    a_small = (int(size.sum()) + 1) * an_outsider
    a_person = (len(some) + 1) * a_small
    small = (sizes < units.people.preferred).astype(np.int64)
    cost = np.where(
        group, a_small * small + an_outsider * outside - points, a_person * sizes
    )
    cost[0] = 0
    return cost


def _is_group(units: Units, some: Ints, bits: Ints, sizes: Ints) -> Mask:
    """bool[2**K], which sets keep every rule."""
    people = units.people
    times = np.where(bits, units.times[some], -1)
    common = np.bitwise_and.reduce(times, axis=1) != 0
    clash = units.clash[np.ix_(some, some)].astype(np.int64)
    clashes = ((bits @ clash) * bits).sum(axis=1)
    fits = (sizes >= people.least) & (sizes <= people.most)
    return np.asarray(fits & common & (clashes == 0))
