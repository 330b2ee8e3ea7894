"""
One bound out of many cuts, and how far each count is from it.

The relaxation in which units may be given in part says how much of each cut, and what
price on each row, makes the lowest bound. These shares and prices are rounded to whole
parts, and the bound is added up from those: it holds whatever they are.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import inf
from typing import TYPE_CHECKING

import numpy as np
from ortools.linear_solver.python import model_builder_helper as glop

from matchmaker.optimise.gave_up import GaveUpError

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from matchmaker.optimise.counts.classes import Classes, Ground
    from matchmaker.optimise.counts.parts import Part
    from matchmaker.optimise.model import Ints
    from matchmaker.optimise.outcome import Deadline

    Floats = NDArray[np.float64]

LARGEST = 2.0**60
MOST_SCALE_BITS = 16
STEEP = 16
"""Steps steeper than so many times the largest weight are all alike to the relaxation."""


@dataclass(frozen=True, eq=False)
class Blend:
    """
    A bound on the worth of all plans, and what counts cost of it.

    Attributes:
        scale: How many parts a unit of worth has here.
        bound: No plan is worth more, in parts.
        loss: For each class and count from its least to its most, what is lost.
        row_prices: int64[K], what one more of a row's limit is worth, in parts.
    """

    scale: int
    bound: int
    loss: tuple[Ints, ...]
    row_prices: Ints


def blend(parts: list[Part], ground: Ground, deadline: Deadline) -> Blend | None:
    """
    Find the lowest bound that the cuts of all parts give together.

    Args:
        parts: Each with a cut at least.
        ground: The rows over the counts.
        deadline: When to give up.

    Returns:
        The bound; `None` if no counts keep the rows, even in part.

    Raises:
        GaveUpError: If time ran out or the numbers are too large.
    """
    classes, least = ground.classes, ground.least
    solved = _Relaxation(parts, classes, least).solve(deadline)
    if solved is None:
        return None
    shares, row_duals = solved
    scale = _scale(parts, classes, row_duals)
    prices = np.rint(row_duals * scale).astype(np.int64)
    dues = np.where(prices > 0, prices * classes.high, prices * classes.low)
    bound, loss = int(dues.sum()), [np.zeros(0, np.int64)] * len(classes)
    for part, share in zip(parts, shares, strict=True):
        whole = _whole(share, scale)
        bound += sum(w * cut.dues for w, cut in zip(whole, part.cuts, strict=True))
        for place, kind in enumerate(part.kinds.tolist()):
            worth = np.zeros_like(part.cuts[0].tables[place])
            for weight, cut in zip(whole, part.cuts, strict=True):
                worth += weight * cut.tables[place]
            count = least[kind] + np.arange(len(worth))
            worth -= int(prices @ classes.rows[:, kind]) * count
            highest = int(worth.max())
            bound += highest
            loss[kind] = highest - worth
    return Blend(scale, bound, tuple(loss), prices)


def _whole(share: Floats, scale: int) -> list[int]:
    """Shares of one as whole parts of `scale`; the largest takes up the rounding."""
    kept = np.maximum(share, 0)
    if kept.sum() <= 0:
        kept[-1] = 1
    parts = np.rint(kept / kept.sum() * scale).astype(np.int64)
    parts[np.argmax(parts)] += scale - parts.sum()
    whole: list[int] = parts.tolist()
    return whole


def _scale(parts: list[Part], classes: Classes, row_duals: Floats) -> int:
    tables = [table for part in parts for cut in part.cuts for table in cut.tables]
    size = sum(float(np.abs(table.astype(float)).max()) for table in tables)
    limits = np.maximum(np.abs(classes.high), np.abs(classes.low)).astype(float)
    size += float(np.abs(row_duals) @ limits)
    size += sum(abs(float(cut.dues)) for part in parts for cut in part.cuts)
    bits = min(MOST_SCALE_BITS, int(np.log2(LARGEST / (4 * size + 1))))
    if bits < 0:
        raise GaveUpError
    return int(2**bits)


class _Relaxation:
    """
    A worth for each part, below all its cuts; units of classes one by one.

    Worths are counted in the largest weight and rows in their largest amount, because
    GLOP is easily upset by numbers far from one.
    """

    def __init__(self, parts: list[Part], classes: Classes, least: Ints) -> None:
        self._parts = parts
        self._builder = glop.ModelBuilderHelper()
        self._builder.set_maximize(True)
        self._unit = max(float(np.abs(part.weights).max(initial=1)) for part in parts)
        self._amounts = np.abs(classes.rows).max(axis=1, initial=1).astype(float)
        self._first = self._units(len(classes))
        self._limits(classes, least)
        for part in parts:
            self._cuts(part)

    def _units(self, classes: int) -> list[tuple[int, int]]:
        """A variable for each unit of each class; where they begin and end."""
        ends, place = [(0, 0)] * classes, 0
        for part in self._parts:
            tables = part.cuts[0].tables
            for kind, table in zip(part.kinds.tolist(), tables, strict=True):
                ends[kind] = (place, place + len(table) - 1)
                place += len(table) - 1
        for _ in range(place):
            self._variable(0.0, 1.0)
        return ends

    def _limits(self, classes: Classes, least: Ints) -> None:
        given = classes.rows @ least
        low = ((classes.low - given) / self._amounts).tolist()
        high = ((classes.high - given) / self._amounts).tolist()
        for place, amounts in enumerate(classes.rows / self._amounts[:, np.newaxis]):
            row = self._row(low[place], high[place])
            for kind in np.flatnonzero(amounts).tolist():
                for unit in range(*self._first[kind]):
                    self._term(row, unit, float(amounts[kind]))

    def _cuts(self, part: Part) -> None:
        worth = self._variable(-inf, inf)
        self._builder.set_var_objective_coefficient(worth, 1.0)
        for cut in part.cuts:
            fixed = cut.dues + sum(int(table[0]) for table in cut.tables)
            row = self._row(-inf, fixed / self._unit)
            self._term(row, worth, 1.0)
            for kind, table in zip(part.kinds.tolist(), cut.tables, strict=True):
                steps = np.maximum(np.diff(table) / self._unit, -STEEP).tolist()
                for unit, step in zip(range(*self._first[kind]), steps, strict=True):
                    self._term(row, unit, -step)

    def _variable(self, low: float, high: float) -> int:
        variable = int(self._builder.add_var())
        self._builder.set_var_lower_bound(variable, low)
        self._builder.set_var_upper_bound(variable, high)
        return variable

    def _row(self, low: float, high: float) -> int:
        row = int(self._builder.add_linear_constraint())
        self._builder.set_constraint_lower_bound(row, low)
        self._builder.set_constraint_upper_bound(row, high)
        return row

    def _term(self, row: int, variable: int, amount: float) -> None:
        if amount:
            self._builder.add_term_to_constraint(row, variable, amount)

    def solve(self, deadline: Deadline) -> tuple[list[Floats], Floats] | None:
        """Shares of each part's cuts, and prices of the rows."""
        if deadline.passed:
            raise GaveUpError
        solver = glop.ModelSolverHelper("glop")
        if deadline.left is not None:
            solver.set_time_limit_in_seconds(deadline.left)
        solver.solve(self._builder)
        if solver.status() == glop.SolveStatus.INFEASIBLE:
            return None
        if solver.status() != glop.SolveStatus.OPTIMAL:
            raise GaveUpError
        rows, shares = np.split(solver.dual_values(), [len(self._amounts)])
        ends = np.cumsum([len(part.cuts) for part in self._parts])
        return np.split(shares, ends[:-1]), rows * self._unit / self._amounts
