"""The engine for rules over classes: sums first, then worst-off, balance and ties."""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import takewhile
from typing import TYPE_CHECKING

import numpy as np

from matchmaker.optimise.counts.classes import classes_of
from matchmaker.optimise.counts.islands import islands_of
from matchmaker.optimise.counts.search import Search
from matchmaker.optimise.counts.settle import settle
from matchmaker.optimise.face import whole_face
from matchmaker.optimise.model import LARGEST_SUM
from matchmaker.optimise.objectives import (
    combined,
    has_bonus,
    is_sum,
    largest_combined,
    least_total,
    multipliers,
    not_shown,
    proof_of,
    sum_of,
    total_of,
    value_behind,
    value_of,
)
from matchmaker.optimise.outcome import Deadline, Outcome, Progress, ignore
from matchmaker.optimise.relaxation import GaveUpError

if TYPE_CHECKING:
    from matchmaker.domain.proof import Proof
    from matchmaker.optimise.counts.classes import Classes
    from matchmaker.optimise.counts.search import Met
    from matchmaker.optimise.model import Ints, Model
    from matchmaker.optimise.outcome import Listener, SolveParams

WORST = "worst-off"
PASSES = 2
"""Islands that were not settled in their share of the time get what is left over."""
MOST_ROWS = 1_000
"""With more rows than that classes are too many to be counted one by one."""


def counts_apply(model: Model, objectives: tuple[str, ...]) -> bool:
    """
    Whether all coupling rows speak of classes, and the objectives of single pairs.

    Objectives that add up come first, with at most worst-off among them, but not in
    front; then balance and more that add up may follow.
    """
    head, tail = _head_and_tail(objectives)
    sums = [name for name in (*head, *tail) if is_sum(name)]
    if (
        not 0 < model.rows <= MOST_ROWS
        or not model.unit_steps
        or model.has_conditional_minimum
        or not is_sum(objectives[0])
        or any(has_bonus(model, name) for name in sums)
        or any(name not in (*sums, WORST) for name in head)
        or any(name not in (*sums, "balance") for name in tail)
        or (WORST in head and bool(np.any(model.most_given > 1)))
    ):
        return False
    classes = classes_of(model)
    if classes is None or not classes.complete:
        return False
    return "balance" not in tail or classes.side == "request"


def _head_and_tail(
    objectives: tuple[str, ...],
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """What the search over counts settles, and what flows settle after it."""
    head = tuple(takewhile(lambda name: name != "balance", objectives))
    return head, objectives[len(head) :]


def solve_counts(
    model: Model,
    objectives: tuple[str, ...],
    params: SolveParams,
    deadline: Deadline,
    relaxed: Outcome | None,
    *,
    listen: Listener = ignore,
) -> Outcome | None:
    """
    Solve a model for which `counts_apply`.

    Args:
        model: A model whose coupling rows speak of classes.
        objectives: In order.
        params: Seed for CP-SAT.
        deadline: When to stop.
        relaxed: What the flow engine found with the coupling rows left aside.
        listen: Told of the first objective after every island.

    Returns:
        The outcome; `None` if no plan obeys the rules. All is proved but what comes
        after the sums where very many counts are equally good, and, if time ran out,
        the first sum that still has a gap and all after it.

    Raises:
        GaveUpError: If there was no time for a plan with a bound, or for worst-off, or
            the numbers are too large; with the best plan found.
    """
    classes = classes_of(model)
    if classes is None:
        raise GaveUpError
    head, tail = _head_and_tail(objectives)
    task = _Task(model, classes, params, deadline, listen)
    start = _counts(model, classes, relaxed)
    if WORST in head:
        best = task.with_worst_off(head, start)
    else:
        try:
            best = task.best(model, head, start)
        except _StillOpenError as error:
            if error.plan is None or not deadline.passed:
                raise
            return _unfinished(model, objectives, head, error.plan, error.bound)
    return None if best is None else _outcome(model, best, (head, tail), deadline)


@dataclass(frozen=True, eq=False)
class _Best:
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
        return _together(self.forced, [met for _, met in self.islands])


@dataclass(frozen=True, eq=False)
class _Task:
    """What is the same for all thresholds."""

    model: Model
    classes: Classes
    params: SolveParams
    deadline: Deadline
    listen: Listener

    def best(
        self, model: Model, sums: tuple[str, ...], start: Ints | None
    ) -> _Best | None:
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
        found, unsettled = [], list(zip(searches, starts, strict=True))
        gain = int(weights[face.forced].sum())
        for _ in range(PASSES):
            waiting, unsettled = unsettled, []
            for place, (search, begin) in enumerate(waiting):
                share = _share(self.deadline, len(waiting) - place)
                try:
                    met = search.run(begin, share)
                except GaveUpError:
                    unsettled.append((search, begin))
                    continue
                finally:
                    self._tell(model, sums, _known(searches, face.forced, gain))
                if met is None:
                    return None
                found.append((search, met))
        if unsettled:
            raise _given_up(model, sums, *_known(searches, face.forced, gain))
        return _Best(model, np.arange(model.pairs), face.forced, tuple(found))

    def _tell(
        self, model: Model, sums: tuple[str, ...], known: tuple[Ints | None, int | None]
    ) -> None:
        """Tell what is known of the first sum; above a threshold it is no news."""
        if model is not self.model:
            return
        (plan, bound), first = known, sums[0]
        value = None if plan is None else value_of(model, first, plan)
        most = None
        if bound is not None:
            most = value_behind(model, first, _ceiling(model, sums, bound))
        self.listen(Progress(first, value, most))

    def with_worst_off(self, head: tuple[str, ...], start: Ints | None) -> _Best | None:
        """Raise the threshold on pairs as far as what comes before allows."""
        place = head.index(WORST)
        before, sums = head[:place], head[:place] + head[place + 1 :]
        held = self.best(self.model, sums, start)
        if held is None:
            return None
        needed = [total_of(self.model, name, held.used) for name in before]
        reached = value_of(self.model, WORST, held.used)
        if reached is None or self._nobody_will_do(before, needed):
            raise GaveUpError(held.used, needed[0])
        levels = np.unique(self.model.points[self.model.points >= reached])
        try:
            return self._climb(before, sums, needed, levels)
        except GaveUpError as error:
            raise GaveUpError(held.used, needed[0]) from error

    def _climb(
        self,
        before: tuple[str, ...],
        sums: tuple[str, ...],
        needed: list[int],
        levels: Ints,
    ) -> _Best | None:
        """Find the highest of ascending levels that keeps what is needed."""
        low, high = 0, len(levels) - 1
        while low < high:
            middle = (low + high + 1) // 2
            best = self._above(int(levels[middle]), before)
            kept = best is not None and needed == [
                total_of(best.model, name, best.used) for name in before
            ]
            low, high = (middle, high) if kept else (low, middle - 1)
        return self._above(int(levels[low]), sums)

    def _above(self, threshold: int, sums: tuple[str, ...]) -> _Best | None:
        """Solve over the pairs of at least `threshold` points."""
        above = self.model.points >= threshold
        if np.any(self.model.pinned & ~above):
            return None
        best = self.best(self.model.only(above, self.model.pinned), sums, None)
        if best is None:
            return None
        return replace(best, inside=np.flatnonzero(above), worst=threshold)

    def _nobody_will_do(self, before: tuple[str, ...], needed: list[int]) -> bool:
        """Whether to meet nobody is best, which no threshold could say."""
        nobody = np.zeros(0, np.int64)
        reached = [total_of(self.model, name, nobody) for name in before]
        return self.model.obeys(nobody) and reached == needed


def _share(deadline: Deadline, islands: int) -> Deadline:
    """An equal part of the time left, so that one island cannot use up all of it."""
    left = deadline.left
    return Deadline(None if left is None else left / islands, deadline.stop)


class _StillOpenError(GaveUpError):
    """
    Some island was not settled, but what is known of all of them bounds every plan.

    Attributes:
        bound: No plan is worth more in the combined sums.
    """

    def __init__(self, plan: Ints | None, ceiling: int, bound: int) -> None:
        self.bound = bound
        super().__init__(plan, ceiling)


def _known(
    searches: list[Search], forced: Ints, gain: int
) -> tuple[Ints | None, int | None]:
    """The best plan over all islands, and what all the sums together cannot exceed."""
    plans = [search.best for search in searches if search.best is not None]
    plan = _together(forced, plans) if len(plans) == len(searches) else None
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
    return _StillOpenError(plan, _ceiling(model, sums, bound), bound)


def _ceiling(model: Model, sums: tuple[str, ...], bound: int, place: int = 0) -> int:
    """What a sum cannot exceed, if it and all after it are worth at most `bound`."""
    factors = multipliers(model, sums)
    for factor, name in zip(factors[place + 1 :], sums[place + 1 :], strict=True):
        bound -= factor * least_total(model, sum_of(model, name))
    return bound // factors[place]


def _unfinished(
    model: Model,
    objectives: tuple[str, ...],
    sums: tuple[str, ...],
    used: Ints,
    bound: int,
) -> Outcome:
    """The best plan met, and how far from the best it may be."""
    proofs: list[Proof] = []
    for place, (name, factor) in enumerate(
        zip(sums, multipliers(model, sums), strict=True)
    ):
        score, ceiling = (
            total_of(model, name, used),
            _ceiling(model, sums, bound, place),
        )
        most = value_behind(model, name, ceiling)
        proofs.append(proof_of(name, value_of(model, name, used), most, "solver"))
        if score < ceiling:
            break
        bound -= factor * score
    proofs += not_shown(model, objectives[len(proofs) :], used)
    return Outcome(
        used=used,
        proofs=tuple(proofs),
        engine="counts",
        certificates=tuple(None for _ in proofs),
        canonical=False,
    )


def _together(forced: Ints, plans: list[Met]) -> Ints:
    return np.sort(np.concatenate([forced, *(plan.used for plan in plans)]))


def _counts(model: Model, classes: Classes, relaxed: Outcome | None) -> Ints | None:
    """int64[C], the counts of a plan that leaves the rows aside."""
    if relaxed is None:
        return None
    party = model.request if classes.side == "request" else model.supporter
    kinds = classes.of_party[party[relaxed.used]]
    return np.bincount(kinds[kinds >= 0], minlength=len(classes))


def _outcome(
    whole: Model,
    best: _Best,
    order: tuple[tuple[str, ...], tuple[str, ...]],
    deadline: Deadline,
) -> Outcome:
    """Settle what is left, and put the proofs in order."""
    model, (head, tail) = best.model, order
    stages = [
        *(sum_of(model, name).pairs if is_sum(name) else None for name in tail),
        model.tie,
    ]
    try:
        settled = [
            settle(search, met, stages, deadline) for search, met in best.islands
        ]
    except GaveUpError:
        inside, certain = best.used, False
    else:
        found = [one.used for one, _ in settled]
        inside = np.sort(np.concatenate([best.forced, *found]))
        certain = all(complete for _, complete in settled)
    used = best.inside[inside]
    proofs = [_proof(whole, name, used, best.worst) for name in head]
    if certain:
        proofs += [_proof(whole, name, used, None) for name in tail]
    else:
        proofs += not_shown(whole, tail, used)
    return Outcome(
        used=used,
        proofs=tuple(proofs),
        engine="counts",
        certificates=tuple(None for _ in proofs),
        canonical=certain,
    )


def _proof(model: Model, name: str, used: Ints, worst: int | None) -> Proof:
    """Nothing is better than what the plan reaches."""
    value = worst if name == WORST else value_of(model, name, used)
    return proof_of(name, value, value, "solver")
