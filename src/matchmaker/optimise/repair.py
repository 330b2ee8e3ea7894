"""
A plan of a flow that breaks coupling rules, repaired by more flows.

Where a rule is broken, the pairs that a greedy repair dropped are ruled out, and the
flow decides again about all the others: so whoever lost a place finds another, at the
price of others moving, and the broken rules hold. New ones may break; a few rounds
are enough.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from matchmaker.optimise.base import flow_base
from matchmaker.optimise.greedy import greedy_plan
from matchmaker.optimise.model import LARGEST_SUM
from matchmaker.optimise.objectives import (
    adds_up,
    combined,
    largest_combined,
    sum_of,
)
from matchmaker.optimise.stable.layers import layered_plan
from matchmaker.optimise.stable.proposals import proposed_plans

if TYPE_CHECKING:
    from matchmaker.optimise.model import Ints, Mask, Model
    from matchmaker.optimise.outcome import Deadline
    from matchmaker.optimise.sums import Sum

ROUNDS = 3
"""So many flows at most."""


def repaired_plan(
    model: Model, objectives: tuple[str, ...], flow: Ints | None, deadline: Deadline
) -> Ints | None:
    """
    Find a good plan near one that breaks rules.

    Args:
        model: Any model.
        objectives: In order; those that add up say what makes a plan good.
        flow: int64[K], the pairs of a flow that left coupling rules aside; `None` to
            solve one, and none at all to do without.
        deadline: Once it has passed, no flow is begun.

    Returns:
        int64[K], a plan that keeps every hard rule; `None` if none was found.
    """
    objective = _worth(model, objectives)
    if model.stable:  # a plan near one that is not stable is seldom stable
        return _stable_plan(model, objective, deadline)
    if flow is None:
        base = flow_base(model, objective)
        if base is None:
            return None
        flow = base.plan
    best = greedy_plan(model, flow)
    if best is None or not len(flow):
        return best
    keep = np.ones(model.pairs, bool)
    for _ in range(ROUNDS):
        dropped = _dropped(model, flow, best) & keep
        if deadline.passed or not dropped.any():
            break
        keep &= ~dropped
        again = flow_base(model.only(keep, model.pinned), objective.only(keep))
        if again is None:
            break
        flow = np.flatnonzero(keep)[again.plan]
        best = _better(model, objective, best, greedy_plan(model, flow))
    return best


def _stable_plan(model: Model, objective: Sum, deadline: Deadline) -> Ints | None:
    """The better of two stable plans; `None` if neither way leads to one."""
    ways = (
        (greedy_plan(model), layered_plan(model, deadline))
        if model.wishes is None
        else proposed_plans(model)
    )
    best: Ints | None = None
    for plan in ways:
        best = plan if best is None else _better(model, objective, best, plan)
    return best


def _worth(model: Model, objectives: tuple[str, ...]) -> Sum:
    """The objectives that add up, in one; points, if there are none."""
    sums = tuple(name for name in objectives if adds_up(model, name)) or ("points",)
    if largest_combined(model, sums) * max(1, model.pairs) > LARGEST_SUM:
        return sum_of(model, sums[0])
    return combined(model, sums)


def _better(model: Model, objective: Sum, one: Ints, other: Ints | None) -> Ints:
    if other is None:
        return one
    totals = [objective.total(plan, model.bonuses) for plan in (one, other)]
    return other if totals[1] > totals[0] else one


def _dropped(model: Model, flow: Ints, plan: Ints) -> Mask:
    """bool[P], pairs of broken rows and overloaded supporters that a plan leaves out."""
    dropped = np.zeros(model.pairs, bool)
    overloaded = model.load_of(flow) > model.capacity
    dropped[overloaded[model.supporter]] = True
    broken = model.row_totals(flow) > model.row_upper
    entries = broken[model.row_of_entry] & (model.row_coefficient > 0)
    dropped[model.row_pairs[entries]] = True
    dropped[plan] = False
    dropped[model.pinned] = False
    return dropped
