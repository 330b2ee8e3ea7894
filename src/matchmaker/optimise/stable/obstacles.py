"""Coupling rows that forbid an exchange, for CP-SAT."""

from __future__ import annotations

from itertools import product
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Iterator

    from matchmaker.optimise.model import Model
    from matchmaker.optimise.stable.writing import Sheet


_Part = tuple[int, int | None]
"""A row, or of a row that is shared what its supporters like so much or better."""


class Obstacles:
    """
    What stands against exchanges besides the contentment of the two.

    An exchange depends on what the request leaves and on how much the supporter drops:
    those worth least first, one after the other. Every way of it must meet an obstacle,
    but only ways that differ in the rows of the pair are told apart.
    """

    def __init__(self, model: Model, sheet: Sheet) -> None:
        """Begin for a model whose pairs are the first variables."""
        self._model, self._sheet = model, sheet
        self._rows: list[dict[int, int]] = [{} for _ in range(model.rows)]
        self._rows_of: dict[int, list[int]] = {}
        entries = (model.row_of_entry, model.row_pairs, model.row_coefficient)
        for row, pair, amount in zip(*(e.tolist() for e in entries), strict=True):
            self._rows[row][pair] = amount
            self._rows_of.setdefault(pair, []).append(row)
        self._leaving = _Leaving(model, sheet)
        self._parts: dict[_Part, dict[int, int]] = {}
        self._totals: dict[_Part, int] = {}
        self._beyond: dict[tuple[_Part, int, int, tuple[int, ...]], int] = {}

    def of(self, pair: int) -> Iterator[list[int]]:
        """
        For each way of an exchange, variables of which one is 1 if it cannot be.

        Those of the whole supporter and request are left out: see `write_stability`.
        """
        rows = self._rows_of.get(pair, [])
        if not rows:
            yield []
            return
        worth_less = self._leaving.worth_less(pair)
        leaving = [p for p in worth_less if any(p in self._rows[k] for k in rows)]
        dropping = self._dropping(pair)
        for dropped, leaves in product(self._ways(dropping, rows), [None, *leaving]):
            gone = [*dropped, *([] if leaves is None else [leaves])]
            obstacles = self._against(pair, rows, gone)
            if obstacles is None:
                continue
            if len(dropped) < len(dropping):
                obstacles.append(self._no_room(pair, dropped))
            yield [*obstacles, *self._leaving.otherwise(leaves, leaving)]

    def _dropping(self, pair: int) -> list[int]:
        """What the supporter may drop for a pair, worth least first."""
        model = self._model
        mine = model.supporter == model.supporter[pair]
        wish = model.supporter_wish
        mine &= ~model.pinned & (wish < wish[pair])
        theirs = np.flatnonzero(mine)
        return list(theirs[np.argsort(wish[theirs], kind="stable")].tolist())

    def _ways(self, dropping: list[int], rows: list[int]) -> list[list[int]]:
        """How much may be dropped: all of it, where dropping more can only help."""
        if any(self._harms(p, row) for p in dropping for row in rows):
            return [dropping[:count] for count in range(len(dropping) + 1)]
        return [dropping]

    def _harms(self, pair: int, row: int) -> bool:
        """Whether a row may break because a pair is dropped."""
        amount = self._rows[row].get(pair, 0)
        low, high = self._range((row, None), ())
        too_low = amount > 0 and low < self._model.row_lower[row]
        too_high = amount < 0 and high > self._model.row_upper[row]
        return bool(too_low or too_high)

    def _contested(self, row: int, pair: int) -> _Part:
        """
        The part of a row that stands against a pair.

        Where supporters share the places, it is what they like as much as the pair.
        """
        model = self._model
        return row, int(model.supporter_wish[pair]) if model.is_shared[row] else None

    def _entries(self, part: _Part) -> dict[int, int]:
        """The pairs of a part of a row, with what they add to it."""
        row, level = part
        if level is None:
            return self._rows[row]
        if part not in self._parts:
            wish, pinned = self._model.supporter_wish, self._model.pinned
            self._parts[part] = {
                p: a
                for p, a in self._rows[row].items()
                if pinned[p] or wish[p] >= level
            }
        return self._parts[part]

    def _range(self, part: _Part, without: tuple[int, ...]) -> tuple[int, int]:
        """The least and the most that it can add up to without some pairs."""
        amounts = [a for p, a in self._entries(part).items() if p not in without]
        return sum(a for a in amounts if a < 0), sum(a for a in amounts if a > 0)

    def _against(self, pair: int, rows: list[int], gone: list[int]) -> list[int] | None:
        """Rows that may break, as variables; `None` if one breaks for certain."""
        found = []
        for row in rows:
            amount = self._rows[row][pair]
            most = int(self._model.row_upper[row]) - amount
            least = int(self._model.row_lower[row]) - amount
            against, whole = self._contested(row, pair), (row, None)
            kept = self._left(against, gone)
            low, high = self._range(against, (*kept, pair))
            if low > most:
                return None
            if high > most:
                found.append(self._is_beyond(against, 1, most + 1, kept))
            left = self._left(whole, gone)
            low, high = self._range(whole, (*left, pair))
            if high < least:
                return None
            if low < least:
                found.append(self._is_beyond(whole, -1, 1 - least, left))
        return found

    def _left(self, part: _Part, gone: list[int]) -> tuple[int, ...]:
        """Those of some pairs that stand in a part of a row."""
        entries = self._entries(part)
        return tuple(sorted(p for p in gone if p in entries))

    def _is_beyond(
        self, part: _Part, sign: int, least: int, left: tuple[int, ...]
    ) -> int:
        """1 only if it, less some pairs, with this sign, is at least so much."""
        key = part, sign, least, left
        if key not in self._beyond:
            low, high = self._range(part, left)
            entries = self._entries(part)
            amounts = [1, *(-entries[p] for p in left)]
            self._beyond[key] = self._sheet.is_at_least(
                np.array([self._total(part), *left]),
                sign * np.array(amounts, np.int64),
                least,
                low if sign > 0 else -high,
            )
        return self._beyond[key]

    def _total(self, part: _Part) -> int:
        """A variable for what a part of a row adds up to."""
        if part not in self._totals:
            entries = self._entries(part)
            low, high = self._range(part, ())
            self._totals[part] = self._sheet.total(
                np.array([*entries]), np.array([*entries.values()]), high, low
            )
        return self._totals[part]

    def _no_room(self, pair: int, dropped: list[int]) -> int:
        """1 only if the supporter has no room even with some pairs dropped."""
        model = self._model
        kept = model.supporter == model.supporter[pair]
        kept[[pair, *dropped]] = False
        terms = np.flatnonzero(kept)
        spare = int(model.capacity[model.supporter[pair]] - model.load[pair])
        return self._sheet.is_at_least(terms, model.load[terms], spare + 1, 0)


class _Leaving:
    """Which pairing a request would give up: its worst, if it has all it asked for."""

    def __init__(self, model: Model, sheet: Sheet) -> None:
        self._model, self._sheet = model, sheet
        self._leaves: dict[int, int] = {}
        self._not: dict[int, int] = {}
        self._full: dict[int, int] = {}

    def worth_less(self, pair: int) -> list[int]:
        """Pairs that a request might give up for one, worth least first."""
        model, request = self._model, int(self._model.request[pair])
        theirs, wish = self._movable(request), model.request_wish
        return [p for p in theirs if wish[p] < wish[pair]]

    def otherwise(self, leaves: int | None, among: list[int]) -> list[int]:
        """Variables of which one is 1 if the request gives up something else."""
        if leaves is None:
            return [self._is_left(pair) for pair in among]
        if leaves not in self._not:
            opposite = self._sheet.variable(0, 1)
            terms = np.array([self._is_left(leaves), opposite])
            self._sheet.row(terms, np.ones(2, np.int64), 1, 1)
            self._not[leaves] = opposite
        return [self._not[leaves]]

    def _movable(self, request: int) -> list[int]:
        model = self._model
        pairs = np.arange(model.indptr[request], model.indptr[request + 1])
        pairs = pairs[~model.pinned[pairs]]
        order = np.argsort(model.request_wish[pairs], kind="stable")
        return list(pairs[order].tolist())

    def _is_left(self, pair: int) -> int:
        """1 if, and only if, a pair is the one that its request would give up."""
        request = int(self._model.request[pair])
        if self._model.demand[request] == 1:
            return pair
        if pair not in self._leaves:
            theirs = self._movable(request)
            worse = theirs[: theirs.index(pair)]
            left, full = self._sheet.variable(0, 1), self._is_full(request)
            for needed in (full, pair):
                self._sheet.row(np.array([needed, left]), np.array([1, -1]), 0, 1)
            for other in worse:
                self._sheet.row(np.array([other, left]), np.ones(2, np.int64), 0, 1)
            amounts = [1, -1, -1, *(1 for _ in worse)]
            terms = np.array([left, full, pair, *worse])
            self._sheet.row(terms, np.array(amounts), -1, len(amounts))
            self._leaves[pair] = left
        return self._leaves[pair]

    def _is_full(self, request: int) -> int:
        """1 if, and only if, a request has all it asked for."""
        if request not in self._full:
            model, demand = self._model, int(self._model.demand[request])
            pairs = np.arange(model.indptr[request], model.indptr[request + 1])
            full = self._sheet.variable(0, 1)
            terms, ones = np.append(pairs, full), np.ones_like(pairs)
            self._sheet.row(terms, np.append(ones, -demand), 0, demand)
            self._sheet.row(terms, np.append(ones, -1), -1, demand - 1)
            self._full[request] = full
        return self._full[request]
