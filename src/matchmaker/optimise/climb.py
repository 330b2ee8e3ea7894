"""Worst-off where coupling rules bind: the highest threshold that loses nothing."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np

from matchmaker.errors import PlanRejectedError
from matchmaker.optimise.gave_up import GaveUpError
from matchmaker.optimise.kernel import Best
from matchmaker.optimise.objectives import (
    counts_bonuses,
    proof_of,
    total_of,
    value_behind,
    value_of,
)
from matchmaker.optimise.outcome import ignore

if TYPE_CHECKING:
    from matchmaker.domain.proof import Proof
    from matchmaker.optimise.kernel import Kernel
    from matchmaker.optimise.model import Ints, Model


@dataclass(frozen=True)
class Climb:
    """
    How to raise the threshold below which no pair is used.

    Attributes:
        kernel: How to solve for sums.
        highest: What worst-off cannot exceed, where the sums before it reach the
            totals `given`.
        given: See `highest`.
    """

    kernel: Kernel
    highest: int | None
    given: tuple[int, ...]

    def best(self, model: Model, objectives: tuple[str, ...]) -> Best | None:
        """
        Solve for sums with worst-off among them, each given at most one unit.

        Raises:
            GaveUpError: If it was not all proved.
        """
        place = objectives.index("worst-off")
        sums = objectives[:place] + objectives[place + 1 :]
        # Bonuses that count only behind worst-off have no say in how high it can be.
        plain = model if counts_bonuses(model, sums[:place]) else model.without_bonuses
        best = self._best(plain, sums, place)
        if best is None or not counts_bonuses(model, sums) or plain is model:
            return best
        return self._with_bonuses(model, sums, place, best)

    def _with_bonuses(
        self, model: Model, sums: tuple[str, ...], place: int, plain: Best
    ) -> Best:
        """The best with bonuses, where the best without them is known."""
        level, needed = plain.worst or 0, plain.totals[:place]
        try:
            best = self._above(model, level, sums, needed, plain.used)
        except GaveUpError as error:
            shown = _proved(model, sums[:place], needed)
            shown.append(proof_of("worst-off", level, level, "solver"))
            shown.extend(error.proofs[place:])
            plan = plain.used if error.plan is None else error.plan
            raise GaveUpError(plan, needed[0], tuple(shown)) from error
        if best is None:
            raise PlanRejectedError(["A plan is lost where bonuses are counted."])
        return best

    def _best(self, model: Model, sums: tuple[str, ...], place: int) -> Best | None:
        """The best where bonuses may be left aside, or count from the start."""
        # What comes after settles nothing yet, but a relaxation that knows it has
        # far fewer solutions, and is solved the sooner.
        try:
            held = self.kernel.best_sum(model, sums)
        except GaveUpError as error:  # what is shown behind worst-off leaves it out
            shown = error.proofs[:place]
            raise GaveUpError(error.plan, error.ceiling, shown) from error
        if held is None:
            return None
        needed = held.totals[:place]
        reached = value_of(model, "worst-off", held.used)
        if reached is None or nobody_will_do(model, sums[:place], needed):
            raise GaveUpError
        levels = np.unique(model.points[model.points >= reached])
        if self.highest is not None and needed == self.given:
            levels = levels[levels <= self.highest]
        try:
            return self._climb(model, sums, needed, levels)
        except GaveUpError as error:
            known = _proved(model, sums[:place], needed)
            known.append(proof_of("worst-off", reached, int(levels[-1]), "solver"))
            raise GaveUpError(held.used, held.totals[0], tuple(known)) from error

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

    def _above(
        self,
        model: Model,
        threshold: int,
        objectives: tuple[str, ...],
        needed: tuple[int, ...],
        start: Ints | None = None,
    ) -> Best | None:
        """Solve over the pairs of at least `threshold` points, all of a start's."""
        above = model.points >= threshold
        if np.any(model.pinned & ~above):
            return None
        small = model.only(above, model.pinned)
        # What is reached above a threshold is no news of the whole.
        quietly = replace(self.kernel, listen=ignore)
        inside = np.flatnonzero(above)
        at = None if start is None else np.searchsorted(inside, start)
        try:
            best = quietly.best_sum(small, objectives, needed, at)
        except GaveUpError as error:
            plan = None if error.plan is None else inside[error.plan]
            raise GaveUpError(plan, error.ceiling, error.proofs) from error
        if best is None:
            return None
        return Best(
            used=inside[best.used],
            totals=best.totals,
            face=best.face,
            inside=inside[best.inside],
            worst=threshold,
        )


def _proved(
    model: Model, names: tuple[str, ...], totals: tuple[int, ...]
) -> list[Proof]:
    """Of sums that reached their best."""
    return [
        proof_of(name, value, value, "solver")
        for name, total in zip(names, totals, strict=True)
        for value in (value_behind(model, name, total),)
    ]


def nobody_will_do(
    model: Model, before: tuple[str, ...], needed: tuple[int, ...]
) -> bool:
    """
    Whether to meet nobody is best, which no threshold could say.

    Args:
        model: Any model.
        before: The sums ahead of worst-off, in order.
        needed: What these must reach.
    """
    nobody = np.zeros(0, np.int64)
    reached = tuple(total_of(model, name, nobody) for name in before)
    return model.obeys(nobody) and reached >= needed
