"""
What no groups can beat where there are too many groups to list.

Each bound holds for any groups that are as good in the objectives before it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from matchmaker.optimise.groups.answer import Value
from matchmaker.optimise.groups.choose import choose
from matchmaker.optimise.groups.people import UNKNOWN
from matchmaker.optimise.groups.programme import Programme
from matchmaker.optimise.groups.table import all_groups

if TYPE_CHECKING:
    from matchmaker.optimise.groups.units import Units
    from matchmaker.optimise.model import Mask
    from matchmaker.optimise.outcome import Deadline

MOST_GROUPS = 20_000
"""Of a district with more possible groups nothing is claimed."""

STEEPNESS = (0, 1, 2, 4, 8, 16, 32, 64, 128)
"""Prices of a pair across districts that are tried, as shares of the dearest."""


def coarse_bounds(units: Units, value: Value, deadline: Deadline) -> Value:
    """
    Bound every objective for groups as good as some in the objectives before.

    Args:
        units: All applications.
        value: How good the groups are that are to be measured.
        deadline: After it, less is claimed.
    """
    return Value(
        ungrouped=int(units.size[~groupable(units)].sum()),
        small_groups=_small(units, value),
        outside_district=_outside(units, value, deadline),
        points=_points(units, value),
    )


def groupable(units: Units) -> Mask:
    """bool[U], whether an application and others that go with it are enough."""
    company = units.size + (units.together * units.size).sum(axis=1)
    return np.asarray(units.sound & (company >= units.people.least))


def _small(units: Units, value: Value) -> int:
    """Count those who can be with nobody: each is a small group, or in none."""
    lonely = groupable(units) & ~units.together.any(axis=1)
    lonely &= units.size < units.people.preferred
    return max(0, int(lonely.sum()) - value.ungrouped)


def _outside(units: Units, value: Value, deadline: Deadline) -> int:
    """
    Count districts that cannot be divided into groups of their own.

    Somebody of such a district is in a group with outsiders, in a small group or
    in none. A group with n outsiders has people of n + 1 districts at most, and
    `most` people at most.
    """
    rests = [
        _rest(units, district, deadline)
        for district in range(units.district_counts.shape[1])
    ]
    people = units.people
    spared = value.ungrouped + value.small_groups * (people.preferred - 1)
    districts = sum(rest > 0 for rest in rests) - value.small_groups - value.ungrouped
    nowhere = int(np.sum(people.district == UNKNOWN)) - value.ungrouped
    return max(
        0,
        nowhere,
        -(-districts // 2),
        -(-(sum(rests) - spared) // people.most),
    )


def _rest(units: Units, district: int, deadline: Deadline) -> int:
    """How many of a district its own groups of the preferred size leave over."""
    theirs = units.district_counts[:, district]
    number = int(theirs.sum())
    own = units.only(np.flatnonzero((theirs == units.size) & (theirs > 0)))
    table = all_groups(own, MOST_GROUPS)
    if table is None:
        return 0
    table = table.only(table.size >= units.people.preferred)
    anybody = np.zeros(len(own), bool)
    programme = Programme(table, -table.size, len(own), anybody, [])
    nobody = np.zeros(0, np.int64)
    return max(0, number + choose(programme, nobody, -number, deadline).bound)


def _points(units: Units, value: Value) -> int:
    """
    Let everybody choose their best company, at a price for other districts.

    A group with n outsiders has at most ``n (most - 1)`` pairs of people of different
    districts. So if every such pair costs one price, groups with no more outsiders
    than these pay at most that often, whatever the price; the best is kept. Every
    pair is in the company of both, so everybody brings half of their company.
    """
    dearest = int(units.worth.max(initial=0))
    prices = {dearest * share // max(STEEPNESS) for share in STEEPNESS}
    often = value.outside_district * (units.people.most - 1)
    company = (_company(units, price) + price * often for price in sorted(prices))
    return min(company)


def _company(units: Units, price: int) -> int:
    """The most points anybody could bring, if pairs across districts cost a price."""
    counts = units.district_counts
    across = units.size[:, None] * units.size - counts @ counts.T
    left = np.where(units.together, units.worth - price * across, 0)
    room = units.people.most - units.size
    widest = min(units.people.most - 1, len(units) - 1)
    best = np.partition(np.maximum(left, 0), -widest - 1, axis=1)[:, -widest - 1 :]
    best = np.sort(best, axis=1)[:, ::-1]
    chosen = np.arange(best.shape[1]) < room[:, None]
    own = np.maximum(np.diagonal(units.worth)[units.sound], 0)
    return int(own.sum()) + int((best * chosen).sum()) // 2
