"""
What is the same in every stable plan, found before any search.

Take pairs by points, the most first. Where a pair's request and supporter both have
room for all that is left of the same worth, neither could be content without it:
every stable plan has it. Where either is full, no plan has it. What remains are equals
that compete for a place, pairs in coupling rows, and all that comes after them at the
same parties. Without equals this is deferred acceptance, from either side.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from itertools import groupby
from operator import itemgetter
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from matchmaker.optimise.model import Ints, Mask, Model

AT_ONCE = 20_000
"""After about so many pairs those that have no room by now are passed over together."""


@dataclass(frozen=True, eq=False)
class Settled:
    """
    What is known of every stable plan.

    Attributes:
        chosen: bool[P], pairs that every stable plan has.
        unsettled: bool[P], pairs of which nothing is known; no stable plan has any
            that is neither.
    """

    chosen: Mask
    unsettled: Mask


def settle(model: Model) -> Settled:
    """
    Find out what is the same in every stable plan of a model.

    Pairs that are settled are worth at least as much to both their parties as any
    unsettled pair of theirs, so that nobody who is unsettled would give them up.
    """
    market = _Market(model)
    order = np.argsort(-model.points, kind="stable")
    order = order[~model.pinned[order]]
    for some in np.split(order, _breaks(model.points[order])):
        left = some[market.have_room(some)]
        points = model.points[left].tolist()
        ranked = zip(points, left.tolist(), strict=True)
        for _, level in groupby(ranked, key=itemgetter(0)):
            market.settle([pair for _, pair in level])
    chosen, unsettled = model.pinned.copy(), np.zeros(model.pairs, bool)
    chosen[np.array(market.chosen, np.int64)] = True
    unsettled[np.array(market.unsettled, np.int64)] = True
    return Settled(chosen, unsettled)


def _breaks(points: Ints) -> Ints:
    """Where pairs, by points, are split into parts that tear no equals apart."""
    rises = np.flatnonzero(np.diff(points)) + 1
    wanted = np.arange(AT_ONCE, len(points), AT_ONCE)
    places = np.searchsorted(rises, wanted)
    return np.unique(rises[places[places < len(rises)]])


class _Market:
    """What is left at each party, in plain Python numbers."""

    def __init__(self, model: Model) -> None:
        self._model = model
        pinned = np.flatnonzero(model.pinned)
        in_row = np.zeros(model.pairs, bool)
        in_row[model.row_pairs] = True
        self._in_row: list[bool] = in_row.tolist()
        self._request: list[int] = model.request.tolist()
        self._supporter: list[int] = model.supporter.tolist()
        self._load: list[int] = model.load.tolist()
        self._wanted: list[int] = (model.demand - model.given(pinned)).tolist()
        self._spare: list[int] = (model.capacity - model.load_of(pinned)).tolist()
        self._open_requests: set[int] = set()
        self._open_supporters: set[int] = set()
        self.chosen: list[int] = []
        self.unsettled: list[int] = []

    def have_room(self, pairs: Ints) -> Mask:
        """bool[...], whether there is room for each of some pairs by now."""
        model = self._model
        wanted, spare = np.array(self._wanted), np.array(self._spare)
        has: Mask = (wanted[model.request[pairs]] > 0) & (
            spare[model.supporter[pairs]] >= model.load[pairs]
        )
        return has

    def settle(self, level: list[int]) -> None:
        """Settle what can be of pairs worth the same."""
        left = [pair for pair in level if self._has_room(pair)]
        asked = Counter(self._request[pair] for pair in left)
        offered: Counter[int] = Counter()
        for pair in left:
            offered[self._supporter[pair]] += self._load[pair]
        # Nothing is taken away before all of this level were asked.
        wanted = [self._is_certain(pair, asked, offered) for pair in left]
        for pair, certain in zip(left, wanted, strict=True):
            if certain:
                self._choose(pair)
        others = [p for p, certain in zip(left, wanted, strict=True) if not certain]
        for pair in others:
            if self._has_room(pair):
                self.unsettled.append(pair)
                self._open_requests.add(self._request[pair])
                self._open_supporters.add(self._supporter[pair])

    def _has_room(self, pair: int) -> bool:
        wanted = self._wanted[self._request[pair]]
        return wanted > 0 and self._spare[self._supporter[pair]] >= self._load[pair]

    def _is_certain(
        self, pair: int, asked: Counter[int], offered: Counter[int]
    ) -> bool:
        """Whether neither party could be content without the pair."""
        request, supporter = self._request[pair], self._supporter[pair]
        return (
            not self._in_row[pair]
            and request not in self._open_requests
            and supporter not in self._open_supporters
            and asked[request] <= self._wanted[request]
            and offered[supporter] <= self._spare[supporter]
        )

    def _choose(self, pair: int) -> None:
        self.chosen.append(pair)
        self._wanted[self._request[pair]] -= 1
        self._spare[self._supporter[pair]] -= self._load[pair]
