"""
The linear relaxation of choosing groups, and the whole-number bound it gives.

Every application has a price, and so has every row; prices of groups are their
costs less the prices of what they use. GLOP finds prices over the groups that
matter, others are let in when prices say so. The prices are then rounded to whole
parts, and lowered until no group at all is worth more than it costs: that makes the
bound exact whatever GLOP did.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import inf
from typing import TYPE_CHECKING

import numpy as np

from matchmaker.optimise.groups.table import NOBODY

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray
    from ortools.linear_solver.python.model_builder_helper import ModelBuilderHelper

    from matchmaker.optimise.groups.table import Table
    from matchmaker.optimise.model import Ints, Mask
    from matchmaker.optimise.outcome import Deadline

    Floats = NDArray[np.float64]

SCALE = 2**20
"""Prices are kept in these parts of a unit."""

LET_IN = 400
"""So many groups are let in at a time, those first that save most."""

MOST_ROUNDS = 60
"""So many times at most; the bound holds wherever it ends."""


@dataclass(frozen=True, eq=False)
class Row:
    """
    What the chosen groups add up to, and how much that may be.

    Attributes:
        amounts: int64[G].
        low: At least this; `None` for no matter how little.
        high: At most this; `None` for no matter how much.
    """

    amounts: Ints
    low: int | None
    high: int | None

    def dues(self, price: int) -> int:
        """The least that a price brings; a price that brings no bound is not paid."""
        end = self.low if price > 0 else self.high
        return 0 if end is None else price * end

    def payable(self, price: int) -> int:
        """The price, or 0 if the row is open to the side that it counts on."""
        return 0 if (self.low if price > 0 else self.high) is None else price


@dataclass(frozen=True, eq=False)
class Programme:
    """
    Groups to be chosen so that a cost is least.

    Attributes:
        table: The groups.
        cost: int64[G].
        applications: How many there are; each is in one group at most.
        must: bool[U], who must be in one.
        rows: What else must hold.
    """

    table: Table
    cost: Ints
    applications: int
    must: Mask
    rows: Sequence[Row]

    def paid(self, unit_prices: Ints, row_prices: Sequence[int]) -> Ints:
        """int64[G], what the applications of a group and its rows pay."""
        paid = np.append(unit_prices, 0)[self.table.members].sum(axis=1)
        for row, price in zip(self.rows, row_prices, strict=True):
            if price:
                paid = paid + price * row.amounts
        return np.asarray(paid)


@dataclass(frozen=True, eq=False)
class Relaxed:
    """
    What prices show about the groups.

    Attributes:
        scaled: Nothing costs less, in 1 / `SCALE`.
        surplus: int64[G], at least 0: choices that use the group cost at least
            `scaled` and this.
    """

    scaled: int
    surplus: Ints

    @property
    def bound(self) -> int:
        """Nothing costs less, in whole units."""
        return -(-self.scaled // SCALE)


def relax(programme: Programme, start: Ints, deadline: Deadline) -> Relaxed:
    """
    Solve the relaxation in which groups may be used in part.

    Args:
        programme: What is asked.
        start: int64[K], groups that answer it, if not well.
        deadline: When to stop with a weaker bound.
    """
    table = programme.table
    inside = np.zeros(len(table), bool)
    inside[start] = True
    inside[_cheapest_of_each(programme)] = True
    best = relaxed_at(
        programme, np.zeros(programme.applications), [0.0] * len(programme.rows)
    )
    for _ in range(MOST_ROUNDS):
        columns = np.flatnonzero(inside)
        solved = _solve(programme, columns, deadline)
        if solved is None:
            break
        unit_prices, row_prices = solved
        relaxed = relaxed_at(programme, unit_prices, row_prices)
        if relaxed.scaled >= best.scaled:
            best = relaxed
        paid = programme.paid(
            np.rint(unit_prices * SCALE).astype(np.int64),
            [round(price * SCALE) for price in row_prices],
        )
        left = programme.cost * SCALE - paid
        wanted = np.flatnonzero((left < -SCALE // 1_000) & ~inside)
        if not len(wanted) or deadline.passed:
            break
        inside[wanted[np.argsort(left[wanted], kind="stable")[:LET_IN]]] = True
    return best


def _cheapest_of_each(programme: Programme) -> Ints:
    """A few groups of every application, the cheapest by the head."""
    table = programme.table
    order = np.argsort(programme.cost / np.maximum(table.size, 1), kind="stable")
    seen = np.zeros(programme.applications + 1, np.int64)
    taken = []
    for group in order[: 50 * programme.applications].tolist():
        members = table.members[group]
        members = members[members != NOBODY]
        if seen[members].min() < 5:
            taken.append(group)
            seen[members] += 1
    return np.array(taken, np.int64)


def relaxed_at(
    programme: Programme,
    unit_prices: Floats,
    row_prices: Sequence[float],
) -> Relaxed:
    """What any prices show, once they are rounded and lowered to be affordable."""
    units = np.rint(unit_prices * SCALE).astype(np.int64)
    units = np.where(programme.must, units, np.minimum(units, 0))
    rows = [
        row.payable(round(price * SCALE))
        for row, price in zip(programme.rows, row_prices, strict=True)
    ]
    left = programme.cost * SCALE - programme.paid(units, rows)
    overdrawn = left < 0
    if overdrawn.any():
        # Every member of a group that is worth more than it costs gives way; the
        # last place is for those that are `NOBODY`.
        members = programme.table.members[overdrawn]
        gives = np.zeros(programme.applications + 1, np.int64)
        np.maximum.at(gives, members, -left[overdrawn, None])
        units = units - gives[:-1]
        left = programme.cost * SCALE - programme.paid(units, rows)
    scaled = int(units.sum()) + sum(
        row.dues(price) for row, price in zip(programme.rows, rows, strict=True)
    )
    return Relaxed(scaled, left)


def _solve(
    programme: Programme, columns: Ints, deadline: Deadline
) -> tuple[Floats, list[float]] | None:
    """The prices of applications and of rows if only some groups are there."""
    from ortools.linear_solver.python import model_builder_helper as glop

    if deadline.passed:
        return None
    solver = glop.ModelSolverHelper("glop")
    if deadline.left is not None:
        solver.set_time_limit_in_seconds(deadline.left)
    solver.solve(_written(programme, columns))
    if solver.status() != glop.SolveStatus.OPTIMAL:
        return None
    duals = np.asarray(solver.dual_values())
    units = programme.applications
    return duals[:units], duals[units:].tolist()


def _written(programme: Programme, columns: Ints) -> ModelBuilderHelper:
    """Applications are the first rows."""
    from ortools.linear_solver.python import model_builder_helper as glop

    builder = glop.ModelBuilderHelper()
    builder.set_maximize(False)
    for cost in programme.cost[columns].tolist():
        variable = builder.add_var()
        builder.set_var_lower_bound(variable, 0.0)
        builder.set_var_upper_bound(variable, inf)
        builder.set_var_objective_coefficient(variable, float(cost))
    for must in programme.must.tolist():
        _add_row(builder, 1 if must else None, 1)
    members = programme.table.members[columns]
    for place in range(members.shape[1]):
        for variable in np.flatnonzero(members[:, place] != NOBODY).tolist():
            unit = int(members[variable, place])
            builder.add_term_to_constraint(unit, variable, 1.0)
    for row in programme.rows:
        number = _add_row(builder, row.low, row.high)
        amounts = row.amounts[columns]
        for variable in np.flatnonzero(amounts).tolist():
            builder.add_term_to_constraint(number, variable, float(amounts[variable]))
    return builder


def _add_row(builder: ModelBuilderHelper, low: int | None, high: int | None) -> int:
    number = int(builder.add_linear_constraint())
    builder.set_constraint_lower_bound(number, -inf if low is None else low)
    builder.set_constraint_upper_bound(number, inf if high is None else high)
    return number
