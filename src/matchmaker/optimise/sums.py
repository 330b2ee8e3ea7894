"""Objectives that add up: over used pairs, and over the bonuses that these earn."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

if TYPE_CHECKING:
    from collections.abc import Iterable

    from matchmaker.optimise.bonus_columns import Bonuses

Ints = NDArray[np.int64]


@dataclass(frozen=True, eq=False)
class Sum:
    """
    What a plan adds up to, turned so that more is always better.

    Attributes:
        pairs: int64[P], what each used pair adds.
        bonus: How often the points of an earned bonus count; 0 or more.
        minimise: Whether users know the sum with its sign turned, as a cost.
        base: What stands beside the sum in the value that users know.
    """

    pairs: Ints
    bonus: int = 0
    minimise: bool = False
    base: int = 0

    def total(self, used: Ints, bonuses: Bonuses) -> int:
        """What the pairs `used` add up to; more is better."""
        gain = int(self.pairs[used].sum())
        if self.bonus == 0 or not len(bonuses):
            return gain
        return gain + self.bonus * int(bonuses.points[bonuses.earned(used)].sum())

    def value(self, total: int) -> int:
        """The value that users know behind a total."""
        return self.base - total if self.minimise else self.base + total

    def total_of(self, value: int) -> int:
        """The total behind a value that users know."""
        return self.base - value if self.minimise else value - self.base

    def only(self, keep: NDArray[np.bool_]) -> Sum:
        """The same sum where only some pairs are left."""
        return replace(self, pairs=self.pairs[keep])


def weighted(parts: Iterable[tuple[int, Sum]], pairs: int) -> Sum:
    """
    Several sums as one, each times its weight.

    Args:
        parts: Positive weights and sums over the same pairs.
        pairs: How many pairs there are.

    Returns:
        A sum that is maximised; its value adds those of minimised parts with
        their sign turned.
    """
    column, bonus, base = np.zeros(pairs, np.int64), 0, 0
    for weight, part in parts:
        column = column + weight * part.pairs
        bonus += weight * part.bonus
        base += weight * (-part.base if part.minimise else part.base)
    return Sum(column, bonus, base=base)
