"""
Leximin where no flow can tell: as few in each band as possible, from the lowest up.

One band is a poor guide: nearly every plan is as good as any other, and no relaxation of
that is near a plan. So what lies above the band counts as well, behind it, the lower the
more. Such a relaxation is nearly always whole, its plan is fair in all bands at once, and
those that it leaves empty need no look of their own. Its prices, less what they owe to
the guide, are prices of the band alone: they say what no plan can do better than, and
which pairs no plan as good can use.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from fractions import Fraction
from typing import TYPE_CHECKING

import numpy as np

from matchmaker.optimise.base import flow_base
from matchmaker.optimise.facing import face_of
from matchmaker.optimise.gave_up import GaveUpError
from matchmaker.optimise.kernel import fits_kernel
from matchmaker.optimise.objectives import (
    LEVEL,
    combined,
    largest_combined,
    multipliers,
    sum_of,
    total_of,
    value_of,
)
from matchmaker.optimise.outcome import Progress, ignore
from matchmaker.optimise.priced import bound_at
from matchmaker.optimise.probe import some_plan_near
from matchmaker.optimise.relaxation import relax
from matchmaker.optimise.residual import Residual
from matchmaker.optimise.sums import Sum

if TYPE_CHECKING:
    from matchmaker.optimise.kernel import Kernel
    from matchmaker.optimise.model import Ints, Mask, Model
    from matchmaker.optimise.relaxation import Relaxation

GUIDE = "guide:leximin"
"""No objective of a round has such a name."""
STEEPNESS = 10_000
"""What a request in the bands that are sought costs the guide; in the next one half of
it, then a third, and so on."""
LARGEST = 2**33
"""Several bands share a relaxation up to this weight; beyond it GLOP founders."""
NARROWEST = STEEPNESS // 100
"""A plan is looked for among the pairs first that cost the guide no more than this."""
TRIES = 4
"""So often a plan is looked for near the prices that is one worse than the last."""
GLANCE, FEW_PAIRS = 2.0, 3_000
"""CP-SAT's deterministic seconds for several bands at once, if no more pairs are left;
then one is taken alone."""
PARTS = (1, 2, 12, 2520)
"""Prices of counts are nearly always whole, or halves, or thirds."""


class Ladder:
    """
    The plans that are as good as can be so far, as a model, and one of them.

    Attributes:
        model: Its plans are those that are left.
        inside: int64[Q], its pairs in the numbers of the whole.
        used: int64[K], the pairs of one of them, in its own numbers; `None` before any
            is known.
        shown: How many sums ahead of leximin were brought to their best.
    """

    def __init__(self, model: Model, kernel: Kernel) -> None:
        """Begin with all plans of a model in which no request is given two pairs."""
        self.model = model
        self.inside = np.arange(model.pairs)
        self.used: Ints | None = None
        self.shown = 0
        self._listen = kernel.listen
        # What is reached together with a guide is no news of the whole.
        self._kernel = replace(kernel, listen=ignore)
        self._bands = np.unique(model.levels)

    def take_sums(self, names: tuple[str, ...]) -> bool:
        """
        Bring sums to their best, one after the other; whether there is any plan.

        Raises:
            GaveUpError: If one was not settled.
        """
        for name in names:
            if not self._take((name,), self._bands):
                return False
            self.shown += 1
        return True

    def take_bands(self) -> bool:
        """
        Have as few in each band as can be, from the lowest; whether there is any plan.

        Raises:
            GaveUpError: If one was not settled.
        """
        left = self._without_empty(self._bands)
        while len(left):
            names = self._together(left)
            try:
                found = self._take(names, left[len(names) :])
            except GaveUpError:
                if len(names) == 1 or self._kernel.deadline.passed:
                    raise
                names = names[:1]
                found = self._take(names, left[1:])
            if not found:
                return False
            left = self._without_empty(left[len(names) :])
        if self.used is None and self.model.obeys(self.plan):
            self.used = self.plan
        return self.used is not None

    @property
    def plan(self) -> Ints:
        """int64[K], the best plan so far, in the numbers of the whole."""
        return self.inside[:0] if self.used is None else self.inside[self.used]

    def _without_empty(self, left: Ints) -> Ints:
        """The bands that are left from the plan's lowest up: those below stay empty."""
        if self.used is None:
            return left
        mine = np.isin(left, self.model.levels[self.used])
        lowest = int(np.argmax(mine)) if mine.any() else len(left)
        self._leave_out(np.isin(self.model.levels, left[:lowest]))
        return left[lowest:]

    def _leave_out(self, pairs: Mask) -> None:
        """From now on some pairs, none of the plan's, are no use."""
        keep = ~pairs
        self._narrow(self.model.only(keep, self.model.pinned), np.flatnonzero(keep))

    def _narrow(self, model: Model, inside: Ints) -> None:
        """Go on with a part of the pairs."""
        if self.used is not None:
            self.used = np.searchsorted(inside, self.used)
        self.model, self.inside = model, self.inside[inside]

    def _together(self, left: Ints) -> tuple[str, ...]:
        """The lowest bands that one relaxation can hold in order."""
        model = self._guided(left)
        names = tuple(f"{LEVEL}{edge}" for edge in left.tolist())
        count = 1
        while (
            count < len(names)
            and largest_combined(model, (*names[: count + 1], GUIDE)) <= LARGEST
        ):
            count += 1
        return names[:count]

    def _guided(self, above: Ints) -> Model:
        """The plans with what guides: the lower the band, the more a request loses."""
        place = np.searchsorted(above, self.model.levels, side="right")
        guide = Sum(-(STEEPNESS // (1 + place)))
        return replace(self.model, sums={**self.model.sums, GUIDE: guide})

    def _take(self, names: tuple[str, ...], above: Ints) -> bool:
        """
        Bring some sums to their best and hold them; whether there is any plan.

        Raises:
            GaveUpError: If that was not settled.
        """
        model, deadline = self._guided(above), self._kernel.deadline
        guided = (*names, GUIDE)
        if deadline.passed or not fits_kernel(model, guided):
            raise GaveUpError
        whole = combined(model, guided)
        base = flow_base(model, whole)
        if base is None:
            return self._no_plan()
        relaxation = relax(model, whole, deadline, base.prices, base.plan)
        if relaxation is None:
            return self._no_plan()
        sought, unit = combined(model, names), multipliers(model, guided)[-2]
        alone = _alone(relaxation, sought, unit, model)
        step = _Step(names, sought, relaxation, alone, alone.bound // alone.scale)
        self._improve(step, relaxation.used)
        self._look_near(step)
        if self._falls_short(step) and not self._search(step, model):
            return False
        self._hold(step)
        return True

    def _improve(self, step: _Step, plan: Ints | None) -> None:
        """Take a plan, if it is one, and no worse than the one there is."""
        if plan is None or not self.model.obeys(plan):
            return
        if self.used is None or step.worth(plan) >= step.worth(self.used):
            self.used = plan

    def _falls_short(self, step: _Step) -> bool:
        """Whether there is no plan yet that is known to be as good as any."""
        return self.used is None or step.worth(self.used) < step.top

    def _look_near(self, step: _Step) -> None:
        """Look for a plan as good as the prices allow, near them; or for the next best."""
        kernel, tries = self._kernel, TRIES if len(step.names) == 1 else 1
        for _ in range(tries):
            if not self._falls_short(step):
                return
            floors = (*self.model.floors, (step.sought, step.top))
            model = replace(self.model, floors=floors)
            try:
                plan = some_plan_near(
                    model, step.relaxation, kernel.params, kernel.deadline, NARROWEST
                )
            except GaveUpError:
                return
            self._improve(step, plan)
            step.top -= plan is None

    def _search(self, step: _Step, model: Model) -> bool:
        """
        Find the best plan with its guide; whether there is any.

        Raises:
            GaveUpError: If it was not found; several bands are given up soon.
        """
        kernel = self._kernel
        if len(step.names) > 1:
            if model.pairs > FEW_PAIRS:
                raise GaveUpError
            kernel = replace(kernel, effort=GLANCE, branch=False)
        try:
            best = kernel.best_sum(model, (*step.names, GUIDE), start=self.used)
        except GaveUpError as error:
            self._improve(step, error.plan)
            raise
        if best is None:
            return self._no_plan()
        self.used = best.used
        return True

    def _no_plan(self) -> bool:
        """There is none, said in floating point: where one is known, that is wrong."""
        if self.used is not None:
            raise GaveUpError
        return False

    def _hold(self, step: _Step) -> None:
        """Leave only plans as good as the best one, and no pairs of empty bands."""
        if self.used is None:
            raise GaveUpError
        used, model, alone = self.used, self.model, step.alone
        gap = alone.bound - alone.scale * step.worth(used)
        totals = [(name, total_of(model, name, used)) for name in step.names]
        empty = {name for name, total in totals if name.startswith(LEVEL) and not total}
        reached = [(sum_of(model, n), total) for n, total in totals if n not in empty]
        self._narrow(*face_of(model, reached, Residual(alone, model, gap)))
        for name in step.names:
            value = value_of(model, name, used)
            self._listen(Progress(name, value, value))
        edges = [int(name.removeprefix(LEVEL)) for name in empty]
        self._leave_out(np.isin(self.model.levels, edges))


@dataclass
class _Step:
    """
    Sums that are to be brought to their best together, in order.

    Attributes:
        names: Their names.
        sought: All of them in one.
        relaxation: What the relaxation says of them and their guide.
        alone: What it says without the guide.
        top: No plan is worth more.
    """

    names: tuple[str, ...]
    sought: Sum
    relaxation: Relaxation
    alone: Relaxation
    top: int

    def worth(self, used: Ints) -> int:
        """What a plan is worth in all of them together."""
        return int(self.sought.pairs[used].sum())


def _alone(relaxation: Relaxation, sought: Sum, unit: int, model: Model) -> Relaxation:
    """
    The bound and slacks of what is sought, without its guide.

    Prices of both together are those of the first times a unit, and a little more or
    less for the guide. So they are rounded; any prices are valid, and the fraction is
    taken that bounds best.

    Args:
        relaxation: Of both together.
        sought: What is sought.
        unit: How often that counts where the guide counts once.
        model: The model of the relaxation.
    """
    linear, finest = relaxation.linear, relaxation.scale * unit
    worth = linear.worth(sought, model)
    every: list[Relaxation] = []
    for parts in PARTS:
        if parts > finest:
            break
        prices = np.rint(relaxation.prices * (parts / finest)).astype(np.int64)
        bound = bound_at(linear, worth, prices, parts)
        every.append(
            replace(
                relaxation,
                bound=bound.value,
                prices=bound.prices,
                column_slack=bound.slack,
                scale=bound.scale,
            )
        )
    return min(every, key=lambda one: Fraction(one.bound, one.scale))
