"""
By which count to divide a part of the plans.

Any count that is not whole will do, but how far bounds fall differs much from one to
another, and what a count brought once it tends to bring again (pseudo-costs, Benichou
et al. 1971). So a few counts are tried where nothing is known of them yet; afterwards
what they brought there says which is worth most (reliability branching, Achterberg et
al. 2005).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from matchmaker.optimise.apart.field import Field, Part
    from matchmaker.optimise.model import Ints
    from matchmaker.optimise.outcome import Deadline

TRIED = 4
"""So many counts are tried at one part, those nearest to a half first."""
LEAST = 1e-3
"""A side on which nothing is gained counts as this, in units of worth."""


class Divider:
    """
    Divides parts of the plans, and learns from it.

    Args:
        field: The pairs that parts are relaxed over.
    """

    def __init__(self, field: Field) -> None:
        self._field = field
        rows = field.total + 1
        # How far bounds fell for each unit by which a count was moved down, and up.
        self._gained = np.zeros((2, rows))
        self._times = np.zeros(rows, np.int64)

    def divided(self, part: Part, worth: int, deadline: Deadline) -> list[Part]:
        """
        Plans with no more than some count, and those with more; the better ones last.

        Args:
            part: Plans in which some count is not whole.
            worth: Better plans than this are sought.
            deadline: When to give up.

        Raises:
            GaveUpError: If time ran out.
        """
        counts = self._field.counts
        counted = counts.counted(part.relaxation.shares)
        rows = counts.broken(part.relaxation.shares)
        if rows[-1] == self._field.total:
            return self._at(part, int(rows[-1]), counted, worth, deadline)[0]
        new = rows[self._times[rows] == 0]
        tried = new[np.argsort(_to_half(counted[new]), kind="stable")][:TRIED]
        known = rows[self._times[rows] > 0]
        best: list[Part] = []
        most = 0.0
        for row in tried.tolist():
            parts, gain = self._at(part, row, counted, worth, deadline)
            if gain > most:
                best, most = parts, gain
            if all(one.near <= worth for one in parts):
                return parts
        promised = self._promised(known, counted[known])
        if promised.max(initial=0.0) > most:
            row = int(known[promised.argmax()])
            best, _ = self._at(part, row, counted, worth, deadline)
        return best

    def _at(
        self,
        part: Part,
        row: int,
        counted: NDArray[np.float64],
        worth: int,
        deadline: Deadline,
    ) -> tuple[list[Part], float]:
        """The parts on both sides of a row's count, and what they gain together."""
        linear, below = part.relaxation.linear, int(np.floor(counted[row]))
        limits = (int(linear.low[row]), below), (below + 1, int(linear.high[row]))
        parts = [self._field.within(part, row, *each, deadline) for each in limits]
        # What need not be looked at any more has gained all that there is to gain.
        most = part.near - max(worth, 0)
        gains = [most if one is None else part.near - one.near for one in parts]
        gained = np.clip(np.array(gains, np.float64), LEAST, max(most, 1))
        moved = counted[row] - below
        self._gained[:, row] += gained / (moved, 1 - moved)
        self._times[row] += 1
        there = [one for one in parts if one is not None]
        return sorted(there, key=lambda one: one.bound), float(gained.prod())

    def _promised(
        self, rows: Ints, counted: NDArray[np.float64]
    ) -> NDArray[np.float64]:
        """float64[B], what rows with these counts would gain if they did as before."""
        moved = counted - np.floor(counted)
        down, up = self._gained[:, rows] / self._times[rows]
        gains = np.maximum([down * moved, up * (1 - moved)], LEAST)
        promised: NDArray[np.float64] = gains.prod(axis=0)
        return promised


def _to_half(counted: NDArray[np.float64]) -> NDArray[np.float64]:
    """How far counts are from half way between whole numbers."""
    return np.abs(counted - np.floor(counted) - 1 / 2)
