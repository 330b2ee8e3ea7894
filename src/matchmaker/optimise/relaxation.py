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
    No proof was come by; others may still find one.

    Attributes:
        plan: int64[K], the best plan met on the way; `None` if there was none.
        ceiling: What the first objective cannot exceed; `None` if not known.
    """

    def __init__(self, plan: Ints | None = None, ceiling: int | None = None) -> None:
        self.plan = plan
        self.ceiling = ceiling
        super().__init__("The search was given up.")


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
class Rows:
    """
    Rows as entries.

    Attributes:
        row: int64[E], the row of each entry.
        pair: int64[E], its pair.
        amount: int64[E], how much the pair counts in the row.
        low: int64[K], the least that each row must add up to.
        high: int64[K], the most that it may.
    """

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
    rows = rows_of(model)
    solved = _solve(model, rows, weights, deadline)
    if solved is None:
        return None
    shares, duals = solved
    size = (
        float(np.abs(weights.astype(float)).sum())
        + float(np.abs(duals) @ np.maximum(abs(rows.high), abs(rows.low)).astype(float))
        + float(np.abs(duals[rows.row]) @ np.abs(rows.amount).astype(float))
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


def rows_of(model: Model) -> Rows:
    """
    The rows of the model, as tight as whole numbers allow.

    Highs are cut to what the pairs can add up to, and to a multiple of what their
    amounts have in common: 540 minutes hold one session of 360, not one and a half.
    """
    everyone = np.arange(model.pairs)
    floor = np.zeros_like(model.supporter_minimum)
    if not model.minimum_if_used:
        floor = model.supporter_minimum
    ones = np.ones(model.pairs, np.int64)
    request, supporter = (
        model.request.astype(np.int64),
        model.supporter.astype(np.int64),
    )
    return _stacked(
        [
            Rows(request, everyone, ones, model.minimum, model.most_given),
            _tight(supporter, everyone, model.load, floor, model.capacity),
            _tight(
                model.row_of_entry,
                model.row_pairs,
                model.row_coefficient,
                model.row_lower,
                model.row_upper,
            ),
            _heavy(model),
        ]
    )


def _tight(row: Ints, pair: Ints, amount: Ints, low: Ints, high: Ints) -> Rows:
    """Rows with their limits rounded inwards to what whole pairs can reach."""
    step = np.zeros(len(high), np.int64)
    np.gcd.at(step, row, amount)
    step = np.maximum(step, 1)
    most = np.minimum(high, sum_by(row, np.maximum(amount, 0), len(high)))
    least = np.maximum(low, sum_by(row, np.minimum(amount, 0), len(high)))
    return Rows(row, pair, amount, -(-least // step) * step, most // step * step)


def _heavy(model: Model) -> Rows:
    """
    How many of the heavier pairs a supporter can carry, where loads differ.

    A cover for each load but the lightest: at most floor(capacity / load) pairs of
    that load or more. With loads of one and three steps nothing fractional is left.
    """
    key = model.supporter.astype(np.int64) * (int(model.load.max(initial=0)) + 1)
    levels = np.unique(key + model.load)
    owner, load = np.divmod(levels, int(model.load.max(initial=0)) + 1)
    lightest = np.concatenate([[True], owner[1:] != owner[:-1]])[: len(owner)]
    owner, load = owner[~lightest], load[~lightest]
    order = np.argsort(model.supporter, kind="stable")
    start = np.searchsorted(model.supporter[order], owner)
    end = np.searchsorted(model.supporter[order], owner, side="right")
    theirs = [order[a:b] for a, b in zip(start, end, strict=True)]
    heavy = [p[model.load[p] >= at] for p, at in zip(theirs, load, strict=True)]
    pair = np.concatenate([np.zeros(0, np.int64), *heavy])
    row = np.repeat(np.arange(len(heavy)), [len(p) for p in heavy])
    return Rows(
        row=row,
        pair=pair,
        amount=np.ones(len(pair), np.int64),
        low=np.zeros(len(heavy), np.int64),
        high=np.minimum(
            model.capacity[owner] // load, np.bincount(row, minlength=len(heavy))
        ),
    )


def _stacked(blocks: list[Rows]) -> Rows:
    """All rows of several blocks, numbered one after the other."""
    first = np.cumsum([0, *(len(block.high) for block in blocks)])
    pairs = zip(first, blocks, strict=False)
    return Rows(
        row=np.concatenate([start + block.row for start, block in pairs]),
        pair=np.concatenate([block.pair for block in blocks]),
        amount=np.concatenate([block.amount for block in blocks]),
        low=np.concatenate([block.low for block in blocks]),
        high=np.concatenate([block.high for block in blocks]),
    )


def _solve(
    model: Model, rows: Rows, weights: Ints, deadline: Deadline
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
