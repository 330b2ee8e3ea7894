"""Applications as units that are never split, and which of them go together."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np

from matchmaker.optimise.groups.people import UNKNOWN

if TYPE_CHECKING:
    from matchmaker.optimise.groups.people import People
    from matchmaker.optimise.model import Ints, Mask


@dataclass(frozen=True, eq=False)
class Units:
    """
    One row an application.

    Attributes:
        people: Everybody, and how large groups are.
        size: int64[U], how many people.
        times: int64[U], the times that suit all of them.
        district_counts: int64[U, D], how many people of each known district.
        worth: int64[U, U], points between two applications; within one on the
            diagonal.
        clash: bool[U, U], whether any two people may not be in one group.
    """

    people: People
    size: Ints
    times: Ints
    district_counts: Ints
    worth: Ints
    clash: Mask

    def __len__(self) -> int:
        return len(self.size)

    def only(self, some: Ints) -> Units:
        """Some applications by themselves, in the order given."""
        counts = self.district_counts[some]
        return Units(
            people=self.people,
            size=self.size[some],
            times=self.times[some],
            district_counts=counts[:, counts.any(axis=0)],
            worth=self.worth[np.ix_(some, some)],
            clash=self.clash[np.ix_(some, some)],
        )

    @cached_property
    def sound(self) -> Mask:
        """bool[U], whether an application can be in a group at all."""
        fits = self.size <= self.people.most
        return np.asarray(fits & (self.times != 0) & ~np.diagonal(self.clash))

    @cached_property
    def together(self) -> Mask:
        """bool[U, U], whether two applications could be in one group."""
        fits = self.size[:, None] + self.size <= self.people.most
        common = (self.times[:, None] & self.times) != 0
        both = self.sound[:, None] & self.sound
        apart = ~self.clash & ~np.eye(len(self), dtype=bool)
        return np.asarray(fits & common & both & apart)


def units_of(people: People) -> Units:
    """Add people up by application."""
    number = int(people.bundle.max(initial=-1)) + 1
    times = np.full(number, -1)
    np.bitwise_and.at(times, people.bundle, people.times)
    known = people.district != UNKNOWN
    counts = np.zeros((number, int(people.district.max(initial=-1)) + 1), np.int64)
    np.add.at(counts, (people.bundle[known], people.district[known]), 1)
    return Units(
        people=people,
        size=np.bincount(people.bundle, minlength=number),
        times=times,
        district_counts=counts,
        worth=_worth(people, number),
        clash=_clash(people, number),
    )


def _worth(people: People, number: int) -> Ints:
    worth = np.zeros((number, number), np.int64)
    a, b = people.bundle[people.pair].T
    np.add.at(worth, (a, b), people.points)
    between = a != b
    np.add.at(worth, (b[between], a[between]), people.points[between])
    return worth


def _clash(people: People, number: int) -> Mask:
    clash = np.zeros((number, number), bool)
    a, b = people.bundle[people.apart].T
    clash[a, b] = clash[b, a] = True
    return clash
