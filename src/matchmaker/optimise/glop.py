"""
A linear programme for GLOP, written in what is left over after paying prices.

Numbers stay small however steep the objectives are, and a start that is nearly right
takes few pivots.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray
from ortools.linear_solver.python import model_builder_helper as glop

from matchmaker.optimise.gave_up import GaveUpError

if TYPE_CHECKING:
    from matchmaker.optimise.linear import Linear
    from matchmaker.optimise.model import Ints, Mask
    from matchmaker.optimise.outcome import Deadline

STEPS = 256
ROUGHLY = f"num_threads: 1 termination_criteria {{ iteration_limit: {STEPS} }}"
MOST, TALL = 0.9, 4
"""What is worth more than most is worth to steps no more than so many times as much."""
FROM_PRICES = "use_dual_simplex: true use_preprocessing: false"
"""A presolve would lose the start that prices and a plan give."""
PRESOLVED = "use_dual_simplex: true"
"""For the few programmes on which that start founders."""


class Programme:
    """
    What GLOP is told: how the columns inside move away from a point.

    A column that is 1 at the point counts downwards, so that the point is where all
    are 0; further columns say how far priced rows fall short of their limits, at
    their price. Where prices and point come from a flow, that start is dual feasible,
    and breaks none but coupling rows: the dual simplex goes on from there.
    """

    def __init__(
        self,
        linear: Linear,
        inside: Mask,
        open_: Mask,
        prices: NDArray[np.float64],
        point: Mask,
    ) -> None:
        self._linear, self._point = linear, point
        self._inside, self._rows = np.flatnonzero(inside), np.flatnonzero(open_)
        self._place, self._number = np.cumsum(inside) - 1, np.cumsum(open_) - 1
        self._price = prices[self._rows]
        self._priced = np.flatnonzero(self._price)
        self._builder = glop.ModelBuilderHelper()
        self._add_columns()

    def _add_columns(self) -> None:
        low, high = self._linear.low[self._rows], self._linear.high[self._rows]
        spare = (high - low)[self._priced]
        fixed = self._linear.must[self._inside] & self._point[self._inside]
        least = np.zeros(len(self._inside) + len(spare))
        least[: len(self._inside)] = (
            self._linear.must[self._inside] & ~self._point[self._inside]
        )
        most = np.concatenate([1.0 - fixed, spare])
        self._builder.add_var_array_with_bounds(
            least,  # type: ignore[arg-type]  # stubs name scalars
            most,  # type: ignore[arg-type]
            np.zeros(len(least), bool),  # type: ignore[arg-type]
            "",
        )

    def add_worth(self, left: NDArray[np.float64]) -> None:
        """What each column has left after paying; what a row's shortfall costs."""
        signs = np.where(self._point[self._inside], -1.0, 1.0)
        self._worth = np.concatenate(
            [signs * left[self._inside], -np.abs(self._price[self._priced])]
        )
        self._seek(self._worth)

    def _seek(self, worth: NDArray[np.float64]) -> None:
        columns = list(range(len(worth)))
        self._builder.set_objective_coefficients(columns, worth.tolist())
        self._builder.set_maximize(True)

    def add_entries(self, row: Ints, column: Ints, amount: Ints) -> None:
        """Fill the rows, and set their limits to what the point leaves of them."""
        signs = np.where(self._point[column], -1, 1)
        standing = np.zeros(self._linear.rows, np.int64)
        np.add.at(standing, row, np.where(signs < 0, amount, 0))
        self._add_rows(standing[self._rows])
        add = self._builder.add_term_to_constraint
        rows, columns = self._number[row].tolist(), self._place[column].tolist()
        for r, c, a in zip(rows, columns, (signs * amount).tolist(), strict=True):
            add(r, c, float(a))

    def _add_rows(self, standing: Ints) -> None:
        low = self._linear.low[self._rows] - standing
        high = self._linear.high[self._rows] - standing
        end = np.where(self._price > 0, high, low)
        least = np.where(self._price != 0, end, low).tolist()
        most = np.where(self._price != 0, end, high).tolist()
        for row, (lowest, highest) in enumerate(zip(least, most, strict=True)):
            self._builder.add_linear_constraint()
            self._builder.set_constraint_lower_bound(row, float(lowest))
            self._builder.set_constraint_upper_bound(row, float(highest))
        for short, row in enumerate(self._priced.tolist(), len(self._inside)):
            sign = 1.0 if self._price[row] > 0 else -1.0
            self._builder.add_term_to_constraint(row, short, sign)

    def solve(
        self, deadline: Deadline
    ) -> tuple[NDArray[np.float64], NDArray[np.float64]] | None:
        """Values of all columns and dual values of all rows; `None` if infeasible."""
        for settings in (FROM_PRICES, PRESOLVED):
            solver = self._run(settings, deadline)
            if solver.status() == glop.SolveStatus.INFEASIBLE:
                return None
            if solver.status() == glop.SolveStatus.OPTIMAL:
                return self._found(solver)
        raise GaveUpError

    def approach(
        self, deadline: Deadline
    ) -> tuple[NDArray[np.float64], NDArray[np.float64]] | None:
        """
        Values and dual values that are nearly right; `None` if steps lead nowhere.

        What is worth far more than all else would keep the steps small.
        """
        ordinary = np.quantile(np.abs(self._worth[: len(self._inside)]), MOST)
        self._seek(np.clip(self._worth, -TALL * ordinary, TALL * ordinary))
        solver = self._run(ROUGHLY, deadline, "pdlp")
        on_its_way = solver.status() in (
            glop.SolveStatus.OPTIMAL,
            glop.SolveStatus.NOT_SOLVED,
        )
        return self._found(solver) if on_its_way else None

    def _run(
        self, settings: str, deadline: Deadline, engine: str = "glop"
    ) -> glop.ModelSolverHelper:
        if deadline.passed:  # no time at all would be read as no limit
            raise GaveUpError
        solver = glop.ModelSolverHelper(engine)
        solver.set_solver_specific_parameters(settings)
        if deadline.left is not None:
            solver.set_time_limit_in_seconds(deadline.left)
        with deadline.stop.ends(solver.interrupt_solve):
            solver.solve(self._builder)
        return solver

    def _found(
        self, solver: glop.ModelSolverHelper
    ) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
        """What the solver found, in the columns and rows of the whole."""
        values, duals = np.zeros(self._linear.columns), np.zeros(self._linear.rows)
        moved = np.asarray(solver.variable_values())[: len(self._inside)]
        turned = self._point[self._inside]
        values[self._inside] = np.where(turned, 1 - moved, moved)
        duals[self._rows] = np.asarray(solver.dual_values())
        return values, duals
