"""
The best sum where loads are of a few sizes, by branching on how many heavy pairs.

Where a supporter can carry one heavy pair or three light ones, a relaxation lets them
carry a third of the heavy one. Once it is settled how many heavy pairs each of them
has, the rest is nearly a flow, and hardly anything is left in parts. So plans are
divided by such counts: first by that of all supporters together, which alone brings
the bound down to about the best coverage; then by each supporter's, those first that
brought it down most before. Each part of the plans has a relaxation, and its bound is
added up in whole numbers from prices over all pairs.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from matchmaker.errors import PlanRejectedError
from matchmaker.optimise.apart.divide import Divider
from matchmaker.optimise.apart.field import Field
from matchmaker.optimise.base import flow_base
from matchmaker.optimise.gave_up import GaveUpError
from matchmaker.optimise.greedy import plan_near
from matchmaker.optimise.least import Search
from matchmaker.optimise.linear import linear_without_switches
from matchmaker.optimise.model import LARGEST_SUM
from matchmaker.optimise.relaxation import relax
from matchmaker.optimise.residual import Residual

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from matchmaker.optimise.apart.field import Part
    from matchmaker.optimise.model import Ints, Mask, Model
    from matchmaker.optimise.outcome import Deadline
    from matchmaker.optimise.sums import Sum

    Limit = tuple[Sum, int]

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
        # what they are worth; and of these the pairs that parts are relaxed over.
        self._inside, self._small = np.arange(model.pairs), model
        self._sum = whole
        self._wanted = np.zeros(model.pairs, bool)
        self._field: Field | None = None
        self._open: list[Part] = []
        self._closed: list[Part] = []
        self._stuck: list[Part] = []
        self._taken, self._diving, self._rounded, self._news = 0, True, False, False
        self._effort = EFFORT

    @property
    def worth(self) -> int:
        """What the best plan is worth; less than any if there is none."""
        if self.best is None:
            return -LARGEST_SUM
        return self._whole.total(self.best, self._model.bonuses)

    @property
    def settled(self) -> bool:
        """Whether no plan is better than the best, or there is none at all."""
        return self.bound is not None and self.bound <= self.worth

    def run(self, deadline: Deadline, enough: Callable[[], bool]) -> None:
        """Search until that is enough, or all is settled, or time is up."""
        while not (self.settled or enough() or deadline.passed):
            try:
                if self._field is None:
                    self._begin(deadline)
                elif self._open or self._look_wider() or self._try_harder():
                    self._take_up(self._next(), deadline, self._field)
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
            self._rounded = False
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
        if self._field is None:
            keep[:] = True
            return keep, sure
        may, must = self._matter(self._field)
        keep[self._inside[may]] = True
        sure[self._inside[must]] = True
        return keep, sure

    def _matter(self, field: Field) -> tuple[Mask, Mask]:
        """The same among the pairs that still matter."""
        small, worth = self._small, self.worth
        keep, sure = np.zeros(small.pairs, bool), np.ones(small.pairs, bool)
        for part in (*self._open, *self._stuck, *self._closed):
            if part.bound >= worth:
                some, every = field.use(part, worth)
                keep |= some
                sure &= every
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
        linear = linear.with_count(np.unique(linear.column[linear.in_heavy()]))
        base = flow_base(small, whole)
        relaxed = None
        if base is not None:
            relaxed = relax(
                small, whole, deadline, base.prices, base.plan, linear=linear
            )
        if relaxed is not None:
            total = linear.rows - 1
            self._enter(Field.around(small, whole, relaxed, total, self._wanted))
        elif self.best is not None:  # which floating point has lost from sight
            raise GaveUpError

    def _enter(self, field: Field) -> None:
        """All plans that matter in one part, over some pairs near the money."""
        self._field, self._diving = field, True
        self._divider = Divider(field)
        self._open, self._closed, self._stuck = [field.all_plans()], [], []

    def _next(self) -> Part:
        """The part to take up: of most hope, or in a dive the one that was last made."""
        if self._diving:
            return self._open.pop()
        self._taken += 1
        self._diving = self._taken % DIVE == 0
        best = max(range(len(self._open)), key=lambda at: self._open[at].bound)
        return self._open.pop(best)

    def _look_wider(self) -> bool:
        """Begin again with the pairs that came to matter, if any was left aside."""
        field = self._field
        if field is None or not np.any(self._wanted & ~field.inside):
            return False
        self._enter(field.wider(self._wanted))
        return True

    def _try_harder(self) -> bool:
        """Take up again what CP-SAT has left open, unless it tried hard already."""
        if not self._stuck or self._effort >= MOST_EFFORT:
            return False
        self._effort *= PATIENCE
        self._open, self._stuck = self._stuck, []
        return True

    def _take_up(self, part: Part, deadline: Deadline, field: Field) -> None:
        """Close a part, or divide it."""
        self.looks += 1
        try:
            rows = field.counts.broken(part.relaxation.shares)
            if not len(rows):
                self._offer(plan_near(field.model, part.relaxation.used), field)
            elif not self._rounded and rows[-1] != field.total:
                self._round(part, deadline, field)
                self._open.append(part)  # perhaps there are fewer pairs to look at now
                return
            if not len(rows) or self._is_small(part):
                part = self._searched(part, deadline, field)
            if part.near > self.worth and len(rows):
                self._open += self._divider.divided(part, self.worth, deadline)
                return
            self._put_away(part, field)
        except GaveUpError:
            (self._open if deadline.passed else self._stuck).append(part)

    def _round(self, part: Part, deadline: Deadline, field: Field) -> None:
        """Come by a plan without dividing plans as often as it takes."""
        self._rounded = True
        nearly = field.rounded(part, deadline)
        self._offer(plan_near(field.model, nearly), field)
        self._diving = self.best is None

    def _put_away(self, part: Part, field: Field) -> None:
        """Close a part, unless it may have better plans that were not found."""
        self._diving = False
        if part.bound <= self.worth:
            self._closed.append(part)
            return
        self._stuck.append(part)
        if part.near <= self.worth:
            self._wanted |= field.use(part, self.worth + 1)[0]

    def _searched(self, part: Part, deadline: Deadline, field: Field) -> Part:
        """A part with what CP-SAT says that its plans cannot be worth more than."""
        relaxation = part.relaxation
        if part.near <= self.worth:
            return part
        width = min(part.lost(self.worth + 1), relaxation.widest, WIDEST)
        search = Search(relaxation.scale, 0, deadline, self._effort)
        least = Residual(relaxation, field.model, width).search(search)
        if least.value is not None:
            self._offer(np.flatnonzero(least.value[: field.model.pairs]), field)
        if least.lower > width == relaxation.widest:  # there is no plan
            return part.searched(-LARGEST_SUM)
        return part.searched((relaxation.bound - least.lower) // relaxation.scale)

    def _is_small(self, part: Part) -> bool:
        """Whether few pairs are open among plans better than the best."""
        if self.best is None:
            return False
        return int(np.count_nonzero(part.is_open(self.worth + 1))) <= FEW_PAIRS

    def _offer(self, used: Ints | None, field: Field) -> None:
        """Keep a plan if it obeys the rules, and is better than the best."""
        if used is None or not field.model.obeys(used):
            return
        plan = self._inside[field.places[used]]
        worth = self._whole.total(plan, self._model.bonuses)
        if self.bound is not None and worth > self.bound:
            raise PlanRejectedError(["A plan is better than what was proved."])
        if worth > self.worth:
            self.best, self._news = plan, True

    def _narrow(self) -> None:
        """Begin again with the pairs that matter, where these are few by now."""
        self._news = False
        if self._field is None or self.best is None or self._small.pairs < MANY_PAIRS:
            return
        keep, sure = self._matter(self._field)
        if FEWER * keep.sum() > self._small.pairs:
            return
        self._small = self._small.only(keep, sure)
        self._inside, self._sum = self._inside[keep], self._sum.only(keep)
        self._limits = [(part.only(keep), most) for part, most in self._limits]
        self._wanted = self._wanted[keep]
        self._begin_again()

    def _begin_again(self) -> None:
        self._field = None
        self._open, self._closed, self._stuck = [], [], []
