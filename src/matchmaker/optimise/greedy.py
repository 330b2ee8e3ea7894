"""A quick plan to start from: each request in turn takes its best pair left."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from matchmaker.optimise.model import Ints, Mask, Model

AT_ONCE = 20_000
"""After so many pairs those that have no room by now are passed over together."""


def greedy_plan(model: Model, first: Ints | None = None) -> Ints | None:
    """
    Take pairs one by one, the highest priority first, then the most points.

    Where loads differ at a supporter, light pairs come before heavy ones. Where the
    plan must be stable, points come before all else.

    Args:
        model: Any model.
        first: Pairs of a plan that broke some rule: they are tried before others.

    Returns:
        int64[K], a plan that keeps every hard rule; `None` if none was found, as
        may happen where there are minimums or pins.
    """
    room = _Room(model)
    taken = room.take_all(np.flatnonzero(model.pinned))
    if first is not None:
        taken += room.take_all(_in_order(model, np.setdiff1d(first, taken)))
    others = np.ones(model.pairs, bool)
    others[taken] = False
    order = _in_order(model, np.flatnonzero(others & room.may_take(slice(None))))
    for some in np.split(order, range(AT_ONCE, len(order), AT_ONCE)):
        taken += room.take_all(some[room.may_take(some)])
    used = np.sort(np.array(taken, dtype=np.int64))
    if model.has_conditional_minimum:
        used = _without_underused(model, used)
    return used if model.obeys(used) else None


def plan_near(model: Model, used: Ints) -> Ints | None:
    """A plan that keeps every hard rule, near one that may break some, if it is found."""
    return used if model.obeys(used) else greedy_plan(model, used)


def _in_order(model: Model, pairs: Ints) -> Ints:
    """What is owed first, then the highest priority for the room, then the most points."""
    if model.stable:
        # Whoever comes later is then worth no more to anybody: nothing blocks.
        # Among equals those with few choices come first, so that fewer are left out.
        of, by = model.request[pairs], model.supporter[pairs]
        choices = np.bincount(of, minlength=1)[of] + np.bincount(by, minlength=1)[by]
        best_first = np.lexsort((choices, -model.priority[of], -model.points[pairs]))
        return np.asarray(pairs[best_first], np.int64)
    owed = np.zeros(model.pairs, bool)
    owed[model.row_pairs[model.row_lower[model.row_of_entry] > 0]] = True
    of, by = model.request[pairs], model.supporter[pairs]
    wanted = owed[pairs] | (model.minimum[of] > 0)
    # A heavy pair takes the room of several light ones at the same supporter.
    heaviest = np.zeros(model.supporters, np.int64)
    np.maximum.at(heaviest, model.supporter, model.load)
    for_room = model.priority[of] * (heaviest[by] // model.load[pairs])
    keys = (-model.points[pairs], -model.priority[of], -for_room, ~wanted)
    order: Ints = pairs[np.lexsort(keys)]
    return order


class _Room:
    """What is left at requests, supporters and rows, in plain Python numbers."""

    def __init__(self, model: Model) -> None:
        self._model = model
        self._wanted = model.demand.tolist()
        self._spare = model.capacity.tolist()
        self._above = model.row_upper.tolist()
        self._below = (-model.row_lower).tolist()
        order = np.argsort(model.row_pairs, kind="stable")
        self._rows = model.row_of_entry[order]
        self._amounts = model.row_coefficient[order]
        counts = np.bincount(model.row_pairs, minlength=model.pairs)
        self._ends = np.concatenate([[0], np.cumsum(counts)])

    def may_take(self, pairs: Ints | slice) -> Mask:
        """bool[...], whether request and supporter have room, rows left aside."""
        model = self._model
        wanted, spare = np.array(self._wanted), np.array(self._spare)
        may: Mask = (wanted[model.request[pairs]] > 0) & (
            spare[model.supporter[pairs]] >= model.load[pairs]
        )
        return may

    def take_all(self, pairs: Ints) -> list[int]:
        """Use one pair after the other, as far as there is room; those used."""
        model = self._model
        columns = (
            pairs.tolist(),
            model.request[pairs].tolist(),
            model.supporter[pairs].tolist(),
            model.load[pairs].tolist(),
        )
        return [
            pair
            for pair, request, supporter, load in zip(*columns, strict=True)
            if self._take(pair, request, supporter, load)
        ]

    def _take(self, pair: int, request: int, supporter: int, load: int) -> bool:
        """Use the pair if there is room for it everywhere."""
        if self._wanted[request] < 1 or self._spare[supporter] < load:
            return False
        entries = slice(self._ends[pair], self._ends[pair + 1])
        rows = list(
            zip(
                self._rows[entries].tolist(),
                self._amounts[entries].tolist(),
                strict=True,
            )
        )
        if any(self._breaks(row, amount) for row, amount in rows):
            return False
        self._wanted[request] -= 1
        self._spare[supporter] -= load
        for row, amount in rows:
            self._above[row] -= amount
            self._below[row] += amount
        return True

    def _breaks(self, row: int, amount: int) -> bool:
        """Whether so much more, or less, leads away from what the row allows."""
        if amount > 0:
            return bool(self._above[row] < amount)
        return bool(self._below[row] < -amount)


def _without_underused(model: Model, used: Ints) -> Ints:
    """Free the supporters that did not reach the minimum they have if used."""
    short = model.load_of(used) < model.supporter_minimum
    return used[~short[model.supporter[used]]]
