"""
A linear programme for GLOP, written in what is left over after paying prices.

Numbers stay small however steep the objectives are, and a start that is nearly right
takes few pivots. Once solved, limits of rows may change: the simplex goes on from where
it stands, which takes few pivots again.
"""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray
from ortools.math_opt import (  # type: ignore[import-untyped]
    callback_pb2,
    model_parameters_pb2,
    model_pb2,
    model_update_pb2,
    parameters_pb2,
    result_pb2,
)
from ortools.math_opt.core.python import (  # type: ignore[import-untyped]
    solver as mathopt,
)
from ortools.util.python.solve_interrupter import (  # type: ignore[import-untyped]
    SolveInterrupter,
)
from pybind11_abseil.status import StatusNotOk  # type: ignore[import-untyped]

from matchmaker.optimise.gave_up import GaveUpError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from matchmaker.optimise.linear import Linear
    from matchmaker.optimise.model import Ints, Mask
    from matchmaker.optimise.outcome import Deadline

    Floats = NDArray[np.float64]

STEPS = 256
MOST, TALL = 0.9, 4
"""What is worth more than most is worth to steps no more than so many times as much."""
FEW_PIVOTS = 1_000
"""GLOP may go round in circles. From a solution it takes so many pivots at the most, or
one for each row where there are more of these."""
MANY_PIVOTS = 5
"""From prices it takes so many times as many."""
LARGE = 100
"""Where no amount is larger, rows and columns need not be scaled: fewer circles."""

INFEASIBLE = (
    result_pb2.TERMINATION_REASON_INFEASIBLE,
    result_pb2.TERMINATION_REASON_INFEASIBLE_OR_UNBOUNDED,
)
"""Nothing here is unbounded: all columns have limits."""


class Programme:
    """
    What GLOP is told: how the columns inside move away from a point.

    A column that is 1 at the point counts downwards, so that the point is where all
    are 0; further columns say how far priced rows fall short of their limits, at
    their price. Where prices and point come from a flow, that start is dual feasible,
    and breaks none but coupling rows: the dual simplex goes on from there.

    Args:
        linear: Rows and columns.
        inside: bool[C], the columns that take part.
        rows: bool[K], the rows that do; others hold whatever columns inside are.
        prices: float64[K], what a unit of each row costs.
        point: bool[C], the columns that are 1 where all starts.
        left: float64[C], what each column has left after paying.
    """

    def __init__(
        self,
        linear: Linear,
        inside: Mask,
        rows: Mask,
        *,
        prices: Floats,
        point: Mask,
        left: Floats,
    ) -> None:
        self._linear, self._point = linear, point
        self._inside, self._rows = np.flatnonzero(inside), np.flatnonzero(rows)
        self._priced = np.flatnonzero(prices[self._rows])
        self._entries = self._entries_of(inside, rows)
        signs = np.where(point, -1.0, 1.0)
        paid = -prices[self._rows[self._priced]]
        self._worth = np.concatenate([(signs * left)[self._inside], paid])
        end = np.where(prices > 0, linear.high, linear.low)
        self._end = end[self._rows[self._priced]]
        self._standing = self._standing_at(point)
        self._low, self._high = linear.low, linear.high
        self._solved = False

    def _entries_of(self, inside: Mask, rows: Mask) -> tuple[Ints, Ints, Floats]:
        """Row, column and amount of each entry, row by row."""
        linear = self._linear
        place, number = np.cumsum(inside) - 1, np.cumsum(rows) - 1
        stays = np.flatnonzero(inside[linear.column] & rows[linear.row])
        row, column = linear.row[stays], linear.column[stays]
        amount = np.where(self._point[column], -1, 1) * linear.amount[stays]
        short = len(self._inside) + np.arange(len(self._priced))
        rows_of = np.concatenate([number[row], self._priced])
        columns_of = np.concatenate([place[column], short])
        amounts = np.concatenate([amount, np.ones(len(short), np.int64)])
        order = np.lexsort((columns_of, rows_of))
        return rows_of[order], columns_of[order], amounts[order].astype(np.float64)

    def _standing_at(self, point: Mask) -> Ints:
        """int64[R], what the columns inside add up to at the point."""
        linear, ones = self._linear, np.zeros(self._linear.columns, bool)
        ones[self._inside] = point[self._inside]
        used = np.flatnonzero(ones[linear.column])
        standing = np.zeros(linear.rows, np.int64)
        np.add.at(standing, linear.row[used], linear.amount[used])
        return standing[self._rows]

    def _row_limits(self, low: Ints, high: Ints) -> tuple[Floats, Floats]:
        """float64[R] twice: how far rows may move from where the point has them."""
        least, most = low[self._rows].copy(), high[self._rows].copy()
        least[self._priced] = most[self._priced] = self._end
        return _floats(least - self._standing), _floats(most - self._standing)

    def _shortfalls(self, low: Ints, high: Ints) -> tuple[Floats, Floats]:
        """float64[S] twice: how far priced rows may fall short of where they end."""
        rows = self._rows[self._priced]
        return _floats(self._end - high[rows]), _floats(self._end - low[rows])

    def limit(self, low: Ints, high: Ints) -> None:
        """
        Give rows other limits.

        Args:
            low: int64[K], the least that each row must add up to.
            high: int64[K], the most that it may.

        Raises:
            GaveUpError: If the solver cannot change them.
        """
        update = model_update_pb2.ModelUpdateProto()
        before, after = (self._low, self._high), (low, high)
        _change(
            update.linear_constraint_updates,
            self._row_limits(*before),
            self._row_limits(*after),
        )
        _change(
            update.variable_updates,
            self._shortfalls(*before),
            self._shortfalls(*after),
            len(self._inside),
        )
        self._low, self._high = low, high
        if not self._simplex.update(update):
            raise GaveUpError

    @cached_property
    def _simplex(self) -> mathopt.Solver:
        return self._solver(parameters_pb2.SOLVER_TYPE_GLOP, self._worth)

    def _solver(
        self, engine: parameters_pb2.SolverTypeProto, worth: Floats
    ) -> mathopt.Solver:
        model = model_pb2.ModelProto()
        self._add_columns(model, worth)
        rows = model.linear_constraints
        least, most = self._row_limits(self._low, self._high)
        rows.ids.extend(range(len(least)))
        rows.lower_bounds.extend(least.tolist())
        rows.upper_bounds.extend(most.tolist())
        matrix = model.linear_constraint_matrix
        row, column, amount = self._entries
        matrix.row_ids.extend(row.tolist())
        matrix.column_ids.extend(column.tolist())
        matrix.coefficients.extend(amount.tolist())
        return mathopt.new(engine, model, parameters_pb2.SolverInitializerProto())

    def _add_columns(self, model: model_pb2.ModelProto, worth: Floats) -> None:
        must = self._linear.must[self._inside]
        point = self._point[self._inside]
        short = self._shortfalls(self._low, self._high)
        columns = model.variables
        columns.ids.extend(range(len(worth)))
        least = np.concatenate([must & ~point, short[0]])
        most = np.concatenate([~(must & point), short[1]])
        columns.lower_bounds.extend(least.tolist())
        columns.upper_bounds.extend(most.tolist())
        columns.integers.extend([False] * len(worth))
        model.objective.maximize = True
        counts = np.flatnonzero(worth)
        model.objective.linear_coefficients.ids.extend(counts.tolist())
        model.objective.linear_coefficients.values.extend(worth[counts].tolist())

    def solve(self, deadline: Deadline) -> tuple[Floats, Floats] | None:
        """
        Values of all columns and dual values of all rows; `None` if infeasible.

        Raises:
            GaveUpError: If time ran out, or the solver founders.
        """
        for settings in self._settings():
            found = _run(self._simplex, settings, deadline)
            if found.termination.reason in INFEASIBLE:
                return None
            if found.termination.reason == result_pb2.TERMINATION_REASON_OPTIMAL:
                self._solved = True
                return self._found(found)
            del self._simplex  # where it stands is of no use
        raise GaveUpError

    def _settings(self) -> Iterator[parameters_pb2.SolveParametersProto]:
        """
        How to solve it; what comes later is for programmes on which that founders.

        From the last solution or the prices, with worths changed a little against
        circles, and in the end after a presolve, which would lose either start.
        """
        few = max(FEW_PIVOTS, len(self._rows))
        yield self._simply(few if self._solved else MANY_PIVOTS * few, self._solved)
        if not self._solved:
            yield self._simply(MANY_PIVOTS * few, perturbed=True)
            settings = parameters_pb2.SolveParametersProto()
            settings.glop.use_dual_simplex = True
            yield settings

    def _simply(
        self, pivots: int, perturbed: bool
    ) -> parameters_pb2.SolveParametersProto:
        """Without a presolve."""
        settings = parameters_pb2.SolveParametersProto(iteration_limit=pivots)
        settings.glop.use_dual_simplex = True
        settings.glop.use_preprocessing = False
        settings.glop.use_scaling = bool(np.any(np.abs(self._entries[2]) > LARGE))
        settings.glop.perturb_costs_in_dual_simplex = perturbed
        return settings

    def approach(self, deadline: Deadline) -> tuple[Floats, Floats] | None:
        """
        Values and dual values that are nearly right; `None` if steps lead nowhere.

        What is worth far more than all else would keep the steps small.

        Raises:
            GaveUpError: If time ran out.
        """
        ordinary = np.quantile(np.abs(self._worth[: len(self._inside)]), MOST)
        worth = np.clip(self._worth, -TALL * ordinary, TALL * ordinary)
        settings = parameters_pb2.SolveParametersProto()
        settings.pdlp.num_threads = 1
        settings.pdlp.termination_criteria.iteration_limit = STEPS
        solver = self._solver(parameters_pb2.SOLVER_TYPE_PDLP, worth)
        found = _run(solver, settings, deadline)
        limit = found.termination.limit
        on_its_way = (
            found.termination.reason == result_pb2.TERMINATION_REASON_OPTIMAL
            or limit == result_pb2.LIMIT_ITERATION
        )
        return self._found(found) if on_its_way and len(found.solutions) else None

    def _found(self, found: result_pb2.SolveResultProto) -> tuple[Floats, Floats]:
        """What the solver found, in the columns and rows of the whole."""
        solution = found.solutions[0]
        values, duals = np.zeros(self._linear.columns), np.zeros(self._linear.rows)
        moved = np.array(solution.primal_solution.variable_values.values)
        turned = self._point[self._inside]
        moved = moved[: len(self._inside)]
        values[self._inside] = np.where(turned, 1 - moved, moved)
        duals[self._rows] = solution.dual_solution.dual_values.values
        return values, duals


def _floats(column: Ints) -> Floats:
    return column.astype(np.float64)


def _change(
    part: model_update_pb2.VariableUpdatesProto
    | model_update_pb2.LinearConstraintUpdatesProto,
    before: tuple[Floats, Floats],
    after: tuple[Floats, Floats],
    first: int = 0,
) -> None:
    """Tell which lower and upper bounds differ from those before."""
    bounds = (part.lower_bounds, part.upper_bounds)
    for told, old, new in zip(bounds, before, after, strict=True):
        changed = np.flatnonzero(old != new)
        told.ids.extend((first + changed).tolist())
        told.values.extend(new[changed].tolist())


def _run(
    solver: mathopt.Solver,
    settings: parameters_pb2.SolveParametersProto,
    deadline: Deadline,
) -> result_pb2.SolveResultProto:
    if deadline.passed:
        raise GaveUpError
    if deadline.left is not None:
        settings.time_limit.FromNanoseconds(int(deadline.left * 1e9))
    wanted = model_parameters_pb2.ModelSolveParametersProto()
    wanted.reduced_costs_filter.filter_by_ids = True  # none
    switch = SolveInterrupter()
    registration = callback_pb2.CallbackRegistrationProto()
    with deadline.stop.ends(switch.interrupt):
        try:
            return solver.solve(
                settings, wanted, None, registration, None, switch.pybind_interrupter
            )
        except StatusNotOk as wrong:
            raise GaveUpError from wrong
