"""
Worst-off where requests can be given several pairs, or where it stands first.

First the level below which nobody falls is raised as far as the rules allow, then the
sums are sought at that level. Plans with many points leave only a few requests badly
off. So a level is held by rows for those few; whoever falls below it instead gets a
row too, until nobody does.
"""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

import numpy as np

from matchmaker.errors import PlanRejectedError
from matchmaker.optimise.gave_up import GaveUpError
from matchmaker.optimise.kernel import Best
from matchmaker.optimise.level import at_least, highest_level, may_stay_below
from matchmaker.optimise.model import sum_by
from matchmaker.optimise.objectives import proof_of, value_behind, value_of
from matchmaker.optimise.outcome import Progress, ignore
from matchmaker.optimise.probe import some_plan

if TYPE_CHECKING:
    from matchmaker.domain.proof import Proof
    from matchmaker.optimise.kernel import Kernel
    from matchmaker.optimise.model import Ints, Model

NEAR = 20
"""Whoever has less than one part in so many above a level gets a row with the others;
twice as much each time that this was not enough."""


def best_lifted(
    kernel: Kernel, model: Model, objectives: tuple[str, ...]
) -> Best | None:
    """
    Solve for sums with worst-off among them.

    Args:
        kernel: How to solve for sums.
        model: Any model.
        objectives: In order; worst-off stands first only if everybody has a minimum.

    Returns:
        The best; `None` if no plan obeys the rules.

    Raises:
        GaveUpError: If it was not all proved.
    """
    kernel = replace(kernel, pick=False)  # what is heaviest now may fall below later
    place = objectives.index("worst-off")
    ahead, behind = objectives[:place], objectives[place + 1 :]
    first = kernel.best_sum(model, ahead) if ahead else _any_plan(kernel, model)
    if first is None:
        return None
    known = _proofs(model, ahead, first.totals)
    if first.face.obeys(np.zeros(0, np.int64)):  # then nobody is badly off
        raise GaveUpError(first.used, proofs=known)
    start = np.searchsorted(first.inside, first.used)
    try:
        best = _Lift(kernel, first.face, start).best(behind)
    except GaveUpError as error:
        plan = start if error.plan is None else error.plan
        ceiling = first.totals[0] if ahead else error.ceiling
        proofs = (*known, *error.proofs)
        raise GaveUpError(first.inside[plan], ceiling, proofs) from error
    return replace(
        best,
        used=first.inside[best.used],
        totals=(*first.totals, *best.totals),
        inside=first.inside[best.inside],
    )


def _any_plan(kernel: Kernel, model: Model) -> Best | None:
    """Where no sum stands first, every plan is among the best."""
    used = some_plan(model, kernel.params, kernel.deadline)
    return None if used is None else Best(used, (), model, np.arange(model.pairs))


def _proofs(
    model: Model, names: tuple[str, ...], totals: tuple[int, ...]
) -> tuple[Proof, ...]:
    """Of sums that reached their best."""
    values = map(partial(value_behind, model), names, totals)
    return tuple(
        proof_of(name, value, value, "solver")
        for name, value in zip(names, values, strict=True)
    )


class _Lift:
    """Raises the level below which no request falls, as far as the rules allow."""

    def __init__(self, kernel: Kernel, model: Model, start: Ints) -> None:
        self._model = model
        self._listen = kernel.listen
        # What is reached above a level is no news of the whole.
        self._kernel = replace(kernel, listen=ignore)
        self._plan = start
        self._high = highest_level(model)
        self._short = np.zeros(model.requests, bool)

    def best(self, behind: tuple[str, ...]) -> Best:
        """
        Raise the level, then solve for the sums behind it.

        Raises:
            GaveUpError: If it was not all proved; with the best plan found.
        """
        try:
            self._raise()
            if behind:
                return self._all_above(self._best_above(behind))
            everything = np.arange(self._model.pairs)
            return self._all_above(Best(self._plan, (), self._model, everything))
        except GaveUpError as error:
            reached = proof_of("worst-off", self._low, self._high, "solver")
            proofs = (reached, *error.proofs)
            raise GaveUpError(self._plan, self._high, proofs) from error

    @property
    def _low(self) -> int:
        """What the fairest plan so far reaches."""
        return self._worst(self._plan)

    def _worst(self, used: Ints) -> int:
        points = self._points(used)
        return int(points[self._model.given(used) > 0].min())

    def _points(self, used: Ints) -> Ints:
        """int64[R], the points that a plan gives each request."""
        model = self._model
        return sum_by(model.request[used], model.points[used], model.requests)

    def _raise(self) -> None:
        """Close in on the highest level from both sides, the highest first."""
        level = top = self._high
        self._mind(self._plan, level)
        while self._low < top:
            self._listen(Progress("worst-off", self._low, self._high))
            try:
                found = self._some_above(level)
            except GaveUpError:
                if self._kernel.deadline.passed:
                    raise
                top = level - 1  # a lower one may be easier, but is no bound
            else:
                if not found:
                    top = self._high = level - 1
            level = (self._low + top + 1) // 2
        self._listen(Progress("worst-off", self._low, self._high))
        if self._low < self._high:
            raise GaveUpError

    def _some_above(self, level: int) -> bool:
        """Whether there is a plan in which nobody is below a level."""
        near = NEAR
        while self._low < level:
            small, inside = at_least(self._model, level, self._short)
            found = some_plan(small, self._kernel.params, self._kernel.deadline)
            if found is None:
                return False
            used = inside[found]
            if self._worst(used) > self._low:
                self._plan = used
            near = max(1, near // 2)
            self._mind(used, level, near)
        return True

    def _mind(self, used: Ints, level: int, near: int = NEAR) -> None:
        """From now on there is a row for whoever is below a level, or near it."""
        short = self._points(used) < level + abs(level) // near
        self._short |= short & (self._model.given(used) > 0)

    def _best_above(self, names: tuple[str, ...]) -> Best:
        """The best plan in which nobody is below the highest level."""
        while True:
            small, inside = at_least(self._model, self._high, self._short)
            start = np.searchsorted(inside, self._plan)
            try:
                found = self._kernel.best_sum(small, names, start=start)
            except GaveUpError as error:
                raise self._with_bounds(error, inside) from error
            if found is None:
                raise PlanRejectedError(
                    ["The kernel finds no plan where there is one."]
                )
            used = inside[found.used]
            if self._worst(used) >= self._high:
                return replace(found, used=used, inside=inside[found.inside])
            self._mind(used, self._high)

    def _with_bounds(self, error: GaveUpError, inside: Ints) -> GaveUpError:
        """Where a search ended early: its plan if it is fair, and what bounds ours."""
        if error.plan is not None and self._worst(inside[error.plan]) >= self._high:
            self._plan = inside[error.plan]
        proofs: list[Proof] = []
        for bound in error.proofs:
            value = value_of(self._model, bound.objective, self._plan)
            proofs.append(proof_of(bound.objective, value, bound.bound, "solver"))
            if not proofs[-1].proved:
                break
        return GaveUpError(proofs=tuple(proofs))

    def _all_above(self, best: Best) -> Best:
        """All plans as good as the best one, none of which leaves anybody below."""
        level, face = self._high, best.face
        held, inside = at_least(face, level, may_stay_below(face, level))
        return replace(best, face=held, inside=best.inside[inside], worst=level)
