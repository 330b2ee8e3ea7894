"""The pairs that break no rule, in columns."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import numpy.typing as npt

UNKNOWN_MINUTES = -1


@dataclass(frozen=True, eq=False)
class Candidates:
    """
    The pairs that break no rule, request by request (CSR order).

    R requests, S supporters, P candidates, K rules.

    Attributes:
        indptr: int64[R + 1]; request r has the candidates indptr[r] to indptr[r + 1].
        supporter: int32[P], positions of supporters, rising within a request.
        minutes: int32[P], travel one way; -1 where there is none or it is unknown.
        load: int64[P], what the pair takes from the supporter's capacity.
        rules: The K pair rules in the order in which they were asked.
        removed: int32[R, K], how many supporters fell at each rule: each supporter
            is counted at the first rule that fails.
    """

    indptr: npt.NDArray[np.int64]
    supporter: npt.NDArray[np.int32]
    minutes: npt.NDArray[np.int32]
    load: npt.NDArray[np.int64]
    rules: tuple[str, ...]
    removed: npt.NDArray[np.int32]

    def __len__(self) -> int:
        return len(self.supporter)

    @cached_property
    def request(self) -> npt.NDArray[np.int32]:
        """int32[P], positions of requests."""
        counts = np.diff(self.indptr)
        return np.repeat(np.arange(len(counts), dtype=np.int32), counts)

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
