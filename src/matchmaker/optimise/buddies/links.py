"""Who may be buddies with whom, and the graphs that ask for the best plan of them."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np

from matchmaker.errors import InputError, NumberRangeError
from matchmaker.optimise.buddies.graph import Graph

if TYPE_CHECKING:
    from collections.abc import Iterable

    from numpy.typing import ArrayLike

    from matchmaker.optimise.model import Ints, Mask

LARGEST_POINTS = 2**40
"""Coverage, times the points of everybody, must still fit the engines' numbers."""

ExtraLink = tuple[int, int]
"""The end of a trio that is joined to a couple, and the middle it is joined to."""


@dataclass(frozen=True)
class Look:
    """
    One question: which plan of these links is worth most?

    Attributes:
        person: What each person with a buddy is worth.
        points: Whether a link's points count on top.
        threshold: Links with fewer points are out of play; `None` if none are.
        trio: Whether one extra link is in play.
        closed: Extra links that are out of play.
        only: The only extra link in play; its middle may not have a buddy whom its
            end must never meet.
    """

    person: int
    points: bool
    threshold: int | None = None
    trio: bool = True
    closed: frozenset[ExtraLink] = frozenset()
    only: ExtraLink | None = None


@dataclass(frozen=True, eq=False)
class Links:
    """
    The allowed pairs, and who must never meet.

    Attributes:
        people: How many people there are, numbered from 0.
        first: int64[E], the lower number of each allowed pair.
        second: int64[E], the higher.
        points: int64[E], what the pair is worth.
        never: Pairs of people who must not meet, not even as ends of a trio.
    """

    people: int
    first: Ints
    second: Ints
    points: Ints
    never: frozenset[tuple[int, int]]

    @classmethod
    def of(
        cls,
        people: int,
        first: ArrayLike,
        second: ArrayLike,
        points: ArrayLike,
        never: Iterable[tuple[int, int]] = (),
    ) -> Links:
        """
        Put allowed pairs in order; those who must never meet are left out.

        Raises:
            InputError: If a pair names nobody, one person twice, or stands twice.
            NumberRangeError: If points are too large to be added up.
        """
        ends = np.array([np.ravel(first), np.ravel(second)], np.int64)
        values = np.array(points, np.int64).ravel()
        if ends.shape[1] != len(values):
            raise InputError("Each pair needs two people and its points.")
        if ends.size and not (ends.min() >= 0 and ends.max() < people):
            raise InputError(f"Pairs may name people 0 to {people - 1}.")
        low, high = np.minimum(*ends), np.maximum(*ends)
        if np.any(low == high):
            raise InputError("Nobody can be their own buddy.")
        key, order = np.unique(low * people + high, return_index=True)
        if len(key) < len(values):
            raise InputError("A pair stands twice.")
        if values.size and int(np.abs(values).max()) * (people + 4) >= LARGEST_POINTS:
            raise NumberRangeError("The points are too large to be added up.")
        apart = frozenset((min(pair), max(pair)) for pair in never)
        keys_apart = np.array([a * people + b for a, b in apart], np.int64)
        order = order[~np.isin(key, keys_apart)]
        return cls(people, low[order], high[order], values[order], apart)

    @property
    def spare(self) -> int:
        """The node that stands for the extra link: whoever it is matched to is an end."""
        return self.people

    @property
    def person_weight(self) -> int:
        """More than the points of two plans can differ by."""
        largest = int(np.abs(self.points).max(initial=0))
        return 2 * largest * (self.people // 2 + 2) + 1

    @cached_property
    def arcs(self) -> tuple[Ints, Ints, Ints]:
        """Ends, middles and points of every link both ways, by end, then middle."""
        return Graph(self.people, self.first, self.second, self.points).arcs

    @cached_property
    def rivals(self) -> dict[int, frozenset[int]]:
        """For each person, those whom they must never meet, if there are any."""
        found: dict[int, set[int]] = {}
        for one, other in self.never:
            found.setdefault(one, set()).add(other)
            found.setdefault(other, set()).add(one)
        return {person: frozenset(rivals) for person, rivals in found.items()}

    @cached_property
    def needless(self) -> frozenset[ExtraLink]:
        """
        Extra links that can be closed without losing any trio.

        A trio is told of by either of its ends. So where ends of one middle must all
        never meet each other, no trio is lost if none of them is told of by these.
        """
        if not self.never:
            return frozenset()
        tail, head, _ = self.arcs
        one, other = np.array(sorted(self.never), np.int64).T
        # By symmetry the heads of somebody's arcs are also the tails of arcs to them.
        begins = np.searchsorted(tail, np.arange(self.people + 1))
        here = np.zeros(self.people, bool)
        found: list[ExtraLink] = []
        for middle in range(self.people):
            ends = head[begins[middle] : begins[middle + 1]]
            here[ends] = True
            both = here[one] & here[other]
            here[ends] = False
            rivals = np.bincount(one[both], minlength=self.people)
            rivals += np.bincount(other[both], minlength=self.people)
            found += [(end, middle) for end in self._strangers(rivals)]
        return frozenset(found)

    def _strangers(self, number: Ints) -> list[int]:
        """
        Some people who must all never meet each other, at least two, or none.

        Args:
            number: int64[N], of how many people here each is a rival.
        """
        first = int(number.argmax())
        if number[first] == 0:
            return []
        found = [first]
        near = (person for person in self.rivals[first] if number[person])
        for end in sorted(near, key=lambda person: (-number[person], person)):
            if self.rivals[end].issuperset(found):
                found.append(end)
        return found

    def may_meet(self, one: int, other: int) -> bool:
        """Whether two people may be the ends of one trio."""
        return other not in self.rivals.get(one, ())

    def graph(self, look: Look) -> Graph:
        """The graph whose best matching answers a look."""
        used = self._pairs_in_play(look)
        first, second = self.first[used], self.second[used]
        weight = 2 * look.person + self.points[used] * look.points
        if not look.trio:
            return Graph(self.people, first, second, weight)
        ends, best = self._best_extra(look)
        return Graph(
            self.people + 1,
            np.concatenate([first, ends]),
            np.concatenate([second, np.full(len(ends), self.spare)]),
            np.concatenate([weight, look.person + best * look.points]),
        )

    def extra_links(self, look: Look, end: int) -> list[int]:
        """Middles through which an end is worth most, in ascending order."""
        tail, head, points = self.arcs
        mine = np.flatnonzero(self._extra_in_play(look) & (tail == end))
        if look.points and len(mine):
            mine = mine[points[mine] == points[mine].max()]
        found: list[int] = head[mine].tolist()
        return found

    def _pairs_in_play(self, look: Look) -> Mask:
        used = np.ones(len(self.points), bool)
        if look.threshold is not None:
            used &= self.points >= look.threshold
        if look.only is not None:
            end, middle = look.only
            rivals = np.array(sorted(self.rivals.get(end, ())), np.int64)
            used &= ~((self.first == middle) & np.isin(self.second, rivals))
            used &= ~((self.second == middle) & np.isin(self.first, rivals))
        return used

    def _extra_in_play(self, look: Look) -> Mask:
        tail, head, points = self.arcs
        open_links = np.ones(len(tail), bool)
        if look.threshold is not None:
            open_links &= points >= look.threshold
        if look.only is not None:
            open_links &= (tail == look.only[0]) & (head == look.only[1])
        closed = [end * self.people + middle for end, middle in look.closed]
        open_links &= ~np.isin(tail * self.people + head, closed)
        return open_links

    def _best_extra(self, look: Look) -> tuple[Ints, Ints]:
        """Everybody who can be an end, and the points of their best extra link."""
        open_links = self._extra_in_play(look)
        tail, points = self.arcs[0][open_links], self.arcs[2][open_links]
        ends, starts = np.unique(tail, return_index=True)
        if len(ends) == 0:
            return ends, points
        return ends, np.maximum.reduceat(points, starts)
