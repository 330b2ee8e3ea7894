"""
Exchanges: who would leave a plan for each other.

Unlike a `Market`, a model has requests that ask for several, loads, pins and rules
about several pairings. A pair's points are what it is worth to either side, but where
people gave lists (see `matchmaker.optimise.stable.wishes`).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Iterator

    from matchmaker.optimise.model import Indices, Ints, Model

ANYBODY = np.iinfo(np.int64).min
"""Worth less than any pair: what a free place is to whoever has one."""


@dataclass(frozen=True, slots=True)
class Exchange:
    """
    A pair that blocks a plan, and what would be given up for it.

    Attributes:
        pair: The pair, which the plan does not use.
        leaves: The pair that its request would give up; `None` where it has a unit
            open.
        drops: The pairs that its supporter would give up, those worth least first.
    """

    pair: int
    leaves: int | None
    drops: tuple[int, ...]


def exchanges(model: Model, used: Ints) -> Iterator[Exchange]:
    """
    Find the pairs that would both gain by leaving a plan for each other.

    The request gives up its worst pairing if it has all it asked for; the supporter
    gives up those worth least until there is room. Both must gain by each exchange:
    what is worth as much is kept. Nobody gives up what is pinned, and every coupling
    row in which the pair stands must hold afterwards; those who are left have no say.
    Where supporters share the places of a row, whatever they like less there may be
    given up as well, as a lecturer does whose projects share his places (Abraham,
    Irving and Manlove 2007).

    Args:
        model: Any model.
        used: int64[K], a plan's pairs, ascending; it keeps demands and capacities.

    Returns:
        By pair.
    """
    return _Plan(model, used).exchanges()


def is_stable(model: Model, used: Ints) -> bool:
    """Whether no pair blocks a plan (weak stability)."""
    return next(exchanges(model, used), None) is None


class _Plan:
    """What everybody has, and what they would give it up for."""

    def __init__(self, model: Model, used: Ints) -> None:
        self._model, self._used = model, used
        self._load = model.load_of(used)
        self._given = model.given(used)
        self._totals = model.row_totals(used)
        order = np.argsort(model.row_pairs, kind="stable")
        self._by_pair = order, model.row_pairs[order]
        movable = used[~model.pinned[used]]
        self._asked = _least_first(movable, model.request_wish)
        self._offered = _least_first(movable, model.supporter_wish)

    def exchanges(self) -> Iterator[Exchange]:
        for pair in self._tempting().tolist():
            leaves = self._leaves(pair)
            drops = self._drops(pair, leaves)
            if drops is not None:
                yield Exchange(pair, leaves, drops)

    def _tempting(self) -> Ints:
        """Pairs worth more to both than the least that they have."""
        model, mine, theirs = self._model, *self._wishes
        full = self._given >= model.demand
        worst = _least_by(model.request, mine, self._asked, model.requests)
        worst = np.where(full, worst, ANYBODY)
        least = _least_by(model.supporter, theirs, self._offered, model.supporters)
        crowded = (
            self._load[model.supporter] + model.load > model.capacity[model.supporter]
        )
        open_pair = np.ones(model.pairs, bool)
        open_pair[self._used] = False
        return np.flatnonzero(
            open_pair
            & (model.demand[model.request] > 0)
            & (mine > worst[model.request])
            & (~crowded | (theirs > least[model.supporter]))
        )

    @property
    def _wishes(self) -> tuple[Ints, Ints]:
        """How much the request of each pair likes it, and the supporter."""
        return self._model.request_wish, self._model.supporter_wish

    def _leaves(self, pair: int) -> int | None:
        """The pairing that the request would give up; `None` where it has room."""
        request = self._model.request[pair]
        if self._given[request] < self._model.demand[request]:
            return None
        theirs = self._asked[self._model.request[self._asked] == request]
        return int(theirs[0])

    def _drops(self, pair: int, leaves: int | None) -> tuple[int, ...] | None:
        """What the supporter would give up; `None` if that is not enough."""
        model = self._model
        held = self._offered[model.supporter[self._offered] == model.supporter[pair]]
        wish = model.supporter_wish
        worth_less = held[wish[held] < wish[pair]].tolist()
        for count in range(len(worth_less) + 1):
            drops = tuple(worth_less[:count])
            gone = {*drops} if leaves is None else {leaves, *drops}
            if self._fits(pair, gone):
                return (*drops, *self._shared_drops(pair, gone))
        return None

    def _fits(self, pair: int, gone: set[int]) -> bool:
        """Whether the pair has room, and keeps every rule that speaks of it."""
        model = self._model
        left = [p for p in gone if model.supporter[p] == model.supporter[pair]]
        freed = int(model.load[left].sum())
        load = self._load[model.supporter[pair]] - freed + model.load[pair]
        if load > model.capacity[model.supporter[pair]]:
            return False
        rows, amounts = self._entries(pair)
        totals = self._totals[rows] + amounts
        for other in gone:
            theirs, less = self._entries(other)
            for row, amount in zip(theirs.tolist(), less.tolist(), strict=True):
                totals[rows == row] -= amount
        low, high = model.row_lower[rows], model.row_upper[rows]
        for place in np.flatnonzero(model.is_shared[rows]).tolist():
            over = int(totals[place] - high[place])
            if over > 0 and len(self._worth_less(rows[place], pair, gone)) >= over:
                totals[place] = high[place]
        return bool(np.all((totals >= low) & (totals <= high)))

    def _worth_less(self, row: int, pair: int, gone: set[int]) -> list[int]:
        """What else those who share a row might give up for a pair, least first."""
        model, wish = self._model, self._model.supporter_wish
        first, last = model.row_indptr[row], model.row_indptr[row + 1]
        inside = np.isin(self._offered, model.row_pairs[first:last])
        inside &= wish[self._offered] < wish[pair]
        return [p for p in self._offered[inside].tolist() if p not in gone]

    def _shared_drops(self, pair: int, gone: set[int]) -> tuple[int, ...]:
        """What supporters of shared rows give up, those liked least first."""
        rows, amounts = self._entries(pair)
        dropped: list[int] = []
        for row, amount in zip(rows.tolist(), amounts.tolist(), strict=True):
            if self._model.is_shared[row]:
                first, last = (
                    self._model.row_indptr[row],
                    self._model.row_indptr[row + 1],
                )
                inside = self._model.row_pairs[first:last]
                freed = int(np.isin(inside, [*gone, *dropped]).sum())
                total = int(self._totals[row]) + amount - freed
                over = max(total - int(self._model.row_upper[row]), 0)
                dropped += self._worth_less(row, pair, {*gone, *dropped})[:over]
        return tuple(dropped)

    def _entries(self, pair: int) -> tuple[Ints, Ints]:
        """The rows that a pair stands in, and what it adds to each."""
        order, sorted_pairs = self._by_pair
        first, last = np.searchsorted(sorted_pairs, [pair, pair + 1])
        entries = order[first:last]
        model = self._model
        return model.row_of_entry[entries], model.row_coefficient[entries]


def _least_first(pairs: Ints, wish: Ints) -> Ints:
    """Pairs by what one side has of them, the least first."""
    return pairs[np.argsort(wish[pairs], kind="stable")]


def _least_by(party: Indices, wish: Ints, pairs: Ints, parties: int) -> Ints:
    """The least that each could give up; beyond all where there is nothing."""
    least = np.full(parties, np.iinfo(np.int64).max)
    np.minimum.at(least, party[pairs], wish[pairs])
    return least
