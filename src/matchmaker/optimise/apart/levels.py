"""The highest level below which nobody falls, over all components."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import partial
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Callable

    from matchmaker.optimise.apart.share import Share
    from matchmaker.optimise.model import Ints
    from matchmaker.optimise.outcome import Deadline

LOOKS = 3
"""After so many looks a relaxation tells much of a level, and a search more."""
PART = 1 / 3
"""No search for a plan at a level takes more of the time that is left."""


@dataclass
class Levels:
    """
    Raises the level that all components keep, without losing what they hold.

    The worst component decides. So relaxations say first how high each could be, and
    plans are looked for at the lowest of these, which most components then keep.

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
    _last: dict[int, tuple[int, Share | None]] = field(default_factory=dict)

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
        places = range(len(self.shares))
        for place in places:
            self.most = self._highest(self.most, partial(self._may, place))
        top = self.most
        for place in places:
            top = self._highest(top, partial(self._can, place))
        above = [self._raised(place, top) for place in places]
        return [share for share in above if share is not None]

    def _raised(self, place: int, at: int) -> Share | None:
        """A component above the level that its plan keeps, with that plan."""
        above = self._above(place, at)
        if above is not None and above.holds:
            return above
        return self.shares[place].above(int(self.levels[at]))

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

    def _may(self, place: int, at: int) -> bool:
        """Whether the relaxation leaves a component a plan at a level."""
        if self.shares[place].worst >= self.levels[at] or self.deadline.passed:
            return True
        above = self._above(place, at)
        if above is None:
            return False
        above.regain(self.deadline, LOOKS)
        return not above.refuted

    def _can(self, place: int, at: int) -> bool:
        """Find a plan of a component at a level, and keep it."""
        if self.shares[place].worst >= self.levels[at]:
            return True
        above = self._above(place, at)
        if above is None or self.deadline.passed:
            return False
        above.regain(self.deadline.part(PART))
        if above.refuted:
            self.most = min(self.most, at - 1)
        elif above.holds:  # if neither, a lower level may be easier
            self.shares[place] = self.shares[place].with_plan(above)
            return True
        return False

    def _above(self, place: int, at: int) -> Share | None:
        """A component without the pairs below a level, as far as it was searched."""
        if self._last.get(place, (-1, None))[0] != at:
            self._last[place] = at, self.shares[place].above(int(self.levels[at]))
        return self._last[place][1]
