"""The cheapest choice of groups: the relaxation, then a search of what it leaves."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from matchmaker.optimise.groups.programme import SCALE, relax
from matchmaker.optimise.groups.table import NOBODY

if TYPE_CHECKING:
    from ortools.sat.python.cp_model import CpModel, IntVar

    from matchmaker.optimise.groups.programme import Programme
    from matchmaker.optimise.model import Ints
    from matchmaker.optimise.outcome import Deadline


@dataclass(frozen=True, eq=False)
class Choice:
    """
    Groups that were chosen, and what none can beat.

    Attributes:
        groups: int64[K], ascending.
        cost: What they cost.
        bound: Nothing costs less.
    """

    groups: Ints
    cost: int
    bound: int


def choose(programme: Programme, start: Ints, least: int, deadline: Deadline) -> Choice:
    """
    Choose groups so that their cost is least.

    Args:
        programme: What is asked.
        start: int64[K], groups that answer it.
        least: A bound that is known already.
        deadline: When to stop with the best so far.
    """
    best, cost = start, int(programme.cost[start].sum())
    if cost == least:
        return Choice(best, cost, least)
    relaxed = relax(programme, start, deadline)
    bound = max(least, relaxed.bound)
    reach = max(1, (cost - bound) // 8)
    while bound < cost:
        limit = min(bound + reach - 1, cost - 1)
        open_ = np.flatnonzero(relaxed.surplus <= limit * SCALE - relaxed.scaled)
        found, ended = _search(programme, open_, limit, deadline)
        if found is not None:
            best, cost = found, int(programme.cost[found].sum())
        if not ended:
            break
        bound, reach = (cost if found is not None else limit + 1), reach * 4
    return Choice(best, cost, bound)


def _search(
    programme: Programme, open_: Ints, limit: int, deadline: Deadline
) -> tuple[Ints | None, bool]:
    """The cheapest choice of these groups within a limit, and whether that is sure."""
    from ortools.sat.python import cp_model

    from matchmaker.optimise.formulation import solver_until

    if deadline.passed:
        return None, False
    model, used = _written(programme, open_, limit)
    solver = solver_until(deadline)
    with deadline.stop.ends(solver.stop_search):
        status = solver.solve(model)
    if status not in (cp_model.OPTIMAL, cp_model.FEASIBLE):
        return None, status == cp_model.INFEASIBLE
    chosen = open_[[solver.boolean_value(x) for x in used]]
    return chosen, status == cp_model.OPTIMAL


def _written(
    programme: Programme, open_: Ints, limit: int
) -> tuple[CpModel, list[IntVar]]:
    """The model of some groups, and a variable for each."""
    from ortools.sat.python import cp_model

    model = cp_model.CpModel()
    used = [model.new_bool_var("") for _ in open_]
    of_unit: list[list[IntVar]] = [[] for _ in range(programme.applications)]
    members = programme.table.members[open_].tolist()
    for variable, group in zip(used, members, strict=True):
        for unit in group:
            if unit != NOBODY:
                of_unit[unit].append(variable)
    for must, groups in zip(programme.must.tolist(), of_unit, strict=True):
        (model.add_exactly_one if must else model.add_at_most_one)(groups)
    for row in programme.rows:
        amounts = row.amounts[open_].tolist()
        total = cp_model.LinearExpr.weighted_sum(used, amounts)
        if row.low is not None:
            model.add(total >= row.low)
        if row.high is not None:
            model.add(total <= row.high)
    cost = cp_model.LinearExpr.weighted_sum(used, programme.cost[open_].tolist())
    model.add(cost <= limit)
    model.minimize(cost)
    return model, used
