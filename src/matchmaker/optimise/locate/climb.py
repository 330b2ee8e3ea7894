"""Look for good prices and, on the way, for good arrangements."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import numpy as np

from matchmaker.optimise.locate.arrange import arrange
from matchmaker.optimise.locate.bounds import SCALE, reduced_costs, relax
from matchmaker.optimise.locate.fillings import OUT_OF_REACH

if TYPE_CHECKING:
    from matchmaker.optimise.locate.bounds import Relaxed
    from matchmaker.optimise.locate.posts import Posts
    from matchmaker.optimise.model import Ints
    from matchmaker.optimise.outcome import Deadline

STEPS = 400
"""So many subgradient steps at most."""

PATIENCE = 10
"""After so many steps without a better bound, steps become half as long."""

SHORTEST = 1 / 16
"""Steps shorter than this share of the first lead nowhere."""

TRY_EVERY = 3
"""An arrangement is tried every so many steps, if its posts are new."""


@dataclass(frozen=True, eq=False)
class Arrangement:
    """
    Who is appointed and who leads whom.

    Attributes:
        appointed: int64[K], ascending.
        lead_of: int64[M].
        cost: What it costs altogether.
    """

    appointed: Ints
    lead_of: Ints
    cost: int


@dataclass(eq=False)
class Climb:
    """
    The best prices and the best arrangement so far.

    Attributes:
        posts: What is asked.
        deadline: When to stop.
        relaxed: The best bound and the prices that show it; no bound at all if
            no choice of posts is possible.
        best: The cheapest arrangement met; `None` if there is none yet.
    """

    posts: Posts
    deadline: Deadline
    relaxed: Relaxed = field(init=False)
    best: Arrangement | None = None
    _seen: set[bytes] = field(default_factory=set)

    @property
    def closed(self) -> bool:
        """Whether prices prove the best arrangement."""
        return self.best is not None and self.best.cost == self.relaxed.bound

    def run(self, prices: Ints | None = None) -> Climb:
        """Climb until the bound is reached, steps are too short or time is up."""
        start = first_prices(self.posts) if prices is None else prices
        now = self.relaxed = relax(self.posts, start)
        length, idle = 2.0, 0
        for step in range(STEPS):
            if step % TRY_EVERY == 0:
                self._try(now)
            if length < SHORTEST or self._ended(now):
                break
            now = relax(self.posts, self._next_prices(now, length))
            idle = 0 if self._take(now) else idle + 1
            if idle == PATIENCE:
                length, idle, now = length / 2, 0, self.relaxed
        self._try(self.relaxed)
        return self

    def _ended(self, now: Relaxed) -> bool:
        """Whether no step from here leads anywhere, or none may be taken."""
        nowhere = now.scaled is None or bool(np.all(now.times == 1))
        return nowhere or self.closed or self.deadline.passed

    def _take(self, now: Relaxed) -> bool:
        """Keep a better bound; whether it was one."""
        ours = self.relaxed.scaled
        better = now.scaled is None or ours is None or now.scaled > ours
        if better:
            self.relaxed = now
        return better

    def _next_prices(self, now: Relaxed, length: float) -> Ints:
        """Raise the price of whom no post takes, lower it of whom several take."""
        slope = 1 - now.times
        scaled = now.scaled or 0
        aim = scaled + max(abs(scaled) // 20, SCALE)
        if self.best is not None:
            aim = min(aim, self.best.cost * SCALE)
        step = length * max(aim - scaled, SCALE) / int(np.square(slope).sum())
        return np.asarray(now.prices + np.rint(step * slope).astype(np.int64))

    def _try(self, now: Relaxed) -> None:
        """Arrange everybody under the posts that some prices choose."""
        if now.scaled is None or now.chosen.tobytes() in self._seen:
            return
        self._seen.add(now.chosen.tobytes())
        found = arrangement_under(self.posts, now.chosen.nonzero()[0], now.prices)
        if found and (self.best is None or found.cost < self.best.cost):
            self.best = found


def arrangement_under(
    posts: Posts, appointed: Ints, prices: Ints
) -> Arrangement | None:
    """
    Arrange everybody under some candidates.

    Where the number of appointments is open, those who get nobody are let go.
    """
    lead_of = arrange(posts, appointed, reduced_costs(posts, prices))
    if lead_of is None:
        return None
    if posts.appoint is None:
        appointed = np.unique(lead_of)
    return Arrangement(appointed, lead_of, posts.price_of(lead_of, appointed))


def first_prices(posts: Posts) -> Ints:
    """Everybody's second cheapest candidate: what losing the cheapest would cost."""
    if not posts.leads:
        return np.zeros(posts.members, np.int64)
    costs = np.where(posts.allowed, posts.cost * SCALE, OUT_OF_REACH)
    costs = np.sort(costs, axis=0)[:2]
    return np.asarray(np.where(costs[-1] < OUT_OF_REACH, costs[-1], costs[0]))
