"""
The highest worst-off of a round in islands.

Worst-off is that of the worst island, so one island after the other is asked whether
it can keep what was won before with no pair below the bar; where it cannot, the bar is
lowered to the highest points at which it can.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from matchmaker.optimise.islands.few_pairs import Found
from matchmaker.optimise.prices import Prices

if TYPE_CHECKING:
    from collections.abc import Sequence

    from matchmaker.optimise.islands.few_pairs import Factors, FewPairs
    from matchmaker.optimise.model import Ints
    from matchmaker.optimise.outcome import Deadline


@dataclass(frozen=True, eq=False)
class Reached:
    """
    How high worst-off can be, and which island stands against more.

    Attributes:
        threshold: The points of the worst pair.
        island: The place of the island that allows no more.
        failed: What it could add up to at most with the pairs above, and why; `None`
            where it would have no plan at all.
    """

    threshold: int
    island: int
    failed: Found | None


def worst_off_apart(
    islands: Sequence[FewPairs],
    won: Sequence[Found],
    factors: Factors,
    deadline: Deadline,
) -> Reached | None:
    """
    Find how high worst-off can be, while all islands keep what was won.

    Args:
        islands: The islands; the sooner the smaller ones come, the sooner it is found.
        won: The best plan of each before.
        factors: What that plan is best for.
        deadline: Looked at before each island.

    Returns:
        `None` if time ran out, or nobody need be given anything.
    """
    reached: Reached | None = None
    for number, (few, found) in enumerate(zip(islands, won, strict=True)):
        if deadline.passed:
            return None
        if found.value > 0 or few.promised:
            bar = None if reached is None else reached.threshold
            lower = _Rise(few, found, factors).below(bar, number)
            reached = reached if lower is None else lower
    return reached


@dataclass(frozen=True, eq=False)
class _Rise:
    """One island's way up."""

    few: FewPairs
    won: Found
    factors: Factors

    def below(self, bar: int | None, number: int) -> Reached | None:
        """The highest points that keep what was won; `None` if no lower than the bar."""
        points = self.few.scores.points[self.won.used]
        if bar is not None and points.min() >= bar:
            return None
        levels = self.few.levels()
        levels = levels[levels >= points.min()]
        # Above the highest level there is no pair, so nothing can be won.
        top, failed = len(levels) - 1, self._nothing()
        if bar is not None and levels[-1] >= bar:
            place = int(np.searchsorted(levels, bar))
            tried = self._tried(levels, place)
            if self._keeps(tried):
                return None
            top, failed = place - 1, tried
        return self._highest(levels, top, failed, number)

    def _highest(
        self, levels: Ints, high: int, failed: Found | None, number: int
    ) -> Reached:
        """Halve the levels that are in question; the first is known to be possible."""
        low = 0
        while low < high:
            middle = (low + high + 1) // 2
            found = self._tried(levels, middle)
            if self._keeps(found):
                low = middle
            else:
                high, failed = middle - 1, found
        return Reached(int(levels[low]), number, failed)

    def _tried(self, levels: Ints, place: int) -> Found | None:
        """The best plan with no pair below a level."""
        return self.few.best(self.factors, int(levels[place]), self.won.used)

    def _keeps(self, found: Found | None) -> bool:
        return found is not None and found.value == self.won.value

    def _nothing(self) -> Found | None:
        """What a plan without pairs adds up to, if there is one: nothing, at no price."""
        if self.few.promised:
            return None
        none = np.zeros(0, np.int64)
        island = self.few.island
        prices = Prices(
            np.zeros(len(island.requests), np.int64),
            np.zeros(len(island.supporters), np.int64),
        )
        return Found(0, none, none, prices, exact=True)
