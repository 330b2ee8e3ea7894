"""Who is to be put into groups."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from matchmaker.errors import InputError, NumberRangeError

if TYPE_CHECKING:
    from matchmaker.optimise.model import Ints

UNKNOWN = -1
"""In place of a district that is not known; it is nobody else's district."""

MOST_TIMES = 62
"""So many session times fit in a mask."""

LARGEST_GROUP = 8
"""The ways to divide two groups are all looked at: 2 to the power of their people."""

LARGEST_POINTS = 2**32
"""All points added up stay below it, so that scaled prices stay exact in int64."""


@dataclass(frozen=True, eq=False)
class People:
    """
    People who want to be in a group, and what makes a good one.

    Attributes:
        bundle: int64[N], the application of each; those who applied together stay
            together. Dense, from 0.
        district: int64[N], from 0, or `UNKNOWN`.
        times: int64[N], a bit for every session time at which they can.
        apart: int64[K, 2], people who may not be in one group.
        pair: int64[E, 2], two people each, no pair twice.
        points: int64[E], what each pair is worth in one group.
        most: No group has more people.
        preferred: A group with fewer people is a small one.
        least: No group has fewer people.
    """

    bundle: Ints
    district: Ints
    times: Ints
    apart: Ints
    pair: Ints
    points: Ints
    most: int = 4
    preferred: int = 3
    least: int = 2

    def __post_init__(self) -> None:
        """
        Refuse what cannot be read as people.

        Raises:
            InputError: A column has the wrong shape or a number out of range.
            NumberRangeError: Points are too large to add up exactly.
        """
        faults = [*self._shape_faults()] or [*self._number_faults()]
        if faults:
            raise InputError("These are not people to be grouped:", faults)
        if float(np.abs(self.points.astype(float)).sum()) > LARGEST_POINTS:
            raise NumberRangeError("Points are too large for exact sums.")

    def __len__(self) -> int:
        return len(self.bundle)

    def _shape_faults(self) -> list[str]:
        people = (len(self.bundle),)
        columns = {
            "district": (self.district, people),
            "times": (self.times, people),
            "apart": (self.apart, (len(self.apart), 2)),
            "pair": (self.pair, (len(self.pair), 2)),
            "points": (self.points, (len(self.pair),)),
        }
        return [
            f"{name} has the shape {column.shape}, not {shape}."
            for name, (column, shape) in columns.items()
            if column.shape != shape
        ]

    def _number_faults(self) -> list[str]:
        bundles = np.unique(self.bundle)
        named = np.concatenate([self.apart, self.pair])
        twins = np.sort(self.pair, axis=1)
        checks = {
            "Applications are not numbered from 0 without a gap.": np.array_equal(
                bundles, np.arange(len(bundles))
            ),
            "A district is below -1.": np.all(self.district >= UNKNOWN),
            "A time is out of range.": np.all(
                (self.times >= 0) & (self.times < 1 << MOST_TIMES)
            ),
            "A pair names nobody.": np.all((named >= 0) & (named < len(self))),
            "A pair is of one person.": np.all(named[:, 0] != named[:, 1]),
            "A pair is given twice.": len(np.unique(twins, axis=0)) == len(twins),
            "Group sizes are not 1 <= least <= preferred <= most.": (
                1 <= self.least <= self.preferred <= self.most
            ),
            f"A group of more than {LARGEST_GROUP} is not supported.": (
                self.most <= LARGEST_GROUP
            ),
        }
        return [fault for fault, kept in checks.items() if not kept]
