"""
The kernel: coupling rules by a linear relaxation and a small exact rest.

The relaxation bounds what any plan with a given pair can be worth. Pairs with
which no plan can be as good as one already known are left out; CP-SAT solves the
rest, and what it finds best there is best over all pairs. (This
is the "core" of Balas and Zemel 1980, with a proof.)
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np

from matchmaker.errors import NoPlanError
from matchmaker.optimise.cpsat import solve_cpsat
from matchmaker.optimise.greedy import greedy_plan
from matchmaker.optimise.mip import best_sum, evenest
from matchmaker.optimise.model import LARGEST_SUM
from matchmaker.optimise.objectives import (
    LINEAR,
    combined,
    largest_combined,
    least_value,
    multipliers,
    not_shown,
    pair_weights,
    proof_of,
    value_of,
)
from matchmaker.optimise.outcome import Outcome, ignore
from matchmaker.optimise.relaxation import GaveUpError, relax

if TYPE_CHECKING:
    from collections.abc import Sequence

    from matchmaker.domain.proof import Proof
    from matchmaker.optimise.model import Ints, Mask, Model
    from matchmaker.optimise.outcome import Deadline, SolveParams
    from matchmaker.optimise.relaxation import Relaxation

FEWEST_PAIRS = 200
"""Below so many pairs CP-SAT needs no help."""
WIDE = 3
"""A kernel of more than one pair in so many is left to branch and cut."""
EFFORT = 10.0
"""CP-SAT's deterministic seconds for each stage of a kernel; then branch and cut."""
PICKING = 1.0
"""CP-SAT's deterministic seconds for the one plan among equals in a wide kernel."""
TAIL = "balance"
"""The one objective that is no sum of pairs; the exact rest settles it."""
GROWTH = 8
"""A kernel that did not settle the matter is followed by one so much wider."""


def kernel_applies(model: Model, objectives: tuple[str, ...]) -> bool:
    """Whether the objectives are sums, with at most worst-off among them, then balance."""
    single = bool(np.all(model.most_given <= 1))
    allowed = {*LINEAR, "worst-off"} if single else set(LINEAR)
    head, _ = _head_and_tail(objectives)
    first_is_sum = objectives[0] in LINEAR
    return set(head) <= allowed and first_is_sum and model.pairs >= FEWEST_PAIRS


def _head_and_tail(
    objectives: tuple[str, ...],
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """What a relaxation speaks of, and what only the exact rest can settle."""
    if objectives[-1] == TAIL:
        return objectives[:-1], objectives[-1:]
    return objectives, ()


def solve_kernel(
    model: Model,
    objectives: tuple[str, ...],
    params: SolveParams,
    deadline: Deadline,
    relaxed: Outcome | None,
) -> Outcome | None:
    """
    Solve a model for which `kernel_applies`.

    Args:
        model: A model whose coupling rules bind.
        objectives: In order.
        params: Seed and workers for CP-SAT.
        deadline: When to stop.
        relaxed: What the flow engine found with the coupling rules left aside.

    Returns:
        An outcome in which all but perhaps balance is proved; `None` if no plan
        obeys the rules.

    Raises:
        GaveUpError: If it did not come to a proof; with the best plan found.
    """
    kernel = Kernel(params, deadline, relaxed)
    head, tail = _head_and_tail(objectives)
    if "worst-off" in head:
        best = kernel.with_worst_off(model, head)
    else:
        best = kernel.best_sum(model, head)
    return None if best is None else kernel.finish(model, head, tail, best)


@dataclass(frozen=True, eq=False)
class Best:
    """
    The best that sums of pairs can be, and where every such plan must lie.

    Attributes:
        used: int64[K], one best plan.
        values: What it reaches in each of the sums.
        keep: bool[P], the only pairs that a best plan can use.
        force: bool[P], the pairs that every best plan uses.
        worst: What worst-off reaches at most, where it was asked for.
    """

    used: Ints
    values: tuple[int, ...]
    keep: Mask
    force: Mask
    worst: int | None = None


@dataclass(frozen=True)
class Kernel:
    """
    How to solve by kernels.

    Attributes:
        params: Seed and workers for CP-SAT.
        deadline: When to stop.
        relaxed: A plan that breaks some rule, and the bounds it gives.
    """

    params: SolveParams
    deadline: Deadline
    relaxed: Outcome | None

    def best_sum(
        self,
        model: Model,
        objectives: tuple[str, ...],
        needed: tuple[int, ...] = (),
    ) -> Best | None:
        """
        Solve for objectives that are sums.

        Args:
            model: All pairs, or those above a threshold.
            objectives: In order.
            needed: Values that the first of them must reach.

        Returns:
            The best; `None` if no plan reaches what is needed.

        Raises:
            GaveUpError: If it was not all proved.
        """
        if largest_combined(model, objectives) * max(1, model.pairs) > LARGEST_SUM:
            raise GaveUpError
        relaxation = relax(model, combined(model, objectives), self.deadline)
        if relaxation is None:
            return None
        task = _Task(model, objectives, relaxation)
        if needed and task.ceiling([]) < needed[0]:
            return None
        first = self._first_plan(task)
        try:
            used = self._widen(task, first)
        except GaveUpError as error:
            plan = task.better(first, error.plan)
            raise GaveUpError(plan, task.ceiling([])) from error
        if used is None:
            return None
        best = task.best(used)
        return best if best.values[: len(needed)] == needed else None

    def with_worst_off(self, model: Model, objectives: tuple[str, ...]) -> Best | None:
        """Raise the threshold on pairs as far as what comes before allows."""
        place = objectives.index("worst-off")
        sums = objectives[:place] + objectives[place + 1 :]
        # What comes after settles nothing yet, but a relaxation that knows it has
        # far fewer solutions, and is solved the sooner.
        held = self.best_sum(model, sums)
        if held is None:
            return None
        needed = held.values[:place]
        reached = value_of(model, "worst-off", held.used)
        if reached is None or _nobody_will_do(model, sums[:place], needed):
            raise GaveUpError
        levels = np.unique(model.points[model.points >= reached])
        levels = levels[levels <= self._highest(objectives, needed)]
        try:
            return self._climb(model, sums, needed, levels)
        except GaveUpError as error:
            raise GaveUpError(held.used, held.values[0]) from error

    def finish(
        self,
        model: Model,
        head: tuple[str, ...],
        tail: tuple[str, ...],
        best: Best,
    ) -> Outcome:
        """Settle what is left, among the plans that are best so far."""
        sums = tuple(name for name in head if name != "worst-off")
        inside = np.flatnonzero(best.keep)
        small = model.only(best.keep, best.force | model.pinned)
        start = np.searchsorted(inside, best.used)
        if _is_wide(len(inside), model.pairs):
            outcome = self._settle_widely(small, sums, tail, best.values, start)
        else:
            outcome = self._settle(small, (*sums, *tail), best.values, start)
        outcome = replace(outcome, used=inside[outcome.used])
        if best.worst is None:
            return outcome
        return _with_worst(outcome, head.index("worst-off"), best.worst)

    def _settle(
        self,
        model: Model,
        objectives: tuple[str, ...],
        known: tuple[int, ...],
        start: Ints,
        effort: float | None = None,
    ) -> Outcome:
        """By CP-SAT: what comes after the values that are known, and one plan."""
        outcome = solve_cpsat(
            model,
            objectives,
            replace(
                self.params, effort=effort, workers=1 if effort else self.params.workers
            ),
            self.deadline,
            ignore,
            start=start,
            ceilings=lambda proofs: (*known, None)[len(proofs)],
        )
        if outcome is None:
            raise GaveUpError
        return outcome

    def _settle_widely(
        self,
        model: Model,
        sums: tuple[str, ...],
        tail: tuple[str, ...],
        known: tuple[int, ...],
        start: Ints,
    ) -> Outcome:
        """By branch and cut; then CP-SAT looks for the one plan, within an effort."""
        proofs = [
            proof_of(name, value, value, "solver")
            for name, value in zip(sums, known, strict=True)
        ]
        if tail:
            start, proof = self._evenly(model, sums, known, start)
            proofs.append(proof)
        unpicked = Outcome(
            used=start,
            proofs=tuple(proofs),
            engine="mip",
            certificates=tuple(None for _ in proofs),
            canonical=False,
        )
        if not all(proof.proved for proof in proofs):
            return unpicked
        scores = (*known, *(-int(p.value or 0) for p in proofs[len(known) :]))
        picked = self._settle(model, (*sums, *tail), scores, start, PICKING)
        return replace(picked, engine="mip") if picked.canonical else unpicked

    def _evenly(
        self, model: Model, sums: tuple[str, ...], known: tuple[int, ...], start: Ints
    ) -> tuple[Ints, Proof]:
        """The most even plan that holds the sums, or the one at hand and no bound."""
        held = [
            (pair_weights(model, name), value)
            for name, value in zip(sums, known, strict=True)
        ]
        try:
            found = evenest(model, held, self.deadline)
        except GaveUpError:
            return start, not_shown(model, (TAIL,), start)[0]
        value = value_of(model, TAIL, found.used)
        return found.used, proof_of(TAIL, value, found.bound, "solver")

    def _climb(
        self,
        model: Model,
        sums: tuple[str, ...],
        needed: tuple[int, ...],
        levels: Ints,
    ) -> Best:
        """Find the highest of ascending levels that keeps what is needed."""
        low, high = 0, len(levels) - 1
        middle, best = high, None  # the flow's own threshold is often the answer
        while best is None or low < high:
            if high < 0:  # even the level already reached was lost: not settled
                raise GaveUpError
            found = self._above(model, int(levels[middle]), sums, needed)
            if found is None:
                high = middle - 1
            else:
                low, best = middle, found
            middle = (low + high + 1) // 2
        return best

    def _highest(self, objectives: tuple[str, ...], needed: tuple[int, ...]) -> int:
        """What worst-off cannot exceed, by the flow that left rules aside."""
        unlimited = int(np.iinfo(np.int64).max)
        if self.relaxed is None:
            return unlimited
        place = objectives.index("worst-off")
        proof = self.relaxed.proofs[place]
        same = tuple(p.value for p in self.relaxed.proofs[:place]) == needed
        known = same and proof.proved and proof.value is not None
        return int(proof.value or 0) if known else unlimited

    def _above(
        self,
        model: Model,
        threshold: int,
        objectives: tuple[str, ...],
        needed: tuple[int, ...],
    ) -> Best | None:
        """Solve over the pairs of at least `threshold` points."""
        above = model.points >= threshold
        if np.any(model.pinned & ~above):
            return None
        best = self.best_sum(model.only(above, model.pinned), objectives, needed)
        if best is None:
            return None
        inside = np.flatnonzero(above)
        return Best(
            used=inside[best.used],
            values=best.values,
            keep=_spread(best.keep, inside, model.pairs),
            force=_spread(best.force, inside, model.pairs),
            worst=threshold,
        )

    def _first_plan(self, task: _Task) -> Ints | None:
        whole = np.flatnonzero(task.relaxation.shares > 0.5)
        return whole if task.model.obeys(whole) else greedy_plan(task.model, whole)

    def _widen(self, task: _Task, start: Ints | None) -> Ints | None:
        """Solve wider and wider kernels, until what is left out cannot matter."""
        if start is not None and task.gap(start) < task.relaxation.scale:
            return start
        if not task.model.unit_steps:
            return self._search(task, start)
        width = task.relaxation.scale
        while True:
            try:
                found = self._within(task, start, width)
            except GaveUpError as error:
                return self._search_after(task, start, error)
            if found is not None:
                start = found
                if task.gap(start) <= width:
                    return start
            elif width >= task.widest:
                return None
            if task.is_wide(start):
                return self._search(task, start)
            width *= GROWTH
            if start is not None:
                width = min(width, task.gap(start))

    def _search_after(
        self, task: _Task, start: Ints | None, error: GaveUpError
    ) -> Ints | None:
        """What branch and cut finds where a kernel took too long, if there is time."""
        if self.deadline.passed:
            raise error
        return self._search(task, task.better(start, error.plan))

    def _search(self, task: _Task, start: Ints | None) -> Ints | None:
        """Over all pairs by branch and cut, where no kernel would be small."""
        found = best_sum(task.model, task.weights, self.deadline, start)
        if found is None:
            return None
        if task.worth(found.used) < found.bound:
            raise GaveUpError(found.used)
        return found.used

    def _within(self, task: _Task, start: Ints | None, width: int) -> Ints | None:
        """The best over the pairs whose slack is at least -`width`."""
        keep = (task.relaxation.slack >= -width) | task.model.pinned
        if start is not None:
            keep[start] = True
        inside = np.flatnonzero(keep)
        try:
            outcome = solve_cpsat(
                task.model.only(keep, task.model.pinned),
                task.objectives,
                replace(self.params, effort=EFFORT, workers=1),
                self.deadline,
                ignore,
                start=None if start is None else np.searchsorted(inside, start),
                ceilings=task.ceiling,
                canonical=False,
            )
        except NoPlanError as error:
            raise GaveUpError(start) from error
        if outcome is None:
            return None
        used = inside[outcome.used]
        if not all(proof.proved for proof in outcome.proofs):
            raise GaveUpError(used)
        return used


@dataclass(frozen=True)
class _Task:
    """Sums to make large over a model, and what the relaxation says of them."""

    model: Model
    objectives: tuple[str, ...]
    relaxation: Relaxation

    @property
    def widest(self) -> int:
        """At this width no pair is left out."""
        return int(-self.relaxation.slack.min(initial=0))

    def gap(self, used: Ints) -> int:
        """How far a plan may be from the best, in parts of a unit."""
        return self.relaxation.bound - self.relaxation.scale * self.worth(used)

    @cached_property
    def weights(self) -> Ints:
        """int64[P], what each pair adds to all the sums together."""
        return combined(self.model, self.objectives)

    def worth(self, used: Ints) -> int:
        """What a plan is worth in all the sums together."""
        return int(self.weights[used].sum())

    def better(self, one: Ints | None, other: Ints | None) -> Ints | None:
        """The plan that is worth more, as far as there are any."""
        plans = [plan for plan in (one, other) if plan is not None]
        return max(plans, key=self.worth, default=None)

    def is_wide(self, start: Ints | None) -> bool:
        """Whether the kernel that is sure to settle it would be no small one."""
        if start is None:
            return False
        inside = np.count_nonzero(self.relaxation.slack >= -self.gap(start))
        return _is_wide(int(inside), self.model.pairs)

    def best(self, used: Ints) -> Best:
        """A best plan, and where every other that is as good must lie."""
        slack, gap = self.relaxation.slack, self.gap(used)
        values = (value_of(self.model, name, used) for name in self.objectives)
        return Best(
            used=used,
            values=tuple(int(value or 0) for value in values),
            keep=(slack >= -gap) | self.model.pinned,
            force=slack > gap,
        )

    def ceiling(self, proofs: Sequence[Proof]) -> int:
        """What the next objective cannot exceed, given the values before it."""
        place = len(proofs)
        factors = multipliers(self.model, self.objectives)
        rest = self.relaxation.bound // self.relaxation.scale
        for factor, proof in zip(factors, proofs, strict=False):
            rest -= factor * int(proof.value or 0)
        for factor, name in zip(
            factors[place + 1 :], self.objectives[place + 1 :], strict=True
        ):
            rest -= factor * least_value(self.model, name)
        return rest // factors[place]


def _is_wide(inside: int, pairs: int) -> bool:
    """Whether so many pairs are no kernel any more, but most of the model."""
    return inside > FEWEST_PAIRS and WIDE * inside > pairs


def _spread(mask: Mask, inside: Ints, pairs: int) -> Mask:
    """A mask over some pairs as one over all."""
    whole = np.zeros(pairs, dtype=bool)
    whole[inside] = mask
    return whole


def _nobody_will_do(
    model: Model, before: tuple[str, ...], needed: tuple[int, ...]
) -> bool:
    """Whether to meet nobody is best, which no threshold could say."""
    nobody = np.zeros(0, np.int64)
    reached = tuple(value_of(model, name, nobody) for name in before)
    return model.obeys(nobody) and reached == needed


def _with_worst(best: Outcome, place: int, threshold: int) -> Outcome:
    """Put the proof of worst-off where it belongs."""
    worst = proof_of("worst-off", threshold, threshold, "solver")
    proofs = (*best.proofs[:place], worst, *best.proofs[place:])
    return replace(best, proofs=proofs, certificates=tuple(None for _ in proofs))
