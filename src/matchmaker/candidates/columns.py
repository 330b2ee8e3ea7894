"""The pairs that break no rule, in columns."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np
import numpy.typing as npt

UNKNOWN_MINUTES = -1

CHUNK = 1 << 17
"""Candidates looked at together, so that the columns in work stay in the cache."""


@dataclass(frozen=True, eq=False)
class Candidates:
    """
    The pairs that break no rule, request by request (CSR order).

    R requests, S supporters, P candidates, K rules.

    Attributes:
        indptr: int64[R + 1]; request r has the candidates indptr[r] to indptr[r + 1].
        supporter: int32[P], positions of supporters, rising within a request.
        minutes: int[P], travel one way; -1 where there is none or it is unknown.
        load: int[P], what the pair takes from the supporter's capacity. Both are as
            narrow as their numbers allow, because pairs are many.
        rules: The K pair rules in the order in which they were asked.
        removed: int32[R, K], how many supporters fell at each rule: each supporter
            is counted at the first rule that fails.
    """

    indptr: npt.NDArray[np.int64]
    supporter: npt.NDArray[np.int32]
    minutes: npt.NDArray[np.signedinteger]
    load: npt.NDArray[np.signedinteger]
    rules: tuple[str, ...]
    removed: npt.NDArray[np.int32]

    def __len__(self) -> int:
        return len(self.supporter)

    @cached_property
    def request(self) -> npt.NDArray[np.int32]:
        """int32[P], positions of requests."""
        counts = np.diff(self.indptr)
        return np.repeat(np.arange(len(counts), dtype=np.int32), counts)

    def request_of(self, pairs: slice | npt.NDArray[np.int64]) -> npt.NDArray[np.int64]:
        """int64, the requests of some pairs, where a column of all would be a waste."""
        if not isinstance(pairs, slice):
            return np.searchsorted(self.indptr, pairs, side="right") - 1
        start, stop, _ = pairs.indices(len(self))
        first = int(np.searchsorted(self.indptr, start, side="right")) - 1
        last = int(np.searchsorted(self.indptr, stop, side="left"))
        counts = np.diff(self.indptr[first : last + 1].clip(start, stop))
        return np.repeat(np.arange(first, last), counts)

    def chunks(self) -> Iterator[slice]:
        """All pairs in pieces of a size that numpy is quick with."""
        for start in range(0, len(self), CHUNK):
            yield slice(start, min(start + CHUNK, len(self)))

    def only(self, pairs: npt.NDArray[np.int64]) -> Candidates:
        """The candidates at these rising positions, for the same requests."""
        return replace(
            self,
            indptr=np.searchsorted(pairs, self.indptr),
            supporter=self.supporter[pairs],
            minutes=self.minutes[pairs],
            load=self.load[pairs],
        )

    def of(self, request: int) -> slice:
        """Where the candidates of a request stand."""
        return slice(int(self.indptr[request]), int(self.indptr[request + 1]))

    def of_each(
        self, requests: Sequence[int] | npt.NDArray[np.int64]
    ) -> tuple[npt.NDArray[np.int64], npt.NDArray[np.int64]]:
        """
        Where the candidates of several requests stand, one request after the other.

        Returns:
            int64[E], which of the requests named it is, counted from 0, and
            int64[E], the position of the candidate.
        """
        wanted = np.asarray(requests, dtype=np.int64)
        counts = np.diff(self.indptr)[wanted]
        which = np.repeat(np.arange(len(wanted)), counts)
        before = np.cumsum(counts) - counts
        return which, (self.indptr[wanted] - before)[which] + np.arange(len(which))

    def in_common(
        self, ones: Sequence[int], others: Sequence[int]
    ) -> tuple[npt.NDArray[np.int64], npt.NDArray[np.int64], npt.NDArray[np.int64]]:
        """
        The candidates that two requests share, for many twos of requests.

        Args:
            ones: Positions of requests.
            others: As many, each to be held against the one at the same place.

        Returns:
            int64[E], which two it is, counted from 0; int64[E] and int64[E], the
            positions of the one's and of the other's candidate, of one supporter.
        """
        which, pairs = self.of_each(ones)
        which_other, other_pairs = self.of_each(others)
        size = int(self.supporter.max(initial=0)) + 1
        shared, here, there = np.intersect1d(
            which * size + self.supporter[pairs],
            which_other * size + self.supporter[other_pairs],
            assume_unique=True,
            return_indices=True,
        )
        return shared // size, pairs[here], other_pairs[there]

    def find(self, request: int, supporter: int) -> int | None:
        """The position of a pair; `None` if it is no candidate."""
        part = self.of(request)
        found: int = part.start + int(np.searchsorted(self.supporter[part], supporter))
        if found < part.stop and int(self.supporter[found]) == supporter:
            return found
        return None

    def funnel(self, request: int) -> dict[str, int]:
        """How many supporters fell at each rule, in order; rules with none left out."""
        counts = zip(self.rules, self.removed[request].tolist(), strict=True)
        return {rule: count for rule, count in counts if count}


def narrowed(column: npt.NDArray[np.integer]) -> npt.NDArray[np.signedinteger]:
    """
    The same numbers in the smallest signed kind, of two bytes or more, that has them all.

    >>> narrowed(np.array([-1, 2**15 - 1])).dtype, narrowed(np.array([2**15])).dtype
    (dtype('int16'), dtype('int32'))
    """
    return column.astype(
        narrowest(int(column.min(initial=0)), int(column.max(initial=0))), copy=False
    )


def narrowest(least: int, most: int) -> np.dtype[np.signedinteger]:
    """The smallest kind of signed whole number, of two bytes or more, for a range."""
    kinds: tuple[type[np.signedinteger], ...] = (np.int16, np.int32)
    for kind in kinds:
        limits = np.iinfo(kind)
        if limits.min <= least and most <= limits.max:
            return np.dtype(kind)
    return np.dtype(np.int64)
