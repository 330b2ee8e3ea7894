"""All groups that there could be, as a table."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from matchmaker.optimise.groups.units import Units
    from matchmaker.optimise.model import Ints, Mask

NOBODY = -1
"""Fills up the rows of groups with few applications."""

BLOCK = 20_000
"""So many groups are looked at in one go."""


@dataclass(frozen=True, eq=False)
class Table:
    """
    Groups that keep every rule, and what each is like.

    Attributes:
        members: int64[G, W], the applications of each group, ascending, then
            `NOBODY`.
        size: int64[G], people.
        outside: int64[G], people from outside the district that most are from.
        points: int64[G], points of all its pairs.
    """

    members: Ints
    size: Ints
    outside: Ints
    points: Ints

    def __len__(self) -> int:
        return len(self.size)

    def only(self, some: Mask) -> Table:
        """The groups that are marked."""
        columns = (self.members, self.size, self.outside, self.points)
        return Table(*(column[some] for column in columns))


def all_groups(units: Units, limit: int) -> Table | None:
    """
    List every group that could be made of some applications.

    Args:
        units: The applications.
        limit: Give up beyond so many lists of applications.

    Returns:
        The table; `None` if it would be too long.
    """
    among = np.flatnonzero(units.sound)
    rows, found, listed = among[:, None], [], 0
    while len(rows):
        listed += len(rows)
        if listed > limit:
            return None
        found.append(rows[units.size[rows].sum(axis=1) >= units.people.least])
        rows = _longer(units, rows, among, limit - listed)
    width = max([1, *(block.shape[1] for block in found if len(block))])
    members = [
        np.pad(block, ((0, 0), (0, width - block.shape[1])), constant_values=NOBODY)
        for block in found
        if len(block)
    ]
    return describe(units, np.concatenate([np.zeros((0, width), np.int64), *members]))


def _longer(units: Units, rows: Ints, among: Ints, limit: int) -> Ints:
    """Add to every list an application that comes after its last and goes with all."""
    longer, number = [], 0
    for start in range(0, len(rows), BLOCK):
        block = rows[start : start + BLOCK]
        row, column = np.nonzero(_goes_with(units, block, among))
        longer.append(np.column_stack([block[row], among[column]]))
        number += len(row)
        if number > limit:
            break
    return np.concatenate(longer)


def _goes_with(units: Units, block: Ints, among: Ints) -> Mask:
    """bool[B, K], whether an application comes last in a list and fits."""
    goes = among > block[:, -1:]
    common = np.bitwise_and.reduce(units.times[block], axis=1)
    goes &= (common[:, None] & units.times[among]) != 0
    size = units.size[block].sum(axis=1)
    goes &= size[:, None] + units.size[among] <= units.people.most
    for place in range(block.shape[1]):
        goes &= units.together[np.ix_(block[:, place], among)]
    return np.asarray(goes)


def describe(units: Units, members: Ints) -> Table:
    """Work out what groups are like, given by their applications."""
    blocks = [members[i : i + BLOCK] for i in range(0, len(members), BLOCK)]
    columns = [_describe(units, block) for block in blocks]
    if not columns:
        empty = np.zeros(0, np.int64)
        return Table(members, empty, empty, empty)
    size, outside, points = map(np.concatenate, zip(*columns, strict=True))
    return Table(members, size, outside, points)


def _describe(units: Units, members: Ints) -> tuple[Ints, Ints, Ints]:
    here = members != NOBODY
    size = np.where(here, units.size[members], 0).sum(axis=1)
    counts = np.zeros((len(members), units.district_counts.shape[1]), np.int64)
    points = np.zeros(len(members), np.int64)
    for place in range(members.shape[1]):
        counts += units.district_counts[members[:, place]] * here[:, place, None]
        for other in range(place + 1):
            both = here[:, place]
            worth = units.worth[members[:, place], members[:, other]]
            points += worth * both
    return size, size - counts.max(axis=1, initial=0), points
