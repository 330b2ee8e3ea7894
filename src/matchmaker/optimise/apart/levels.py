"""The highest level below which nobody falls, over all components."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Callable

    from matchmaker.optimise.apart.share import Share
    from matchmaker.optimise.model import Ints
    from matchmaker.optimise.outcome import Deadline


@dataclass
class Levels:
    """
    Raises the level that all components keep, without losing what they hold.

    The worst component decides. So relaxations say first how high each could be, and
    branch and cut is asked at the lowest of these, which most components then keep.

    Attributes:
        shares: The components; each has a plan. They get plans that keep the level.
        levels: int64[N], ascending; the plans there are keep the first.
        deadline: When to stop.
        most: No plan keeps a level beyond this place.
    """

    shares: list[Share]
    levels: Ints
    deadline: Deadline
    most: int

    @classmethod
    def of(cls, shares: list[Share], deadline: Deadline) -> Levels:
        """The levels that pairs allow, from the one that is kept already."""
        points = np.unique(np.concatenate([share.model.points for share in shares]))
        kept = min(share.worst for share in shares)
        levels = points[points >= kept]
        return cls(shares, levels, deadline, len(levels) - 1)

    @property
    def bound(self) -> int:
        """What worst-off cannot exceed."""
        return int(self.levels[self.most])

    def raised(self) -> list[Share]:
        """The components, with pairs and plans above the highest level found."""
        for share in self.shares:
            self.most = self._highest(self.most, partial(self._may, share))
        top = self.most
        for place in range(len(self.shares)):
            top = self._highest(top, partial(self._can, place))
        above = (share.above(int(self.levels[top])) for share in self.shares)
        return [share for share in above if share is not None]

    def _highest(self, high: int, keeps: Callable[[int], bool]) -> int:
        """The highest place at which a component keeps the level, the last first."""
        low, middle = 0, high
        while low < high:
            if keeps(middle):
                low = middle
            else:
                high = middle - 1
            middle = (low + high + 1) // 2
        return low

    def _may(self, share: Share, place: int) -> bool:
        """Whether the relaxation leaves a component a plan at a level."""
        level = int(self.levels[place])
        if share.worst >= level or self.deadline.passed:
            return True
        above = share.above(level)
        if above is None:
            return False
        ceiling = above.ceiling(len(share.held) - 1)
        return ceiling is None or ceiling >= share.held[-1]

    def _can(self, place: int, at: int) -> bool:
        """Find a plan of a component at a level, and keep it."""
        share, level = self.shares[place], int(self.levels[at])
        if share.worst >= level:
            return True
        above = share.above(level)
        if above is None or self.deadline.passed:
            return False
        found, refuted = _holding_plan(above, self.deadline)
        if refuted:
            self.most = min(self.most, at - 1)
        if found is None:  # a lower level may be easier
            return False
        # Its own may be worth as much, but leaves somebody below the level.
        self.shares[place] = replace(share, used=share.plan_of(found), settled=False)
        return True


def _holding_plan(share: Share, deadline: Deadline) -> tuple[Share | None, bool]:
    """A component with a plan that holds its sums, and whether there is none."""
    rough = share.roughly(deadline)
    if rough is None or rough.used is not None:
        return rough, rough is None
    found = replace(share, held=share.held[:-1]).best(deadline)
    if found is None:
        return None, True
    best, bound = found
    if best.totals[len(share.held) - 1] >= share.held[-1]:
        return best, False
    return None, bound is not None and bound < share.held[-1]
