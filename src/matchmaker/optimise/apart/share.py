"""A component of a model, and the best plan for it that is known."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from functools import cached_property
from math import inf
from typing import TYPE_CHECKING

import numpy as np

from matchmaker.optimise.apart.tree import Tree
from matchmaker.optimise.ceiling import lower
from matchmaker.optimise.components import component
from matchmaker.optimise.greedy import greedy_plan
from matchmaker.optimise.model import LARGEST_SUM
from matchmaker.optimise.objectives import (
    combined,
    least_total,
    most_of,
    multipliers,
    score_of,
    sum_of,
    total_of,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from matchmaker.optimise.model import Ints, Mask, Model
    from matchmaker.optimise.outcome import Deadline
    from matchmaker.optimise.sums import Sum


FIRST_LOOKS = 2
"""After so many looks a plan is known that is nearly as good as any."""


@dataclass(eq=False)
class Share:
    """
    A component, or those of its pairs that are enough, and what is known of it.

    Attributes:
        model: Its own parties and rows.
        inside: int64[Q], its pairs in the numbers of the whole.
        sums: The objectives that add up, in order.
        factors: What a unit of each is worth, so that it outweighs all after it.
        least: What the sums after each are worth together at the least.
        used: int64[K], a plan, in its own numbers; `None` if there is none yet.
        held: The total that each of the first sums has reached.
        most: What some sums cannot exceed, by their places, as was shown.
        before: What no plan with more pairs was worth more than; `None` if that is
            not known.
    """

    model: Model
    inside: Ints
    sums: tuple[str, ...]
    factors: tuple[int, ...]
    least: tuple[int, ...]
    used: Ints | None = None
    held: tuple[int, ...] = ()
    most: Mapping[int, int] = field(default_factory=dict)
    before: int | None = None

    @classmethod
    def of(
        cls, model: Model, pairs: Ints, sums: tuple[str, ...], start: Ints | None
    ) -> Share:
        """A component of a whole, and what is in it of a plan."""
        used = None if start is None else np.flatnonzero(np.isin(pairs, start))
        ours = component(model, pairs)
        factors = multipliers(ours, sums)
        least = [least_total(ours, sum_of(ours, name)) for name in sums]
        worths = [factor * total for factor, total in zip(factors, least, strict=True)]
        after = tuple(sum(worths[place + 1 :]) for place in range(len(sums)))
        return cls(ours, pairs, sums, factors, after, used)

    @cached_property
    def tree(self) -> Tree:
        """The search for the best plan; it goes on wherever it was left."""
        limits = [self._limit(place, most) for place, most in self.most.items()]
        whole = combined(self.model, self.sums, self.factors)
        return Tree(self.model, whole, self.used, limits)

    def _limit(self, place: int, most: int) -> tuple[Sum, int]:
        return sum_of(self.model, self.sums[place]), most

    @property
    def plan(self) -> Ints | None:
        """int64[K], the best plan that is known."""
        return self.tree.best

    @property
    def bound(self) -> int | None:
        """What no plan is worth more than; `None` if nothing is known."""
        return lower(self.before, self.tree.bound)

    @property
    def worst(self) -> int:
        """The fewest points of a pair in its plan; very many if it has no pair."""
        used = np.zeros(0, np.int64) if self.plan is None else self.plan
        return int(self.model.points[used].min(initial=LARGEST_SUM))

    @property
    def totals(self) -> tuple[int, ...]:
        """What its plan reaches in each sum; without a plan, less than any."""
        if self.plan is None:
            return tuple(-LARGEST_SUM for _ in self.sums)
        return tuple(total_of(self.model, name, self.plan) for name in self.sums)

    @property
    def holds(self) -> bool:
        """Whether its plan does as well in the first sums as was reached before."""
        return self.plan is not None and self.totals[: len(self.held)] >= self.held

    @property
    def refuted(self) -> bool:
        """Whether no plan does."""
        place = len(self.held) - 1
        if self.tree.bound is None or place < 0:
            return self.tree.settled and self.plan is None
        return self._most(place, self.tree.bound) < self._worth(self.held)

    @property
    def empty(self) -> bool:
        """Whether there is no plan at all."""
        return self.tree.settled and self.plan is None

    def begin(self, deadline: Deadline) -> None:
        """Look for a good plan, and settle for any once time is up."""
        self.tree.run(
            deadline, lambda: self.plan is not None and self.tree.looks >= FIRST_LOOKS
        )
        if self.plan is None and not self.empty:
            self.tree.best = greedy_plan(self.model)

    def seek(self, place: int, deadline: Deadline, tell: Callable[[], None]) -> None:
        """Look for the best plan for the first sums up to one; tell after each look."""

        def enough() -> bool:
            tell()
            return self.shown(place)

        self.tree.run(deadline, enough)

    def regain(self, deadline: Deadline, looks: float = inf) -> None:
        """
        Look for a plan that does as well in the first sums as was reached before.

        Args:
            deadline: When to stop.
            looks: After how many parts of the plans to stop.
        """
        self.tree.run(
            deadline, lambda: self.holds or self.refuted or self.tree.looks >= looks
        )

    def shown(self, place: int) -> bool:
        """
        Whether its own tree says that no plan does better in the first sums up to one.

        What a wider tree says does not tell which pairs are enough.
        """
        if self.tree.bound is None or self.plan is None:
            return False
        most = self._most(place, self.tree.bound)
        return most <= self._worth(self.totals[: place + 1])

    def ceiling(self, place: int) -> int | None:
        """What a sum cannot exceed where those before it are as they are."""
        if self.bound is None:
            return self._ceiling_at_sight if place == 0 else None
        before = self._worth(self.totals[:place])
        return (self._most(place, self.bound) - before) // self.factors[place]

    @cached_property
    def _ceiling_at_sight(self) -> int | None:
        """What the first sum cannot exceed, whatever room there is."""
        most = most_of(self.model, self.sums[0])
        return None if most is None else score_of(self.model, self.sums[0], most)

    def hold(self, place: int) -> None:
        """Let what its plan reaches in the first sums up to one be no more lost."""
        self.held = self.totals[: place + 1]
        if self.shown(place):
            most = self.totals[place]
            self.most = {**self.most, place: most}
            self.tree.know(self._limit(place, most))

    def above(self, level: int) -> Share | None:
        """Without pairs of fewer points; `None` if one of these must be used."""
        keep = self.model.points >= level
        pinned = self.model.pinned
        return None if np.any(pinned & ~keep) else self._only(keep, pinned)

    def best(self) -> Share:
        """Only the pairs of plans as good as the best."""
        return self._only(*self.tree.kept())

    def with_plan(self, narrower: Share) -> Share:
        """With the plan of the same component with fewer pairs."""
        used = narrower.plan
        if used is not None:
            used = np.searchsorted(self.inside, narrower.inside[used])
        return replace(self, used=used, before=self.bound)

    def _only(self, keep: Mask, sure: Mask) -> Share:
        """With fewer pairs, some of them sure, and the plan if it needs no others."""
        used = self.plan
        if used is not None:
            used = (np.cumsum(keep) - 1)[used] if keep[used].all() else None
        return replace(
            self,
            model=self.model.only(keep, sure),
            inside=self.inside[keep],
            used=used,
            before=self.bound,
        )

    def _worth(self, totals: tuple[int, ...]) -> int:
        """What the first sums are worth together."""
        parts = zip(self.factors, totals, strict=False)
        return sum(factor * total for factor, total in parts)

    def _most(self, place: int, bound: int) -> int:
        """What the first sums up to one cannot exceed, where all together have a bound."""
        return (bound - self.least[place]) // self.factors[place] * self.factors[place]
