"""The share of one side's words that the other side has too."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from matchmaker.candidates.answers import Families
from matchmaker.candidates.coded import UNKNOWN, Ints, Membership
from matchmaker.candidates.evidence import Evidence
from matchmaker.domain.criteria import THOUSANDTHS


class Share:
    """
    How much of the words asked for a supporter has, in thousandths.

    Where words are ranked, the first of n counts n, the last 1; else all count
    alike. A word of which the supporter has only kin counts in part. Missing where
    either side names none.
    """

    def __init__(
        self,
        asked: Sequence[Sequence[str]],
        held: Sequence[Sequence[str]],
        *,
        ranked: bool,
        families: Families | None = None,
        kin: int = 0,
    ) -> None:
        everything = dict.fromkeys(word for words in asked for word in words)
        number = {word: row for row, word in enumerate(everything)}
        self._marks = _marks(list(number), Membership(held), families, kin)
        self._silent = np.array([not words for words in held], dtype=bool)
        most = max((len(words) for words in asked), default=0)
        self._rows = np.zeros((most, len(asked)), dtype=np.int64)
        self._weights = np.zeros((most, len(asked)), dtype=np.int64)
        for position, words in enumerate(asked):
            count = len(words)
            self._rows[:count, position] = [number[word] for word in words]
            self._weights[:count, position] = range(count, 0, -1) if ranked else 1
        self._total = self._weights.sum(axis=0)

    def thousandths(self, r: Ints, s: Ints) -> Ints:
        """int64[n]: the share of each pair, rounded half up; `UNKNOWN` if missing."""
        covered = np.zeros(len(r), dtype=np.int64)
        for rows, weights in zip(self._rows, self._weights, strict=True):
            covered += weights[r] * self._marks[rows[r], s]
        total = self._total[r]
        missing = (total == 0) | self._silent[s]
        safe = np.maximum(total, 1)
        return np.where(missing, UNKNOWN, (2 * covered + safe) // (2 * safe))


def _marks(
    words: Sequence[str], held: Membership, families: Families | None, kin: int
) -> npt.NDArray[np.int16]:
    """int16[W, S]: thousandths of each word that each supporter covers."""
    marks = np.zeros((len(words), held.table.shape[1]), dtype=np.int16)
    for row, word in enumerate(words):
        if families is not None:
            near = held.rows(sorted(families.with_kin([word])))
            marks[row, held.table[near].any(axis=0)] = kin
        marks[row, held.table[held.rows([word])[0]]] = THOUSANDTHS
    return marks


def shared(asked: tuple[str, ...], held: tuple[str, ...]) -> Evidence:
    """The words asked for that are held, against all; not known where none are held."""
    both = tuple(word for word in asked if word in held)
    return Evidence(both if held else None, asked)
