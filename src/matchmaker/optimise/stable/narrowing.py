"""
Which pairs a stable plan can have, where the two sides rank each other.

Both sides propose down their lists. Whoever has room for all that they like as much as
a pair, or better, *claims* the pair: they are not content without it. A party that
receives claims for all its places has nothing that it likes less than the last of these,
or somebody would leave with it; and a pair that both sides claim is in every stable
plan. Lists that were cut short give room for new claims. Where nobody has equals this
leaves what lies between the two outcomes of deferred acceptance (Gale and Shapley 1962;
Gusfield and Irving 1989, section 1.2.4).
"""

from __future__ import annotations

from heapq import heappush, heapreplace
from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np

from matchmaker.optimise.stable.settled import Settled

if TYPE_CHECKING:
    from matchmaker.optimise.model import Indices, Ints, Model


def narrow(model: Model) -> Settled:
    """
    Find pairs that every stable plan has, and those that none has.

    Nothing is concluded from pairs that stand in coupling rows, because a row may
    excuse their absence, nor about supporters whose loads differ.

    Args:
        model: A model with wishes.
    """
    lists = _Lists(model)
    lists.run()
    return Settled(lists.chosen | model.pinned, lists.left & ~lists.chosen)


class _Side:
    """One side's lists, and what its parties have been offered."""

    def __init__(self, party: Indices, wish: Ints, places: Ints, free: Ints) -> None:
        """
        Begin.

        Args:
            party: The party of each pair.
            wish: How much that party likes it.
            places: Places of each party; -1 if that cannot be said.
            free: The pairs in play.
        """
        order = free[np.lexsort((-wish[free], party[free]))]
        of, liked = party[order], wish[order]
        self.party: list[int] = party.tolist()
        self.wish: list[int] = wish.tolist()
        self.places: list[int] = places.tolist()
        ends = np.searchsorted(of, np.arange(len(places) + 1))
        self.lists = [
            order[begin:end].tolist() for begin, end in pairwise(ends.tolist())
        ]
        starts = np.ones(len(order), bool)
        starts[1:] = (of[1:] != of[:-1]) | (liked[1:] != liked[:-1])
        tied = np.full(len(party), -1, np.int64)
        tied[order] = np.cumsum(starts) - 1
        self.tied: list[int] = tied.tolist()
        self.in_tie: list[int] = np.bincount(tied[order], minlength=1).tolist()
        # So far each party has claimed what stands before `head`, `taken` of it left.
        self.head = [0] * len(places)
        self.taken = [0] * len(places)
        self.claimed: set[int] = set()
        self.tail = [len(mine) for mine in self.lists]
        self.received: list[list[int]] = [[] for _ in places]


class _Lists:
    """
    The lists of both sides, cut shorter and shorter.

    Attributes:
        left: bool[P], pairs that may still be in a stable plan.
        chosen: bool[P], pairs that are in all.
    """

    def __init__(self, model: Model) -> None:
        pinned = np.flatnonzero(model.pinned)
        spare = model.capacity - model.load_of(pinned)
        wanted = model.demand - model.given(pinned)
        first = np.zeros(model.supporters, np.int64)
        first[model.supporter] = model.load
        even = np.ones(model.supporters, bool)
        even[model.supporter[model.load != first[model.supporter]]] = False
        room = np.where(even, spare // np.maximum(first, 1), -1)
        self.left = ~model.pinned & (wanted > 0)[model.request]
        self.left &= model.load <= spare[model.supporter]
        self.chosen = np.zeros(model.pairs, bool)
        self._in_row = np.zeros(model.pairs, bool)
        self._in_row[model.row_pairs] = True
        free = np.flatnonzero(self.left)
        self._sides = (
            _Side(model.request, model.request_wish, wanted, free),
            _Side(model.supporter, model.supporter_wish, room, free),
        )
        self._waiting = [
            (number, party)
            for number, side in enumerate(self._sides)
            for party in range(len(side.places))
        ]

    def run(self) -> None:
        """Let everybody propose until nobody can claim any more."""
        while self._waiting:
            number, party = self._waiting.pop()
            self._claim(number, party)

    def _claim(self, number: int, party: int) -> None:
        """Claim all equals, class by class, for whom there is room."""
        side = self._sides[number]
        mine, places = side.lists[party], side.places[party]
        while (head := self._next_left(side, party)) < len(mine):
            tie = side.tied[mine[head]]
            if side.taken[party] + side.in_tie[tie] > places:
                return
            while head < len(mine) and side.tied[mine[head]] == tie:
                if self.left[mine[head]]:
                    side.taken[party] += 1
                    side.claimed.add(mine[head])
                head += 1
            fresh = mine[side.head[party] : head]
            side.head[party] = head
            for pair in fresh:
                if self.left[pair] and not self._in_row[pair]:
                    self._receive(1 - number, pair)

    def _next_left(self, side: _Side, party: int) -> int:
        """Where the best pair stands that is left and not claimed."""
        mine, head = side.lists[party], side.head[party]
        while head < len(mine) and not self.left[mine[head]]:
            head += 1
        side.head[party] = head
        return head

    def _receive(self, number: int, pair: int) -> None:
        """Let the other party of a pair learn that it is claimed."""
        side = self._sides[number]
        if pair in side.claimed:
            self.chosen[pair] = True
        party = side.party[pair]
        places, offers = side.places[party], side.received[party]
        if places < 1:
            return
        if len(offers) < places:
            heappush(offers, side.wish[pair])
        elif side.wish[pair] > offers[0]:
            heapreplace(offers, side.wish[pair])
        if len(offers) == places:
            self._cut(number, party, offers[0])

    def _cut(self, number: int, party: int, least: int) -> None:
        """Rule out whatever a party likes less than what it can be sure of."""
        side = self._sides[number]
        mine = side.lists[party]
        while side.tail[party] and side.wish[mine[side.tail[party] - 1]] < least:
            side.tail[party] -= 1
            pair = mine[side.tail[party]]
            if self.left[pair]:
                self._drop(pair)

    def _drop(self, pair: int) -> None:
        self.left[pair] = False
        for number, side in enumerate(self._sides):
            side.in_tie[side.tied[pair]] -= 1
            if pair in side.claimed:
                side.taken[side.party[pair]] -= 1
            self._waiting.append((number, side.party[pair]))
