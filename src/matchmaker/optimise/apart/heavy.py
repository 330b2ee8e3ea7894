"""How many heavy pairs each supporter has, in a relaxation and in plans."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from matchmaker.optimise.linear import Linear
    from matchmaker.optimise.model import Ints
    from matchmaker.optimise.relaxation import Relaxation

WHOLE = 1e-5
"""What lies so near a whole number is one."""
AT_ONCE = 3
"""To come by a plan, one in so many counts is rounded before all are relaxed again."""


@dataclass(frozen=True, eq=False)
class Counts:
    """
    Rows that count pairs.

    Attributes:
        row: int64[E], the row of each entry.
        column: int64[E], the pair that it counts.
    """

    row: Ints
    column: Ints

    @classmethod
    def of(cls, linear: Linear, total: int) -> Counts:
        """Heavy pairs of each supporter, and then, in a row after these, of all."""
        ours = linear.in_heavy() | (linear.row == total)
        return cls(linear.row[ours], linear.column[ours])

    def counted(self, shares: NDArray[np.float64]) -> NDArray[np.float64]:
        """float64[R], what rows count, up to that of all; 0 in rows of other kinds."""
        return np.bincount(self.row, shares[self.column]).astype(np.float64)

    def broken(self, shares: NDArray[np.float64]) -> Ints:
        """int64[B], the rows whose counts are not whole, ascending."""
        if not len(self.row):
            return np.zeros(0, np.int64)
        counted = self.counted(shares)
        return np.flatnonzero(np.abs(counted - np.rint(counted)) > WHOLE)

    def rounded(self, relaxation: Relaxation) -> Linear | None:
        """
        The rows once some counts are settled: those of supporters nearest to whole ones.

        `None` if all are whole.
        """
        linear, counted = relaxation.linear, self.counted(relaxation.shares)[:-1]
        whole = np.rint(counted).astype(np.int64)
        off, up = np.abs(counted - whole), whole > counted
        low, high = linear.low.copy(), linear.high.copy()
        tighter = np.where(up, whole > low[: len(up)], whole < high[: len(up)])
        broken = np.flatnonzero((off > WHOLE) & tighter)
        if not len(broken):
            return None
        rows = broken[np.argsort(off[broken], kind="stable")]
        rows = rows[: -(-len(rows) // AT_ONCE)]
        fewest, most = rows[up[rows]], rows[~up[rows]]
        low[fewest], high[most] = whole[fewest], whole[most]
        return replace(linear, low=low, high=high)
