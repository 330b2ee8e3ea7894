"""A quick plan to start from: each request in turn takes its best pair left."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from matchmaker.optimise.model import Ints, Model


def greedy_plan(model: Model, first: Ints | None = None) -> Ints | None:
    """
    Take pairs one by one, the highest priority first, then the most points.

    Args:
        model: Any model.
        first: Pairs of a plan that broke some rule: they are tried before others.

    Returns:
        int64[K], a plan that keeps every hard rule; `None` if none was found, as
        may happen where there are minimums or pins.
    """
    room = _Room(model)
    pinned = np.flatnonzero(model.pinned)
    others = np.flatnonzero(~model.pinned)
    of = model.request[others]
    late = np.ones(model.pairs, np.int64)
    late[first if first is not None else []] = 0
    owed = np.zeros(model.pairs, bool)
    owed[model.row_pairs[model.row_lower[model.row_of_entry] > 0]] = True
    wanted = owed[others] | (model.minimum[of] > 0)
    keys = (-model.points[others], -model.priority[of], ~wanted)
    order = others[np.lexsort((*keys, late[others]))]
    taken = [pair for pair in [*pinned.tolist(), *order.tolist()] if room.take(pair)]
    used = np.sort(np.array(taken, dtype=np.int64))
    if model.has_conditional_minimum:
        used = _without_underused(model, used)
    return used if model.obeys(used) else None


class _Room:
    """What is left at requests, supporters and rows, in plain Python numbers."""

    def __init__(self, model: Model) -> None:
        self._request = model.request.tolist()
        self._supporter = model.supporter.tolist()
        self._load = model.load.tolist()
        self._wanted = model.demand.tolist()
        self._spare = model.capacity.tolist()
        self._above = model.row_upper.tolist()
        self._below = (-model.row_lower).tolist()
        self._rows_of: dict[int, list[tuple[int, int]]] = {}
        entries = zip(
            model.row_pairs.tolist(),
            model.row_of_entry.tolist(),
            model.row_coefficient.tolist(),
            strict=True,
        )
        for pair, row, amount in entries:
            self._rows_of.setdefault(pair, []).append((row, amount))

    def take(self, pair: int) -> bool:
        """Use the pair if there is room for it everywhere."""
        request, supporter = self._request[pair], self._supporter[pair]
        rows = self._rows_of.get(pair, ())
        if (
            self._wanted[request] < 1
            or self._spare[supporter] < self._load[pair]
            or any(self._breaks(row, amount) for row, amount in rows)
        ):
            return False
        self._wanted[request] -= 1
        self._spare[supporter] -= self._load[pair]
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
