"""Worst-off among sums: the highest threshold on pairs that what comes before allows."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np

from matchmaker.optimise.gave_up import GaveUpError
from matchmaker.optimise.objectives import total_of, value_of

if TYPE_CHECKING:
    from matchmaker.optimise.counts.sums import Best, Sums
    from matchmaker.optimise.model import Ints, Model

WORST = "worst-off"


def with_worst_off(
    sums: Sums, head: tuple[str, ...], start: Ints | None
) -> Best | None:
    """
    Raise the threshold on pairs as far as what comes before worst-off allows.

    Args:
        sums: Makes sums as large as they can be.
        head: Objectives in order: sums, with worst-off among them.
        start: int64[C], counts to begin with.

    Returns:
        The best; `None` if no plan obeys the rules.

    Raises:
        GaveUpError: If there was no time, or to meet nobody is best; with the best
            plan found.
    """
    place, model = head.index(WORST), sums.whole
    before, all_sums = head[:place], head[:place] + head[place + 1 :]
    held = sums.best(model, all_sums, start)
    if held is None:
        return None
    needed = _totals(model, before, held.used)
    reached = value_of(model, WORST, held.used)
    if reached is None or _nobody_will_do(model, before, needed):
        raise GaveUpError(held.used, needed[0])
    levels = np.unique(model.points[model.points >= reached])
    try:
        return _Climb(sums, before, needed).highest(levels, all_sums)
    except GaveUpError as error:
        raise GaveUpError(held.used, needed[0]) from error


@dataclass(frozen=True, eq=False)
class _Climb:
    """
    Tries thresholds.

    Attributes:
        sums: Makes sums as large as they can be.
        before: Sums that come before worst-off.
        needed: What each of them must reach.
    """

    sums: Sums
    before: tuple[str, ...]
    needed: list[int]

    def highest(self, levels: Ints, sums: tuple[str, ...]) -> Best | None:
        """The best at the highest of ascending levels that keeps what is needed."""
        low, high = 0, len(levels) - 1
        while low < high:
            middle = (low + high + 1) // 2
            kept = self._keeps(int(levels[middle]))
            low, high = (middle, high) if kept else (low, middle - 1)
        return self._above(int(levels[low]), sums)

    def _keeps(self, threshold: int) -> bool:
        best = self._above(threshold, self.before)
        return best is not None and self.needed == _totals(
            best.model, self.before, best.used
        )

    def _above(self, threshold: int, sums: tuple[str, ...]) -> Best | None:
        """Solve over the pairs of at least `threshold` points."""
        model = self.sums.whole
        above = model.points >= threshold
        if np.any(model.pinned & ~above):
            return None
        best = self.sums.best(model.only(above, model.pinned), sums, None)
        if best is None:
            return None
        return replace(best, inside=np.flatnonzero(above), worst=threshold)


def _nobody_will_do(model: Model, before: tuple[str, ...], needed: list[int]) -> bool:
    """Whether to meet nobody is best, which no threshold could say."""
    nobody = np.zeros(0, np.int64)
    return model.obeys(nobody) and _totals(model, before, nobody) == needed


def _totals(model: Model, names: tuple[str, ...], used: Ints) -> list[int]:
    return [total_of(model, name, used) for name in names]
