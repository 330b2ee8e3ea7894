"""A component of a model, and the best plan for it that is known."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

import numpy as np

from matchmaker.optimise.base import flow_base
from matchmaker.optimise.components import component
from matchmaker.optimise.greedy import greedy_plan
from matchmaker.optimise.mip import best_sum
from matchmaker.optimise.model import LARGEST_SUM
from matchmaker.optimise.objectives import combined, sum_of, total_of
from matchmaker.optimise.relaxation import GaveUpError, relax

if TYPE_CHECKING:
    from matchmaker.optimise.mip import Held
    from matchmaker.optimise.model import Ints, Mask, Model
    from matchmaker.optimise.outcome import Deadline
    from matchmaker.optimise.relaxation import Relaxation

NODES = 20
"""What all sums in one do not settle in so many nodes, they are slow to settle."""
LARGE = 40_000
"""Of a component with more pairs, branch and cut looks at those near the money only;
what bounds it is its relaxation."""
NEAREST_PER_REQUEST = 12
"""So many pairs a request are near enough."""


@dataclass(frozen=True, eq=False)
class Share:
    """
    A component, and what is known of it.

    Attributes:
        model: Its own parties and rows.
        inside: int64[Q], its pairs in the numbers of the whole.
        sums: The objectives that add up, in order.
        until: When relaxations are to stop.
        used: int64[K], its plan, in its own numbers; `None` if there is none yet.
        held: The total that each of the first sums must reach.
        settled: Whether no plan that holds these is better in the sums than its own.
        known: Relaxations for some of the sums, each with rows for those before it.
    """

    model: Model
    inside: Ints
    sums: tuple[str, ...]
    until: Deadline
    used: Ints | None = None
    held: tuple[int, ...] = ()
    settled: bool = False
    known: dict[int, Relaxation | None] = field(default_factory=dict)

    @classmethod
    def of(
        cls, model: Model, pairs: Ints, sums: tuple[str, ...], until: Deadline
    ) -> Share:
        """A component of a whole."""
        return cls(component(model, pairs), pairs, sums, until)

    @property
    def worst(self) -> int:
        """The fewest points of a pair in its plan; very many if it has no pair."""
        used = np.zeros(0, np.int64) if self.used is None else self.used
        return int(self.model.points[used].min(initial=LARGEST_SUM))

    @property
    def totals(self) -> tuple[int, ...]:
        """What its plan reaches in each sum; without a plan, less than any."""
        if self.used is None:
            return tuple(-LARGEST_SUM for _ in self.sums)
        return tuple(total_of(self.model, name, self.used) for name in self.sums)

    def above(self, level: int) -> Share | None:
        """Without pairs of fewer points; `None` if one of these must be used."""
        keep = self.model.points >= level
        pinned = self.model.pinned
        return None if np.any(pinned & ~keep) else self.only(keep, pinned)

    def roughly(self, deadline: Deadline) -> Share | None:
        """
        With the best plan for all sums in one that a short search finds.

        With a second sum to choose by, equals are few, and most components are
        settled at the root.

        Returns:
            `None` if no plan obeys the rules.
        """
        near = self._near()
        whole = combined(near.model, self.sums)
        start = greedy_plan(near.model) if near.used is None else near.used
        try:
            found = best_sum(
                near.model, whole, deadline, start, held=near.floors, nodes=NODES
            )
        except GaveUpError as error:
            return self.with_plan_of(near.with_plan(start).with_plan(error.plan))
        if found is None:
            return None if near is self else self
        worth = whole.total(found.used, near.model.couples)
        share = self.with_plan_of(near.with_plan(found.used))
        return replace(share, settled=near is self and worth >= found.bound)

    def best(self, deadline: Deadline) -> tuple[Share, int | None] | None:
        """
        With the best plan for the sum after those held.

        Returns:
            The component, and what the sum cannot exceed, if known; `None` if no plan
            obeys the rules.
        """
        place = len(self.held)
        if self.settled:
            return self, self.totals[place]
        ceiling = self.ceiling(place)
        if self.totals[place] == ceiling:
            return self, ceiling
        near = self._near()
        objective = sum_of(near.model, self.sums[place])
        try:
            found = best_sum(
                near.model, objective, deadline, held=near.floors, engine="highs"
            )
        except GaveUpError as error:
            return self.with_plan_of(near.with_plan(error.plan)), ceiling
        if found is None:
            return None if near is self else (self, ceiling)
        share = self.with_plan_of(near.with_plan(found.used))
        return share, found.bound if near is self else ceiling

    def with_plan(self, used: Ints | None) -> Share:
        """With the plan that does better in the sums, this or the one it has."""
        if used is None:
            return self
        other = replace(self, used=used)
        keeps = all(
            total >= least
            for total, least in zip(other.totals, self.held, strict=False)
        )
        return other if keeps and other.totals >= self.totals else self

    def with_plan_of(self, narrower: Share) -> Share:
        """With the plan of the same component with fewer pairs, if that is better."""
        return self.with_plan(self.plan_of(narrower))

    def plan_of(self, narrower: Share) -> Ints | None:
        """The plan of the same component with fewer pairs, in the numbers of this."""
        if narrower.used is None:
            return None
        return np.searchsorted(self.inside, narrower.inside[narrower.used])

    def holding(self) -> Share:
        """
        Only plans that do as well in the next sum as the one there is.

        The relaxation says which pairs none of these uses, and which all of them do.
        """
        place = len(self.held)
        total = self.totals[place]
        held = replace(self, held=(*self.held, total))
        relaxation = self._relaxed(place)
        if relaxation is None:
            return held
        lost = relaxation.bound - relaxation.scale * total
        sure = self.model.pinned | (relaxation.slack > lost)
        return held.only(sure | (relaxation.slack >= -lost), sure)

    def ceiling(self, place: int) -> int | None:
        """What a sum cannot exceed by the relaxation, if that is known."""
        relaxation = self._relaxed(place)
        return None if relaxation is None else relaxation.bound // relaxation.scale

    @property
    def floors(self) -> list[Held]:
        """The sums that are held, and the total that each must reach."""
        names = zip(self.sums, self.held, strict=False)
        return [(sum_of(self.model, name), total) for name, total in names]

    def only(self, keep: Mask, sure: Mask) -> Share:
        """With fewer pairs, some of them sure, and the plan if it needs no others."""
        used = self.used
        if used is not None:
            used = (np.cumsum(keep) - 1)[used] if keep[used].all() else None
        return replace(
            self,
            model=self.model.only(keep, sure),
            inside=self.inside[keep],
            used=used,
            settled=self.settled and used is not None,
            known={},
        )

    def _near(self) -> Share:
        """Where there are many pairs, only those near the money."""
        if self.model.pairs <= LARGE:
            return self
        relaxation = self._relaxed(min(len(self.held), len(self.sums) - 1))
        keep = self.model.pinned.copy()
        if relaxation is None:  # then by their worth alone
            worth = combined(self.model, self.sums).pairs
        else:
            worth = relaxation.slack
            keep |= relaxation.shares > 0
        wanted = min(NEAREST_PER_REQUEST * self.model.requests, self.model.pairs)
        keep[np.argpartition(worth, -wanted)[-wanted:]] = True
        if self.used is not None:
            keep[self.used] = True
        return self.only(keep, self.model.pinned)

    def _relaxed(self, place: int) -> Relaxation | None:
        """The relaxation for a sum, with rows for those held before it, if known."""
        if place not in self.known:
            self.known[place] = self._relax(place)
        return self.known[place]

    def _relax(self, place: int) -> Relaxation | None:
        if self.until.passed:
            return None
        objective = sum_of(self.model, self.sums[place])
        base = flow_base(self.model, objective)
        if base is None:
            return None
        held = replace(self.model, floors=tuple(self.floors[:place]))
        try:
            return relax(held, objective, self.until, base.prices, base.plan)
        except GaveUpError:
            return None
