"""
The kernel: the best sum by a linear relaxation and a small exact rest.

The relaxation's prices bound what any plan with a given pair can be worth. Pairs
with which every plan would lose too much are left out; CP-SAT looks for the plan of
the smallest loss in the rest, and what it finds is best over all pairs. (This is the
"core" of Balas and Zemel 1980, with a proof.)
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np

from matchmaker.errors import PlanRejectedError
from matchmaker.optimise.base import flow_base
from matchmaker.optimise.facing import face_of
from matchmaker.optimise.gave_up import GaveUpError
from matchmaker.optimise.greedy import plan_near
from matchmaker.optimise.least import Search
from matchmaker.optimise.mip import best_sum
from matchmaker.optimise.model import LARGEST_SUM
from matchmaker.optimise.objectives import (
    combined,
    counts_bonuses,
    largest_combined,
    least_total,
    multipliers,
    proof_of,
    score_of,
    sum_of,
    total_of,
    value_behind,
    value_of,
)
from matchmaker.optimise.outcome import Progress, ignore
from matchmaker.optimise.priced import exact_sum
from matchmaker.optimise.relaxation import relax
from matchmaker.optimise.residual import Residual

if TYPE_CHECKING:
    from collections.abc import Sequence

    from matchmaker.domain.proof import Proof
    from matchmaker.optimise.least import Least
    from matchmaker.optimise.model import Ints, Model
    from matchmaker.optimise.outcome import Deadline, Listener, SolveParams
    from matchmaker.optimise.relaxation import Relaxation
    from matchmaker.optimise.sums import Sum

FEWEST_PAIRS = 200
"""Below so many pairs CP-SAT needs no help."""
WIDE = 3
"""A kernel of more than one pair in so many is left to branch and cut; see `is_wide`."""
EFFORT = 10.0
"""CP-SAT's deterministic seconds for each piece; then branch and cut."""
LARGE = 20_000
"""More pairs than this are too many for branch and cut; CP-SAT gets more time then."""
PATIENCE = 4
"""How many times as much."""
GROWTH = 16
"""A kernel that did not settle the matter is followed by one so much wider."""


@dataclass(frozen=True, eq=False)
class Best:
    """
    The best that sums of pairs can be, and all plans that are as good.

    Attributes:
        used: int64[K], one best plan.
        totals: What it reaches in each of the sums; more is better.
        face: A model whose plans are the best ones.
        inside: int64[Q], the pairs of the face in the numbers of the whole.
        islands: Pairs of the face, int64[N] each in its own numbers, that nothing
            couples but the totals, which every one of them has to reach by itself;
            none if that is not known.
        worst: What worst-off reaches at most, where it was asked for.
        picked: Whether the one that weighs most in ties was looked for.
        heaviest: That one, if it was found.
    """

    used: Ints
    totals: tuple[int, ...]
    face: Model
    inside: Ints
    islands: tuple[Ints, ...] = ()
    worst: int | None = None
    picked: bool = False
    heaviest: Ints | None = None


@dataclass(frozen=True)
class Kernel:
    """
    How to solve by kernels.

    Attributes:
        params: Seed and workers for CP-SAT.
        deadline: When to stop.
        listen: Told of bounds and plans.
        effort: CP-SAT's deterministic seconds for each piece.
        branch: Whether branch and cut is to follow where that was not enough.
        pick: Whether the heaviest of the best plans is wanted.
    """

    params: SolveParams
    deadline: Deadline
    listen: Listener = ignore
    effort: float = EFFORT
    branch: bool = True
    pick: bool = False

    def best_sum(
        self,
        model: Model,
        objectives: tuple[str, ...],
        needed: tuple[int, ...] = (),
        start: Ints | None = None,
    ) -> Best | None:
        """
        Solve for objectives that are sums.

        Args:
            model: All pairs, or those above a threshold.
            objectives: In order.
            needed: Totals that the first of them must reach.
            start: int64[K], a plan to improve on.

        Returns:
            The best; `None` if no plan reaches what is needed.

        Raises:
            GaveUpError: If it was not all proved.
        """
        if not fits_kernel(model, objectives):
            raise GaveUpError
        if start is None and _leans(model, objectives):
            start = self._without_bonuses(model, objectives)
        task = self._task(model, objectives, start)
        if task is None or (needed and task.ceiling([]) < needed[0]):
            return None
        self._tell(task, None)
        first = task.better(task.start, plan_near(model, task.relaxation.used))
        self._tell(task, first)
        try:
            used = self._widen(task, first)
        except GaveUpError as error:
            plan = task.better(first, error.plan)
            raise GaveUpError(plan, task.ceiling([]), task.proofs(plan)) from error
        if used is None:
            return None
        self._tell(task, used)
        best = self._picked(task, used) if self.pick else task.best(used)
        return best if best.totals[: len(needed)] == needed else None

    def _task(
        self, model: Model, objectives: tuple[str, ...], start: Ints | None
    ) -> _Task | None:
        """The relaxation of a task; `None` if it has no solution."""
        if self.deadline.passed:
            raise GaveUpError(start)
        whole = combined(model, objectives)
        base = flow_base(model, whole)
        if base is None:
            return None
        if start is None:
            start = plan_near(model, base.plan)
            if start is not None:
                name = objectives[0]
                self.listen(Progress(name, value_of(model, name, start), None))
        try:
            relaxation = relax(model, whole, self.deadline, base.prices, base.plan)
        except GaveUpError as error:
            raise GaveUpError(start) from error
        if relaxation is None:
            return None
        return _Task(model, objectives, whole, relaxation, start)

    def _without_bonuses(
        self, model: Model, objectives: tuple[str, ...]
    ) -> Ints | None:
        """A plan to improve on: a good one if several pairs earned nothing together."""
        quietly = replace(self, listen=ignore, pick=False)
        try:
            best = quietly.best_sum(model.without_bonuses, objectives)
        except GaveUpError as error:
            return error.plan
        return None if best is None or not model.obeys(best.used) else best.used

    def _tell(self, task: _Task, used: Ints | None) -> None:
        """Tell of the first objective's bound, and of what a plan reaches in it."""
        name = task.objectives[0]
        bound = value_behind(task.model, name, task.ceiling([]))
        value = None if used is None else value_of(task.model, name, used)
        self.listen(Progress(name, value, bound))

    def _widen(self, task: _Task, start: Ints | None) -> Ints | None:
        """Allow for larger and larger losses, until the least one is found."""
        width = tried = task.relaxation.scale
        search = self._searching(task)
        while not task.is_settled(start):
            if start is not None:
                width = min(width, task.gap(start))
            residual = Residual(task.relaxation, task.model, width)
            if task.is_wide(residual) and self.branch:
                if width < 4 * tried:
                    return self._search(task, start)
                width //= 2  # something in between may do
                continue
            if self.deadline.passed:
                raise GaveUpError(start)
            tried, least = width, residual.search(search)
            start = task.learn(residual, least, start)
            self._tell(task, start)
            if least.lower > width and not least.tired:
                if start is None and width >= task.widest:
                    return None
                width *= GROWTH
            elif task.is_settled(start):
                break
            elif not self.branch:
                raise GaveUpError(start)
            elif task.is_large(residual):
                search = replace(search, effort=search.effort * PATIENCE)
            else:
                return self._search(task, start)
        return start

    def _searching(self, task: _Task) -> Search:
        unit = task.relaxation.scale
        return Search(unit, self.params.seed, self.deadline, self.effort)

    def _picked(self, task: _Task, used: Ints) -> Best:
        """The best, with the heaviest of them if it is soon found."""
        search = self._searching(task)
        if task.smallest_loss(used) is None:
            residual = Residual(task.relaxation, task.model, task.gap(used))
            if task.is_wide(residual):
                return task.best(used)
            task.found = (residual, residual.search(search))
        best, least = task.best(used), task.smallest_loss(used)
        if task.found is None or least is None:
            return replace(best, picked=True)
        value = task.found[0].heaviest(search, least, task.model.tie)
        return replace(best, picked=True, heaviest=task.as_good(value, used))

    def _search(self, task: _Task, start: Ints | None) -> Ints | None:
        """By branch and cut, over the pairs that a better plan could use."""
        keep = np.ones(task.model.pairs, bool)
        if start is not None:
            keep = (task.relaxation.slack >= -task.gap(start)) | task.model.pinned
        inside = np.flatnonzero(keep)
        small = task.model.only(keep, task.model.pinned)
        at = None if start is None else np.searchsorted(inside, start)
        try:
            found = best_sum(small, task.whole.only(keep), self.deadline, at)
        except GaveUpError as error:
            plan = None if error.plan is None else inside[error.plan]
            raise GaveUpError(task.better(start, plan)) from error
        if found is None:
            return None
        used = inside[found.used]
        if task.worth(used) < found.bound:
            raise GaveUpError(used)
        return used


def fits_kernel(model: Model, objectives: tuple[str, ...]) -> bool:
    """Whether several sums can be held in one without leaving int64."""
    return largest_combined(model, objectives) * max(1, model.pairs) <= LARGEST_SUM


@dataclass
class _Task:
    """
    Sums to make large over a model, and what is known of them.

    Attributes:
        model: The model.
        objectives: The sums, in order.
        whole: All of them in one.
        relaxation: What the relaxation says of that.
        start: int64[K], a plan that was known before; `None` if there was none.
        lost: No plan stays less than this below the relaxation's bound.
        found: Where the smallest loss was last looked for, and what is known of it.
    """

    model: Model
    objectives: tuple[str, ...]
    whole: Sum
    relaxation: Relaxation
    start: Ints | None
    lost: int = 0
    found: tuple[Residual, Least] | None = None

    @property
    def widest(self) -> int:
        """No plan loses more than this."""
        linear, prices = self.relaxation.linear, self.relaxation.prices
        short = np.abs(prices) * (linear.high - linear.low)
        return exact_sum(np.abs(self.relaxation.column_slack)) + exact_sum(short)

    def gap(self, used: Ints) -> int:
        """How far a plan stays below the relaxation's bound, in parts of a unit."""
        return self.relaxation.bound - self.relaxation.scale * self.worth(used)

    @property
    def ceiling_of_whole(self) -> int:
        """What all the sums together cannot exceed."""
        return (self.relaxation.bound - self.lost) // self.relaxation.scale

    def is_settled(self, used: Ints | None) -> bool:
        """Whether there is a plan, and none is worth more."""
        return used is not None and self.worth(used) >= self.ceiling_of_whole

    def smallest_loss(self, used: Ints) -> Least | None:
        """What was found, if it is settled, and a best plan loses just that."""
        if self.found is None:
            return None
        residual, least = self.found
        lost = self.gap(used)
        known = least.settled and least.loss == lost <= residual.width
        return least if known else None

    def learn(
        self, residual: Residual, least: Least, start: Ints | None
    ) -> Ints | None:
        """
        Note what a search has told; the best plan there is now.

        Raises:
            PlanRejectedError: If a plan is better than it says that any can be.
        """
        self.lost = max(self.lost, least.lower)
        self.found = (residual, least)
        best = self.better(start, self.plan(least.value))
        if best is not None and self.gap(best) < self.lost:
            raise PlanRejectedError(["A plan is better than what was proved."])
        return best

    def plan(self, value: Ints | None) -> Ints | None:
        """The plan behind the values of columns, if it obeys the rules."""
        if value is None:
            return None
        used = np.flatnonzero(value[: self.model.pairs])
        return used if self.model.obeys(used) else None

    def as_good(self, value: Ints | None, used: Ints) -> Ints | None:
        """The plan behind values of columns, if it is worth as much as another."""
        plan = self.plan(value)
        return None if plan is None or self.worth(plan) < self.worth(used) else plan

    @cached_property
    def factors(self) -> tuple[int, ...]:
        """What one unit of each objective counts in the whole."""
        return multipliers(self.model, self.objectives)

    def worth(self, used: Ints) -> int:
        """What a plan is worth in all the sums together."""
        return self.whole.total(used, self.model.bonuses)

    def better(self, one: Ints | None, other: Ints | None) -> Ints | None:
        """The plan that is worth more, as far as there are any."""
        plans = [plan for plan in (one, other) if plan is not None]
        return max(plans, key=self.worth, default=None)

    def is_wide(self, residual: Residual) -> bool:
        """
        Whether what is left is no small part, but most of the model.

        Where bonuses lean on each other it is not: with 500 requests and 23,000 pairs
        CP-SAT proved in half a minute what branch and cut did not come near in two.
        """
        if _leans(self.model, self.objectives):
            return False
        pairs = int(np.count_nonzero(residual.free[: self.model.pairs]))
        return is_wide(pairs, self.model.pairs)

    def is_large(self, residual: Residual) -> bool:
        """Whether what is left is too much for branch and cut."""
        return int(np.count_nonzero(residual.free[: self.model.pairs])) > LARGE

    def best(self, used: Ints) -> Best:
        """A best plan, and all others that are as good."""
        least = self.smallest_loss(used)
        residual = Residual(self.relaxation, self.model, self.gap(used))
        totals = tuple(total_of(self.model, name, used) for name in self.objectives)
        sums = [sum_of(self.model, name) for name in self.objectives]
        reached = list(zip(sums, totals, strict=True))
        face, inside = face_of(self.model, reached, residual, least)
        return Best(used, totals, face, inside)

    def proofs(self, used: Ints | None) -> tuple[Proof, ...]:
        """What the relaxation shows of a plan, up to the first objective it does not."""
        if used is None:
            return ()
        shown: list[Proof] = []
        for name in self.objectives:
            total = total_of(self.model, name, used)
            value = value_behind(self.model, name, total)
            bound = value_behind(self.model, name, self.ceiling(shown))
            shown.append(proof_of(name, value, bound, "solver"))
            if not shown[-1].proved:
                break
        return tuple(shown)

    def ceiling(self, proofs: Sequence[Proof]) -> int:
        """What the next objective cannot exceed, given the values before it."""
        place = len(proofs)
        rest = self.ceiling_of_whole
        for factor, proof in zip(self.factors, proofs, strict=False):
            value = int(proof.value or 0)
            rest -= factor * score_of(self.model, proof.objective, value)
        after = zip(
            self.factors[place + 1 :], self.objectives[place + 1 :], strict=True
        )
        for factor, name in after:
            rest -= factor * least_total(self.model, sum_of(self.model, name))
        return rest // self.factors[place]


def has_enough(pairs: int) -> bool:
    """Whether there are so many pairs that it pays to leave some out."""
    return pairs >= FEWEST_PAIRS


def _leans(model: Model, objectives: tuple[str, ...]) -> bool:
    """Whether bonuses count that lean on each other, as those of company do."""
    return bool(model.bonuses.is_step.any()) and counts_bonuses(model, objectives)


def is_wide(inside: int, pairs: int) -> bool:
    """Whether so many pairs are no kernel any more, but most of the model."""
    return inside > FEWEST_PAIRS and WIDE * inside > pairs
