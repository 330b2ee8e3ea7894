"""
Whether a model has any plan: a search near what its relaxation says.

The pairs that a relaxation uses, and those that would cost it little, are nearly
always enough for some plan; so the search begins with few, and goes wider.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from ortools.sat.python import cp_model

from matchmaker.optimise.base import flow_base
from matchmaker.optimise.formulation import Formulation, OutOfTimeError, solver_until
from matchmaker.optimise.gave_up import GaveUpError
from matchmaker.optimise.relaxation import relax
from matchmaker.optimise.sums import Sum

if TYPE_CHECKING:
    from matchmaker.optimise.model import Ints, Model
    from matchmaker.optimise.outcome import Deadline, SolveParams
    from matchmaker.optimise.relaxation import Relaxation

NARROWEST = 4
"""The search begins with pairs that cost the relaxation no more points than this."""
GROWTH = 2
EFFORT = 3.0
"""CP-SAT's deterministic seconds for each width."""


def some_plan(model: Model, params: SolveParams, deadline: Deadline) -> Ints | None:
    """
    Find any plan, one with many points if there are several at hand.

    Args:
        model: Any model.
        params: Seed for CP-SAT.
        deadline: When to stop.

    Returns:
        int64[K], its pairs; `None` if no plan obeys the rules.

    Raises:
        GaveUpError: If that was not settled.
    """
    guide = Sum(model.points)
    base = flow_base(model, guide)
    if base is None:
        return None
    relaxation = relax(model, guide, deadline, base.prices, base.plan)
    if relaxation is None:
        return None
    whole = relaxation.used
    if model.obeys(whole):
        return whole
    return some_plan_near(model, relaxation, params, deadline)


def some_plan_near(
    model: Model,
    relaxation: Relaxation,
    params: SolveParams,
    deadline: Deadline,
    narrowest: int = NARROWEST,
) -> Ints | None:
    """
    Find any plan out of more and more pairs.

    Args:
        model: Any model.
        relaxation: Of this model, or of one with fewer rules.
        params: Seed for CP-SAT.
        deadline: When to stop.
        narrowest: The search begins with pairs that cost the relaxation no more.

    Returns:
        int64[K], its pairs; `None` if no plan obeys the rules.

    Raises:
        GaveUpError: If that was not settled.
    """
    width = narrowest * relaxation.scale
    while True:
        sure = model.pinned | (relaxation.slack > width)
        keep = sure | (relaxation.slack >= -width)
        everything = bool(keep.all()) and int(sure.sum()) == int(model.pinned.sum())
        inside = np.flatnonzero(keep)
        start = relaxation.shares[inside] > 0.5
        found = _any_of(model.only(keep, sure), np.flatnonzero(start), params, deadline)
        if found is not None:
            return inside[found]
        if everything:
            return None
        width *= GROWTH


def _any_of(
    model: Model, start: Ints, params: SolveParams, deadline: Deadline
) -> Ints | None:
    """Some plan of a model by CP-SAT, from pairs that are nearly one."""
    try:
        formulation = Formulation(model, (), deadline)
    except OutOfTimeError as error:
        raise GaveUpError from error
    formulation.hint(start)
    solver = solver_until(deadline, params.seed, 1, EFFORT)
    with deadline.stop.ends(solver.stop_search):
        status = solver.solve(formulation.cp)
    if status == cp_model.INFEASIBLE:
        return None
    if status not in (cp_model.OPTIMAL, cp_model.FEASIBLE):
        raise GaveUpError
    return np.flatnonzero(np.asarray(solver.response_proto.solution)[: model.pairs])
