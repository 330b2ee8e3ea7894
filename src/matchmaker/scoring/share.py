"""The share of one side's words that the other side has too."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from matchmaker.candidates.table import UNKNOWN, Ints, Membership
from matchmaker.domain.criteria import THOUSANDTHS


class Share:
    """
    How much of the words asked for a supporter has, in thousandths.

    Where words are ranked, the first of n counts n, the last 1; else all count
    alike. Missing where either side names none.
    """

    def __init__(
        self,
        asked: Sequence[Sequence[str]],
        held: Sequence[Sequence[str]],
        *,
        ranked: bool,
    ) -> None:
        self._held = Membership(held)
        self._silent = np.array([not words for words in held], dtype=bool)
        most = max((len(words) for words in asked), default=0)
        self._rows = np.zeros((most, len(asked)), dtype=np.int64)
        self._weights = np.zeros((most, len(asked)), dtype=np.int64)
        for position, words in enumerate(asked):
            count = len(words)
            self._rows[:count, position] = self._held.rows(words)
            self._weights[:count, position] = range(count, 0, -1) if ranked else 1
        self._total = self._weights.sum(axis=0)

    def thousandths(self, r: Ints, s: Ints) -> Ints:
        """int64[n]: the share of each pair, rounded half up; `UNKNOWN` if missing."""
        covered = np.zeros(len(r), dtype=np.int64)
        for rows, weights in zip(self._rows, self._weights, strict=True):
            covered += weights[r] * self._held.table[rows[r], s]
        total = self._total[r]
        missing = (total == 0) | self._silent[s]
        safe = np.maximum(total, 1)
        share = (2 * THOUSANDTHS * covered + safe) // (2 * safe)
        return np.where(missing, UNKNOWN, share)
