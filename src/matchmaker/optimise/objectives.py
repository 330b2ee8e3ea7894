"""The objectives by their plain definitions, and the orders that are allowed."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from matchmaker.domain.proof import Proof
from matchmaker.errors import InputError
from matchmaker.optimise.model import sum_by

if TYPE_CHECKING:
    from matchmaker.domain.proof import ShownBy
    from matchmaker.optimise.model import Ints, Model

LINEAR = ("coverage", "points")
"""Objectives that are a sum over the used pairs."""
KNOWN = (*LINEAR, "worst-off", "balance")


def check_order(model: Model, objectives: tuple[str, ...]) -> None:
    """
    Refuse unknown or repeated objectives, and worst-off ahead of coverage.

    With worst-off first, meeting nobody would be best; so it may stand first, or
    before coverage, only if every request must be met anyway.

    Raises:
        InputError: If the order cannot be solved for.
    """
    unknown = [name for name in objectives if name not in KNOWN]
    if not objectives or unknown or len(set(objectives)) != len(objectives):
        raise InputError(
            f"Objectives must be one or more distinct names out of {', '.join(KNOWN)}, "
            f"not {', '.join(objectives)}."
        )
    if "worst-off" not in objectives:
        return
    place = objectives.index("worst-off")
    ahead = place == 0 or "coverage" in objectives[place:]
    if ahead and np.any(model.minimum < 1):
        raise InputError(
            "worst-off cannot stand ahead of coverage unless every request has a "
            "minimum of at least 1: leaving everybody out would be best."
        )


def pair_weights(model: Model, objective: str) -> Ints:
    """What each pair adds to a linear objective; int64[P]."""
    if objective == "coverage":
        return model.priority[model.request]
    return model.points


def multipliers(model: Model, block: tuple[str, ...]) -> tuple[int, ...]:
    """
    Weights under which one unit of an objective outweighs all that follow it.

    Args:
        model: Where the pairs' weights stand.
        block: Linear objectives, in order.
    """
    weights = [1]
    for name in reversed(block[1:]):
        weights.insert(0, weights[0] * (1 + _span(model, name)))
    return tuple(weights)


def largest_combined(model: Model, block: tuple[str, ...]) -> int:
    """No pair adds more than this (in absolute value) to a weighted block."""
    return sum(
        weight * int(np.abs(pair_weights(model, name)).max(initial=0))
        for name, weight in zip(block, multipliers(model, block), strict=True)
    )


def combined(model: Model, block: tuple[str, ...]) -> Ints:
    """What each pair adds to a weighted block; int64[P], if that is large enough."""
    weights = np.zeros(model.pairs, np.int64)
    for name, multiplier in zip(block, multipliers(model, block), strict=True):
        weights = weights + multiplier * pair_weights(model, name)
    return weights


def least_value(model: Model, objective: str) -> int:
    """No plan has less than this of a linear objective."""
    lowest = np.zeros(model.requests, np.int64)
    np.minimum.at(lowest, model.request, pair_weights(model, objective))
    return int((lowest.astype(object) * model.most_given).sum())


def _span(model: Model, objective: str) -> int:
    """No two plans differ in the objective by more than this."""
    most = np.zeros(model.requests, np.int64)
    np.maximum.at(most, model.request, np.abs(pair_weights(model, objective)))
    return 2 * int((most.astype(object) * model.most_given).sum())


def most_of(model: Model, objective: str) -> int | None:
    """
    What no plan can exceed, whatever supporters have room for; `None` if not a sum.

    Each request takes its best pairs, as many as it wants.
    """
    if objective not in LINEAR:
        return None
    gains = np.maximum(pair_weights(model, objective), 0)
    order = np.lexsort((-gains, model.request))
    place = np.arange(model.pairs) - model.indptr[model.request]
    wanted = place < model.most_given[model.request]
    return int(gains[order][wanted].sum())


def value_of(model: Model, objective: str, used: Ints) -> int | None:
    """
    What a plan reaches in an objective.

    Returns:
        The value; `None` for worst-off if nobody is given anything, which counts
        as better than any number (nobody is badly off).
    """
    if objective in LINEAR:
        return int(pair_weights(model, objective)[used].sum())
    if objective == "balance":
        return int(np.square(model.load_of(used)).sum())
    return _worst_off(model, used)


def _worst_off(model: Model, used: Ints) -> int | None:
    points = sum_by(model.request[used], model.points[used], model.requests)
    given = model.given(used) > 0
    return int(points[given].min()) if given.any() else None


def proof_of(
    objective: str, value: int | None, bound: int | None, shown_by: ShownBy
) -> Proof:
    """Build the record of an objective, with the sense that goes with its name."""
    return Proof(
        objective=objective,
        sense="minimise" if objective == "balance" else "maximise",
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
