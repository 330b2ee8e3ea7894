"""
The best sum where loads are of a few sizes, by branching on how many heavy pairs.

Where a supporter can carry one heavy pair or three light ones, a relaxation lets them
carry a third of the heavy one. Once it is settled how many heavy pairs each of them
has, the rest is nearly a flow, and hardly anything is left in parts. So plans are
divided by such counts: first by that of all supporters together, which alone brings
the bound down to about the best coverage; then by each supporter's. Each part of the
plans has a relaxation that starts from the prices of the part that it was cut from,
and its bound is added up in whole numbers from prices over all pairs.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np

from matchmaker.errors import PlanRejectedError
from matchmaker.optimise.base import flow_base
from matchmaker.optimise.greedy import greedy_plan
from matchmaker.optimise.least import Search
from matchmaker.optimise.linear import linear_without_switches
from matchmaker.optimise.model import LARGEST_SUM
from matchmaker.optimise.relaxation import (
    GaveUpError,
    relax,
    relax_again,
)
from matchmaker.optimise.residual import Residual

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from numpy.typing import NDArray

    from matchmaker.optimise.linear import Linear
    from matchmaker.optimise.model import Ints, Mask, Model
    from matchmaker.optimise.outcome import Deadline
    from matchmaker.optimise.relaxation import Relaxation
    from matchmaker.optimise.sums import Sum

    Limit = tuple[Sum, int]

WHOLE = 1e-5
"""What lies so near a whole number is one."""
DIVE = 16
"""Of so many times that the best part is divided, once it is pursued to a plan."""
MANY_PAIRS = 4_000
"""With more pairs it pays to begin again with those that matter."""
FEWER = 2
"""That is done where these are no more than one in so many."""
FIRST = 4
"""After so many looks, and twice as many, and so on, that is asked; and with each plan."""
FEW_PAIRS = 1_000
"""What leaves no more pairs open is for CP-SAT."""
EFFORT = 2.0
"""CP-SAT's deterministic seconds for such a part."""
PATIENCE, MOST_EFFORT = 4.0, 1_000.0
"""What it leaves open in the end gets so many times as much, and no more than that."""
WIDEST = 2**60
"""CP-SAT cannot look for losses beyond this."""


@dataclass(frozen=True, eq=False)
class Part:
    """
    Some of the plans.

    Attributes:
        bound: What none of them is worth more than.
        relaxation: The prices that show it, and how pairs are used in part.
    """

    bound: int
    relaxation: Relaxation

    def lost(self, worth: int) -> int:
        """How far below the prices' bound a plan of so much is, in their parts."""
        return self.relaxation.bound - self.relaxation.scale * worth

    def may_use(self, worth: int) -> Mask:
        """bool[P], the pairs that a plan of so much worth may use."""
        keep: Mask = self.relaxation.slack >= -self.lost(worth)
        return keep

    def must_use(self, worth: int) -> Mask:
        """bool[P], the pairs that every plan of so much worth uses."""
        sure: Mask = self.relaxation.slack > self.lost(worth)
        return sure

    @property
    def plan(self) -> Ints:
        """int64[K], the pairs that are used for the most part."""
        return np.flatnonzero(self.relaxation.shares > 1 / 2)


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
    def of(cls, linear: Linear) -> Counts:
        """Heavy pairs of each supporter, and then, in the last row, of all."""
        heavy = linear.heavy
        ours = (linear.row >= heavy.start) & (linear.row < heavy.stop)
        ours |= linear.row == linear.rows - 1
        return cls(linear.row[ours], linear.column[ours])

    def broken(self, shares: NDArray[np.float64]) -> tuple[int, float] | None:
        """The row to divide by, and what it counts; `None` if all is whole."""
        if not len(self.row):
            return None
        counted = np.bincount(self.row, shares[self.column])
        off = np.abs(counted - np.rint(counted))
        row = len(off) - 1 if off[-1] > WHOLE else int(off.argmax())
        return (row, float(counted[row])) if off[row] > WHOLE else None


class Tree:
    """
    All plans of a model, in parts, and the best that is known of them.

    Args:
        model: The model.
        whole: What a plan is worth.
        best: int64[K], a plan to begin with; `None` if there is none.
        limits: Sums, and what none of the plans exceeds in each.

    Attributes:
        best: int64[K], the best plan so far; `None` if none was found.
        bound: What no plan is worth more than; `None` if nothing is known.
        looks: How many parts were looked at.
    """

    def __init__(
        self,
        model: Model,
        whole: Sum,
        best: Ints | None,
        limits: Sequence[Limit] = (),
    ) -> None:
        self._model, self._whole = model, whole
        self.best, self.looks, self._limits = best, 0, list(limits)
        self.bound: int | None = None
        # The pairs that matter, in the numbers of the model, a model of these, and
        # what they are worth.
        self._inside, self._small = np.arange(model.pairs), model
        self._sum = whole
        self._counts: Counts | None = None
        self._open: list[Part] = []
        self._closed: list[Part] = []
        self._stuck: list[Part] = []
        self._taken, self._diving, self._news = 0, True, False
        self._effort = EFFORT

    @property
    def worth(self) -> int:
        """What the best plan is worth; less than any if there is none."""
        if self.best is None:
            return -LARGEST_SUM
        return self._whole.total(self.best, self._model.couples)

    @property
    def settled(self) -> bool:
        """Whether no plan is better than the best, or there is none at all."""
        return self.bound is not None and self.bound <= self.worth

    def run(self, deadline: Deadline, enough: Callable[[], bool]) -> None:
        """Search until that is enough, or all is settled, or time is up."""
        while not (self.settled or enough() or deadline.passed):
            try:
                if self._counts is None:
                    self._begin(deadline)
                elif self._open or self._try_harder():
                    self._take_up(self._next(), deadline, self._counts)
                else:
                    return
            except GaveUpError:
                return
            self._reckon()

    def know(self, limit: Limit) -> None:
        """Begin again with what a sum was found not to exceed: parts of pairs would."""
        if not self.settled:
            matters = np.zeros(self._model.pairs, bool)
            matters[self._inside] = True
            part, most = limit
            self._limits.append((part.only(matters), most))
            self._begin_again()

    def _reckon(self) -> None:
        """What no plan can exceed by now; and begin again if much is known better."""
        left = (part.bound for part in (*self._open, *self._stuck))
        bound = max([self.worth, *left])
        self.bound = bound if self.bound is None else min(self.bound, bound)
        now_and_then = self.looks >= FIRST and not self.looks & (self.looks - 1)
        if (self._news or now_and_then) and not self.settled:
            self._narrow()

    def kept(self) -> tuple[Mask, Mask]:
        """
        What plans as good as the best are made of.

        Returns:
            bool[P] twice: the pairs that any of them uses, and those that all use.
        """
        keep, sure = self._model.pinned.copy(), self._model.pinned.copy()
        if self._counts is None:
            keep[:] = True
            return keep, sure
        may, must = self._matter()
        keep[self._inside[may]] = True
        sure[self._inside[must]] = True
        return keep, sure

    def _matter(self) -> tuple[Mask, Mask]:
        """The same among the pairs that still matter."""
        small, worth = self._small, self.worth
        keep, sure = np.zeros(small.pairs, bool), np.ones(small.pairs, bool)
        for part in (*self._open, *self._stuck, *self._closed):
            if part.bound >= worth:
                keep |= part.may_use(worth)
                sure &= part.must_use(worth)
        if self.best is not None:
            best = np.isin(self._inside, self.best)
            keep, sure = keep | best, sure & best
        return keep | small.pinned, sure | small.pinned

    def _begin(self, deadline: Deadline) -> None:
        """All plans that matter in one part."""
        small, whole = self._small, self._sum
        linear = linear_without_switches(small)
        for part, most in self._limits:
            linear = linear.with_limit(linear.worth(part, small), most)
        heavy = (linear.row >= linear.heavy.start) & (linear.row < linear.heavy.stop)
        linear = linear.with_count(np.unique(linear.column[heavy]))
        base = flow_base(small, whole)
        relaxed = None
        if base is not None:
            relaxed = relax(
                small, whole, deadline, base.prices, base.plan, linear=linear
            )
        if relaxed is not None:
            self._open = [Part(relaxed.bound // relaxed.scale, relaxed)]
        elif self.best is not None:  # which floating point has lost from sight
            raise GaveUpError
        self._counts = Counts.of(linear)

    def _next(self) -> Part:
        """The part to take up: of most hope, or in a dive the one that was last made."""
        if self._diving:
            return self._open.pop()
        self._taken += 1
        self._diving = self._taken % DIVE == 0
        best = max(range(len(self._open)), key=lambda at: self._open[at].bound)
        return self._open.pop(best)

    def _try_harder(self) -> bool:
        """Take up again what CP-SAT has left open, unless it tried hard already."""
        if not self._stuck or self._effort >= MOST_EFFORT:
            return False
        self._effort *= PATIENCE
        self._open, self._stuck = self._stuck, []
        return True

    def _take_up(self, part: Part, deadline: Deadline, counts: Counts) -> None:
        """Close a part, or divide it."""
        self.looks += 1
        try:
            row = counts.broken(part.relaxation.shares)
            if row is None:
                self._offer(self._repaired(part.plan))
            if row is None or self._is_small(part):
                part = self._searched(part, deadline)
            if part.bound > self.worth and row is not None:
                self._open += self._divided(part, *row, deadline)
                return
            self._diving = False
            (self._closed if part.bound <= self.worth else self._stuck).append(part)
        except GaveUpError:
            (self._open if deadline.passed else self._stuck).append(part)

    def _divided(
        self, part: Part, row: int, counted: float, deadline: Deadline
    ) -> list[Part]:
        """Plans that count no more in a row, and those that do; the better ones last."""
        before, parts = part.relaxation, []
        linear, below = before.linear, int(np.floor(counted))
        for low, high in (
            (int(linear.low[row]), below),
            (below + 1, int(linear.high[row])),
        ):
            within = linear.within(row, low, high)
            found = relax_again(self._small, self._sum, deadline, before, within)
            if found is not None:
                bound = min(part.bound, found.bound // found.scale)
                parts.append(Part(bound, found))
        return sorted(parts, key=lambda one: one.bound)

    def _searched(self, part: Part, deadline: Deadline) -> Part:
        """A part with what CP-SAT says that its plans cannot be worth more than."""
        relaxation = part.relaxation
        if part.bound <= self.worth:
            return part
        width = min(part.lost(self.worth + 1), relaxation.widest, WIDEST)
        search = Search(relaxation.scale, 0, deadline, self._effort)
        least = Residual(relaxation, self._small, width).search(search)
        if least.value is not None:
            self._offer(np.flatnonzero(least.value[: self._small.pairs]))
        if least.lower > width == relaxation.widest:  # there is no plan
            return replace(part, bound=-LARGEST_SUM)
        bound = (relaxation.bound - least.lower) // relaxation.scale
        return replace(part, bound=min(part.bound, bound))

    def _is_small(self, part: Part) -> bool:
        """Whether few pairs are open among plans better than the best."""
        better = self.worth + 1
        open_ = part.may_use(better) & ~part.must_use(better)
        return self.best is not None and int(np.count_nonzero(open_)) <= FEW_PAIRS

    def _repaired(self, used: Ints) -> Ints | None:
        """A plan that obeys the rules, near one that may break some."""
        if self._small.obeys(used):
            return used
        return greedy_plan(self._small, used)

    def _offer(self, used: Ints | None) -> None:
        """Keep a plan if it obeys the rules, and is better than the best."""
        if used is None or not self._small.obeys(used):
            return
        plan = self._inside[used]
        worth = self._whole.total(plan, self._model.couples)
        if self.bound is not None and worth > self.bound:
            raise PlanRejectedError(["A plan is better than what was proved."])
        if worth > self.worth:
            self.best, self._news = plan, True

    def _narrow(self) -> None:
        """Begin again with the pairs that matter, where these are few by now."""
        self._news = False
        keep, sure = self._matter()
        if self._small.pairs < MANY_PAIRS or FEWER * keep.sum() > self._small.pairs:
            return
        self._small = self._small.only(keep, sure)
        self._inside, self._sum = self._inside[keep], self._sum.only(keep)
        self._limits = [(part.only(keep), most) for part, most in self._limits]
        self._begin_again()

    def _begin_again(self) -> None:
        self._counts, self._diving = None, True
        self._open, self._closed, self._stuck = [], [], []
