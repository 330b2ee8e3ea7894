"""
The linear relaxation of the whole model, and the whole-number bound it gives.

GLOP works in floating point; its dual values are rounded to whole numbers, and
the bound is added up from those. It is valid whatever they are, so that rounding
can only make it a little weaker.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray
from ortools.linear_solver.python import model_builder_helper as glop

from matchmaker.optimise.model import sum_by

if TYPE_CHECKING:
    from matchmaker.optimise.model import Ints, Model
    from matchmaker.optimise.outcome import Deadline

LARGEST = 2.0**60
"""Sums of scaled numbers stay below this."""
MOST_SCALE_BITS = 20


class GaveUpError(Exception):
    """
    The matter could not be settled this way, or not in time.

    Attributes:
        plan: int64[K], the best plan met on the way; `None` if there was none.
    """

    def __init__(self, plan: Ints | None = None) -> None:
        self.plan = plan
        super().__init__("The linear relaxation did not settle it.")


@dataclass(frozen=True, eq=False)
class Relaxation:
    """
    What the linear relaxation says about the pairs.

    Attributes:
        shares: float64[P], how much of each pair the relaxation uses.
        bound: No plan is worth more than this, in 1 / `scale`.
        slack: int64[P], what each pair is worth beyond its prices, in 1 / `scale`:
            a plan that uses a pair of slack -s is worth at most `bound` - s.
        scale: How many parts a unit of weight has.
    """

    shares: NDArray[np.float64]
    bound: int
    slack: Ints
    scale: int


@dataclass(frozen=True, eq=False)
class _Rows:
    """All rows as entries: requests, supporters, coupling rows, in that order."""

    row: Ints
    pair: Ints
    amount: Ints
    low: Ints
    high: Ints


def relax(model: Model, weights: Ints, deadline: Deadline) -> Relaxation | None:
    """
    Solve the relaxation in which pairs may be used in part.

    Args:
        model: Any model; minimums that bind only if used are left aside.
        weights: int64[P], what each pair is worth.
        deadline: When to give up.

    Returns:
        The relaxation; `None` if it has no solution, so that there is no plan.

    Raises:
        GaveUpError: If it was not solved in time, or the numbers are too large.
    """
    rows = _rows(model)
    solved = _solve(model, rows, weights, deadline)
    if solved is None:
        return None
    shares, duals = solved
    size = float(np.abs(weights.astype(float)).sum()) + float(
        np.abs(duals) @ np.maximum(rows.high, rows.low).astype(float)
    )
    bits = min(MOST_SCALE_BITS, int(np.log2(LARGEST / (4 * size + 1))))
    if bits < 1:
        raise GaveUpError
    scale = 2**bits
    prices = np.rint(duals * scale).astype(np.int64)
    paid = sum_by(rows.pair, prices[rows.row] * rows.amount, model.pairs)
    slack = scale * weights - paid
    beyond = np.where(model.pinned, slack, np.maximum(slack, 0))
    dues = np.where(prices > 0, prices * rows.high, prices * rows.low)
    return Relaxation(shares, int(beyond.sum()) + int(dues.sum()), slack, scale)


def _rows(model: Model) -> _Rows:
    """Highs are cut to what the pairs can add up to, which changes no plan."""
    everyone = np.arange(model.pairs)
    first = model.requests + model.supporters
    floor = np.zeros_like(model.supporter_minimum)
    if not model.minimum_if_used:
        floor = model.supporter_minimum
    entire = model.row_totals(everyone)
    return _Rows(
        row=np.concatenate(
            [
                model.request,
                model.requests + model.supporter,
                first + model.row_of_entry,
            ]
        ).astype(np.int64),
        pair=np.concatenate([everyone, everyone, model.row_pairs]),
        amount=np.concatenate(
            [np.ones(model.pairs, np.int64), model.load, model.row_coefficient]
        ),
        low=np.concatenate([model.minimum, floor, np.zeros(model.rows, np.int64)]),
        high=np.concatenate(
            [
                model.most_given,
                np.minimum(model.capacity, model.load_of(everyone)),
                np.minimum(model.row_upper, entire),
            ]
        ),
    )


def _solve(
    model: Model, rows: _Rows, weights: Ints, deadline: Deadline
) -> tuple[NDArray[np.float64], NDArray[np.float64]] | None:
    """Run GLOP; the values of the pairs and the dual values of the rows."""
    if np.any(rows.low > rows.high):
        return None
    builder = glop.ModelBuilderHelper()
    builder.add_var_array_with_bounds(
        model.pinned.astype(float),  # type: ignore[arg-type]  # stubs name scalars
        np.ones(model.pairs),  # type: ignore[arg-type]
        np.zeros(model.pairs, bool),  # type: ignore[arg-type]
        "",
    )
    for pair, weight in enumerate(weights.tolist()):
        builder.set_var_objective_coefficient(pair, float(weight))
    builder.set_maximize(True)
    for low, high in zip(rows.low.tolist(), rows.high.tolist(), strict=True):
        row = builder.add_linear_constraint()
        builder.set_constraint_lower_bound(row, float(low))
        builder.set_constraint_upper_bound(row, float(high))
    entries = zip(
        rows.row.tolist(), rows.pair.tolist(), rows.amount.tolist(), strict=True
    )
    for row, pair, amount in entries:
        builder.add_term_to_constraint(row, pair, float(amount))
    solver = glop.ModelSolverHelper("glop")
    solver.set_solver_specific_parameters("use_dual_simplex: true")
    if deadline.left is not None:
        solver.set_time_limit_in_seconds(deadline.left)
    solver.solve(builder)
    if solver.status() == glop.SolveStatus.INFEASIBLE:
        return None
    if solver.status() != glop.SolveStatus.OPTIMAL:
        raise GaveUpError
    return np.asarray(solver.variable_values()), np.asarray(solver.dual_values())
