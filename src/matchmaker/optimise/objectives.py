"""The objectives by their plain definitions, and the orders that are allowed."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

import numpy as np

from matchmaker.domain.objective import OWN_NAMES
from matchmaker.domain.proof import Proof
from matchmaker.errors import InputError
from matchmaker.optimise.model import sum_by
from matchmaker.optimise.sums import Sum, weighted

if TYPE_CHECKING:
    from collections.abc import Iterable

    from matchmaker.domain.proof import ShownBy
    from matchmaker.optimise.model import Ints, Model

LEVEL = "leximin:"
"""Before the lower edge of a band, the name of the sum that counts who lies in it."""


def check_order(model: Model, objectives: tuple[str, ...]) -> None:
    """
    Refuse unknown or repeated objectives, and worst-off ahead of coverage.

    With worst-off first, meeting nobody would be best; so it may stand first, or
    before coverage, only if every request must be met anyway. The same holds for
    leximin.

    Raises:
        InputError: If the order cannot be solved for.
    """
    known = ("coverage", "points", "worst-off", "leximin", "balance", *model.sums)
    unknown = [name for name in objectives if name not in known]
    if not objectives or unknown or len(set(objectives)) != len(objectives):
        raise InputError(
            f"Objectives must be one or more distinct names out of {', '.join(known)}, "
            f"not {', '.join(objectives)}."
        )
    for name in ("worst-off", "leximin"):
        if name in objectives and _ahead(objectives, name):
            _refuse_nobody(model, name)


def _ahead(objectives: tuple[str, ...], name: str) -> bool:
    place = objectives.index(name)
    return place == 0 or "coverage" in objectives[place:]


def _refuse_nobody(model: Model, name: str) -> None:
    if np.any(model.minimum < 1):
        raise InputError(
            f"{name} cannot stand ahead of coverage unless every request has a "
            "minimum of at least 1: leaving everybody out would be best."
        )


def is_sum(objective: str) -> bool:
    """Whether an objective adds up over pairs and bonuses."""
    return objective not in ("worst-off", "leximin", "balance")


def adds_up(model: Model, objective: str) -> bool:
    """
    Whether an objective is a sum over the pairs of this model.

    Where a request can be given several pairs, no pair alone says in which band its
    points lie.
    """
    by_pair = not objective.startswith(LEVEL) or bool(np.all(model.most_given <= 1))
    return is_sum(objective) and by_pair


def sum_of(model: Model, objective: str) -> Sum:
    """
    An objective that adds up, turned so that more is better.

    Beside those of the model, `leximin:E` counts the used pairs whose points lie in
    the band with the lower edge E (of which fewer are better). A model of bundles has
    a coverage of its own.
    """
    if objective.startswith(LEVEL):
        edge = int(objective.removeprefix(LEVEL))
        return Sum(-(model.levels == edge).astype(np.int64), minimise=True)
    return model.sums.get(objective) or model.built_in[objective]


def has_bonus(model: Model, objective: str) -> bool:
    """Whether bonuses that several pairs earn together count in an objective."""
    if not len(model.bonuses) or not is_sum(objective):
        return False
    return sum_of(model, objective).bonus > 0


def counts_bonuses(model: Model, objectives: Iterable[str]) -> bool:
    """Whether bonuses count in any of the objectives, or in what a model holds."""
    held = len(model.bonuses) and any(part.bonus for part, _ in model.floors)
    return bool(held) or any(has_bonus(model, name) for name in objectives)


def multipliers(model: Model, block: tuple[str, ...]) -> tuple[int, ...]:
    """
    Weights under which one unit of an objective outweighs all that follow it.

    Args:
        model: Where the pairs' weights stand.
        block: Objectives that add up, in order.
    """
    weights = [1]
    for name in reversed(block[1:]):
        weights.insert(0, weights[0] * (1 + _span(model, sum_of(model, name))))
    return tuple(weights)


def combined(
    model: Model, block: tuple[str, ...], weights: tuple[int, ...] = ()
) -> Sum:
    """Several objectives that add up as one sum; see `multipliers` for the weights."""
    weights = weights or multipliers(model, block)
    parts = (sum_of(model, name) for name in block)
    return weighted(zip(weights, parts, strict=True), model.pairs)


def largest_combined(model: Model, block: tuple[str, ...]) -> int:
    """No pair or bonus adds more than this (in absolute value) to a weighted block."""
    return sum(
        weight * _largest(model, sum_of(model, name))
        for name, weight in zip(block, multipliers(model, block), strict=True)
    )


def _largest(model: Model, part: Sum) -> int:
    bonus = part.bonus * int(model.bonuses.points.max(initial=0))
    return max(int(np.abs(part.pairs).max(initial=0)), bonus)


def least_total(model: Model, part: Sum) -> int:
    """No plan has a smaller total."""
    lowest = -_most_of_requests(model, -part.pairs)
    return int((lowest.astype(object) * model.most_given).sum())


def _span(model: Model, part: Sum) -> int:
    """No two plans differ in the total by more than this."""
    most = _most_of_requests(model, part.pairs)
    highest = int((most.astype(object) * model.most_given).sum())
    bonuses = part.bonus * int(model.bonuses.points.sum())
    return highest + bonuses - least_total(model, part)


def _most_of_requests(model: Model, worth: Ints) -> Ints:
    """int64[R], the most that a pair of each request adds; 0 if none adds anything."""
    most = np.zeros(model.requests, np.int64)
    some = np.flatnonzero(np.diff(model.indptr))
    if len(some):
        best = np.maximum.reduceat(worth, model.indptr[some])
        most[some] = np.maximum(best, 0)
    return most


def most_of(model: Model, objective: str) -> int | None:
    """
    What no plan can do better than, whatever supporters have room for.

    Each request takes its best pairs, as many as it wants, and every bonus is
    earned. `None` for objectives that do not add up.
    """
    if not is_sum(objective):
        return None
    part = sum_of(model, objective)
    gains = np.maximum(part.pairs, 0)
    order = np.lexsort((-gains, model.request))
    place = np.arange(model.pairs) - model.indptr[model.request]
    wanted = place < model.most_given[model.request]
    bonuses = part.bonus * int(model.bonuses.points.sum())
    return part.value(int(gains[order][wanted].sum()) + bonuses)


def total_of(model: Model, objective: str, used: Ints) -> int:
    """What a plan adds up to in an objective that does; more is better."""
    return sum_of(model, objective).total(used, model.bonuses)


def value_of(model: Model, objective: str, used: Ints) -> int | None:
    """
    What a plan reaches in an objective, as users know it.

    Returns:
        The value; `None` for worst-off and leximin if nobody is given anything, which
        counts as better than any number (nobody is badly off).
    """
    if objective == "balance":
        return int(np.square(model.load_of(used)).sum())
    if objective.startswith(LEVEL):
        return levels_of(model, "leximin", used)[int(objective.removeprefix(LEVEL))]
    if not is_sum(objective):
        return min(levels_of(model, objective, used), default=None)
    part = sum_of(model, objective)
    return part.value(part.total(used, model.bonuses))


def levels_of(model: Model, objective: str, used: Ints) -> Counter[int]:
    """How many requests have so many points, of those given anything."""
    points = sum_by(model.request[used], model.points[used], model.requests)
    if objective == "leximin":
        points = points // model.band * model.band
    return Counter(points[model.given(used) > 0].tolist())


def score_of(model: Model, objective: str, value: int) -> int:
    """A value that users know, turned so that more is better."""
    if objective == "balance":
        return -value
    return sum_of(model, objective).total_of(value) if is_sum(objective) else value


def value_behind(model: Model, objective: str, score: int) -> int:
    """The value that users know behind a score; see `score_of`."""
    if objective == "balance":
        return -score
    return sum_of(model, objective).value(score) if is_sum(objective) else score


def proof_of(
    objective: str, value: int | None, bound: int | None, shown_by: ShownBy
) -> Proof:
    """Build the record of an objective, with the sense that goes with its name."""
    less = objective.startswith(LEVEL) or OWN_NAMES.get(objective) == "minimise"
    return Proof(
        objective=objective,
        sense="minimise" if less else "maximise",
        value=value,
        bound=bound,
        shown_by=shown_by,
    )


def not_shown(
    model: Model, objectives: tuple[str, ...], used: Ints
) -> tuple[Proof, ...]:
    """Build the records of objectives for which no bound is known."""
    return tuple(
        proof_of(name, value_of(model, name, used), None, "not shown")
        for name in objectives
    )
