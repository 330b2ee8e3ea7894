"""Objectives that add up, made as large as they can be, island by island."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

import numpy as np

from matchmaker.optimise.counts.islands import islands_of
from matchmaker.optimise.counts.search import Search
from matchmaker.optimise.face import whole_face
from matchmaker.optimise.gave_up import GaveUpError
from matchmaker.optimise.model import LARGEST_SUM
from matchmaker.optimise.objectives import (
    combined,
    largest_combined,
    least_total,
    multipliers,
    sum_of,
    value_behind,
    value_of,
)
from matchmaker.optimise.outcome import Deadline, Progress

if TYPE_CHECKING:
    from collections.abc import Callable

    from matchmaker.optimise.counts.classes import Classes
    from matchmaker.optimise.counts.search import Met
    from matchmaker.optimise.model import Ints, Model
    from matchmaker.optimise.outcome import Listener, SolveParams

    Known = tuple[Ints | None, int | None]
    Waiting = list[tuple[Search, Ints | None]]

PASSES = 2
"""Islands that were not settled in their share of the time get what is left over."""


@dataclass(frozen=True, eq=False)
class Best:
    """
    The best that sums can be over the pairs of a model.

    Attributes:
        model: All pairs, or those above a threshold.
        inside: int64[P], its pairs as positions in the whole model.
        forced: int64[K], pairs of `model` that all plans use.
        islands: The searches, each with its best plan.
        worst: What worst-off reaches at most, where it was asked for.
    """

    model: Model
    inside: Ints
    forced: Ints
    islands: tuple[tuple[Search, Met], ...]
    worst: int | None = None

    @property
    def used(self) -> Ints:
        """int64[K], one best plan, as positions in `model`."""
        return together(self.forced, [met.used for _, met in self.islands])


class StillOpenError(GaveUpError):
    """
    Some island was not settled, but what is known of all of them bounds every plan.

    Attributes:
        bound: No plan is worth more in the combined sums.
    """

    def __init__(self, plan: Ints | None, ceiling: int, bound: int) -> None:
        self.bound = bound
        super().__init__(plan, ceiling)


@dataclass(frozen=True, eq=False)
class Sums:
    """
    Makes sums as large as they can be.

    Attributes:
        whole: The model that is asked about.
        classes: Of its parties.
        params: Seed for CP-SAT.
        deadline: When to stop.
        listen: Told of the first sum after every island.
    """

    whole: Model
    classes: Classes
    params: SolveParams
    deadline: Deadline
    listen: Listener

    def best(
        self, model: Model, sums: tuple[str, ...], start: Ints | None
    ) -> Best | None:
        """
        Make sums as large as they can be, island by island.

        Args:
            model: All pairs, or those above a threshold.
            sums: In order.
            start: int64[C], counts to begin with.

        Returns:
            The best; `None` if no plan obeys the rules.

        Raises:
            GaveUpError: If some island was not settled.
        """
        if largest_combined(model, sums) * max(1, model.pairs) > LARGEST_SUM:
            raise GaveUpError
        face, weights = whole_face(model), combined(model, sums).pairs
        islands = islands_of(face, self.classes)
        if islands is None:
            return None
        searches = [
            Search(i.network, i.classes, weights[i.network.pairs], self.params)
            for i in islands
        ]
        starts = [None if start is None else start[i.kinds] for i in islands]
        known = partial(_known, searches, face.forced, int(weights[face.forced].sum()))
        tell = partial(self._tell, model, sums, known)
        found, waiting = [], list(zip(searches, starts, strict=True))
        for _ in range(PASSES):
            passed = self._passed(waiting, tell)
            if passed is None:
                return None
            settled, waiting = passed
            found += settled
        if waiting:
            raise _given_up(model, sums, *known())
        return Best(model, np.arange(model.pairs), face.forced, tuple(found))

    def _passed(
        self, waiting: Waiting, tell: Callable[[], None]
    ) -> tuple[list[tuple[Search, Met]], Waiting] | None:
        """Islands settled in their share of the time, and others; `None`: one cannot be."""
        found, unsettled = [], []
        for place, (search, begin) in enumerate(waiting):
            share = _share(self.deadline, len(waiting) - place)
            try:
                met = search.run(begin, share)
            except GaveUpError:
                unsettled.append((search, begin))
                continue
            finally:
                tell()
            if met is None:
                return None
            found.append((search, met))
        return found, unsettled

    def _tell(
        self, model: Model, sums: tuple[str, ...], known: Callable[[], Known]
    ) -> None:
        """Tell what is known of the first sum; above a threshold it is no news."""
        if model is not self.whole:
            return
        (plan, bound), first = known(), sums[0]
        value = None if plan is None else value_of(model, first, plan)
        most = None
        if bound is not None:
            most = value_behind(model, first, ceiling(model, sums, bound))
        self.listen(Progress(first, value, most))


def _share(deadline: Deadline, islands: int) -> Deadline:
    """An equal part of the time left, so that one island cannot use up all of it."""
    left = deadline.left
    return Deadline(None if left is None else left / islands, deadline.stop)


def _known(searches: list[Search], forced: Ints, gain: int) -> Known:
    """The best plan over all islands, and what all the sums together cannot exceed."""
    plans = [search.best.used for search in searches if search.best is not None]
    plan = together(forced, plans) if len(plans) == len(searches) else None
    bounds = [search.bound for search in searches if search.bound is not None]
    if len(bounds) < len(searches):
        return plan, None
    return plan, gain + sum(bounds)


def _given_up(
    model: Model, sums: tuple[str, ...], plan: Ints | None, bound: int | None
) -> GaveUpError:
    """What is known where some island was not settled."""
    if bound is None:
        return GaveUpError(plan)
    return StillOpenError(plan, ceiling(model, sums, bound), bound)


def ceiling(model: Model, sums: tuple[str, ...], bound: int, place: int = 0) -> int:
    """What a sum cannot exceed, if it and all after it are worth at most `bound`."""
    factors = multipliers(model, sums)
    for factor, name in zip(factors[place + 1 :], sums[place + 1 :], strict=True):
        bound -= factor * least_total(model, sum_of(model, name))
    return bound // factors[place]


def together(forced: Ints, plans: list[Ints]) -> Ints:
    """int64[K], the pairs of the plans of all islands, and those that all plans use."""
    return np.sort(np.concatenate([forced, *plans]))
