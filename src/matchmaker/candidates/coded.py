"""Values and words as whole numbers, and tests of thousands of pairs at once."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Sequence
from typing import TypeVar

import numpy as np
import numpy.typing as npt

Ints = npt.NDArray[np.int64]
Bools = npt.NDArray[np.bool_]
Test = Callable[[Ints, Ints], Bools]
"""Takes positions of requests and of supporters, two arrays that broadcast together,
and says for each pair whether the rule holds. The answer broadcasts to the pairs'
shape: a rule about supporters alone answers with one row."""

T = TypeVar("T", bound=np.generic)

UNKNOWN = -1
"""Stands for a missing code, coordinate or number of minutes."""


def at(column: npt.NDArray[T], positions: Ints) -> npt.NDArray[T]:
    """
    A column's values at some positions; one value where all are the same.

    Screening works through requests that are much alike, so that most questions
    about a block of requests have one answer, and cost one row instead of a grid.
    """
    values = column[positions]
    if values.size > 1 and (values == values.flat[0]).all():
        return values[:1] if values.ndim == 1 else values[:1, :1]
    return values


def at_least(values: Iterable[int | None], least: int) -> Bools:
    """bool[n]: which values are known, and no less than so much."""
    enough = [value is not None and value >= least for value in values]
    return np.array(enough, dtype=bool)


class Codes:
    """Whole numbers for values, in the order in which they are first seen."""

    def __init__(self) -> None:
        self._codes: dict[Hashable, int] = {}

    def column(self, values: Iterable[Hashable]) -> Ints:
        """int64[n]: the code of each value; `UNKNOWN` for `None`."""
        return np.array([self.code(value) for value in values], dtype=np.int64)

    def code(self, value: Hashable) -> int:
        """The code of a value, given it on first sight; `UNKNOWN` for `None`."""
        if value is None:
            return UNKNOWN
        return self._codes.setdefault(value, len(self._codes))

    def __len__(self) -> int:
        return len(self._codes)


class Membership:
    """Which supporters have which words: a table of bools, a row a word."""

    def __init__(self, lists: Sequence[Iterable[str]]) -> None:
        self.codes = Codes()
        coded = [[self.codes.code(word) for word in words] for words in lists]
        # The last row stays empty: a word that nobody has, and UNKNOWN, point there.
        self.table: Bools = np.zeros((len(self.codes) + 1, len(lists)), dtype=bool)
        for supporter, words in enumerate(coded):
            self.table[words, supporter] = True

    def rows(self, words: Iterable[str | None]) -> Ints:
        """int64[n]: the table row of each word."""
        empty = len(self.table) - 1
        codes = (self.codes.code(word) for word in words)
        return np.array(
            [code if 0 <= code < empty else empty for code in codes], dtype=np.int64
        )


class Exclusions:
    """Single pairs that are ruled out, few among many."""

    def __init__(self, pairs: Iterable[tuple[int, int]]) -> None:
        known = sorted(set(pairs))
        self._request: Ints = np.array([r for r, _ in known], dtype=np.int64)
        self._supporter: Ints = np.array([s for _, s in known], dtype=np.int64)

    def allow(self, r: Ints, s: Ints) -> Bools:
        """Whether each pair is not ruled out; a `Test`."""
        concerned = np.isin(self._request, r)
        if not concerned.any():
            return np.ones((1,) * r.ndim, dtype=bool)
        request, supporter = self._request[concerned], self._supporter[concerned]
        if r.ndim == 1:
            size = int(max(s.max(), supporter.max())) + 1
            return ~np.isin(r * size + s, request * size + supporter)
        return self._allow_grid(r[:, 0], s[0], request, supporter)

    @staticmethod
    def _allow_grid(rows: Ints, columns: Ints, request: Ints, supporter: Ints) -> Bools:
        allowed = np.ones((len(rows), len(columns)), dtype=bool)
        if not len(columns):
            return allowed
        column = np.searchsorted(columns, supporter).clip(max=len(columns) - 1)
        there = columns[column] == supporter
        allowed[np.searchsorted(rows, request[there]), column[there]] = False
        return allowed
