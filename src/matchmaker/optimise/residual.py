"""
What is left of a model once prices are paid: a search for the smallest loss.

At prices that bound the worth of every plan, a plan's loss is how far it stays
below that bound. It is a sum of parts, none of them negative: what used columns pay
beyond their worth, what unused ones would have had left, and the price of every unit
by which a priced row falls short of its limit. So among the plans that lose no more
than `width`, columns and rows dearer than that are settled, and the rest is a small
problem with small numbers, whatever the objectives' weights were.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np
from ortools.sat.python import cp_model

from matchmaker.optimise.formulation import solver_until
from matchmaker.optimise.relaxation import GaveUpError

if TYPE_CHECKING:
    from matchmaker.optimise.couples import Couples
    from matchmaker.optimise.linear import Linear
    from matchmaker.optimise.model import Ints, Mask, Model
    from matchmaker.optimise.outcome import Deadline, SolveParams
    from matchmaker.optimise.relaxation import Relaxation


@dataclass(frozen=True, eq=False)
class Residual:
    """
    The columns and rows that plans of a small loss can differ in.

    Attributes:
        relaxation: Prices, and what columns have left after paying them.
        couples: The bonuses behind the columns after the pairs.
        width: The largest loss that is looked at.
    """

    relaxation: Relaxation
    couples: Couples
    width: int

    @property
    def linear(self) -> Linear:
        """The model as rows over columns."""
        return self.relaxation.linear

    @cached_property
    def sure(self) -> Mask:
        """bool[C], columns without which the loss would be larger."""
        return self.linear.must | (self.relaxation.column_slack > self.width)

    @cached_property
    def free(self) -> Mask:
        """bool[C], columns that may or may not be used."""
        loss = -self.relaxation.column_slack
        free: Mask = ~self.sure & (loss <= self.width)
        first = self.linear.first_bonus
        pairs = np.flatnonzero(free[:first] | self.sure[:first])
        free[first : first + len(self.couples)] &= self.couples.earned(pairs)
        return free

    @cached_property
    def tight(self) -> Mask:
        """bool[K], rows that must not fall one unit short of their limit."""
        return np.abs(self.relaxation.prices) > self.width

    @cached_property
    def limits(self) -> tuple[Ints, Ints]:
        """int64[K] twice: the least and most that free columns may add up to."""
        linear, prices = self.linear, self.relaxation.prices
        standing = np.zeros(linear.rows, np.int64)
        entries = self.sure[linear.column]
        np.add.at(standing, linear.row[entries], linear.amount[entries])
        low, high = linear.low - standing, linear.high - standing
        return (
            np.where(self.tight & (prices > 0), high, low),
            np.where(self.tight & (prices < 0), low, high),
        )

    def search(
        self,
        model: Model,
        start: Ints | None,
        params: SolveParams,
        deadline: Deadline,
        effort: float,
    ) -> Ints | None:
        """
        Find the plan of the smallest loss.

        Args:
            model: The model behind the linear one.
            start: A plan to start from, if its loss is within the width.
            params: Seed for CP-SAT.
            deadline: When to stop.
            effort: CP-SAT's deterministic seconds.

        Returns:
            int64[K], its pairs; `None` if every plan loses more than the width.

        Raises:
            GaveUpError: If that was not settled; with the best plan found.
        """
        if deadline.passed:
            raise GaveUpError(start)
        programme = _Programme(self)
        if programme.contradictory:
            return None
        if start is not None:
            programme.hint(_columns_of(self.linear, model, start))
        solver = solver_until(deadline, params.seed, 1, effort)
        with deadline.stop.ends(solver.stop_search):
            status = solver.solve(programme.cp)
        if status == cp_model.INFEASIBLE:
            return None
        if status not in (cp_model.OPTIMAL, cp_model.FEASIBLE):
            raise GaveUpError(start)
        used = programme.used(solver, model)
        if not model.obeys(used):
            raise GaveUpError(start)
        if status != cp_model.OPTIMAL:
            raise GaveUpError(used)
        return used


class _Programme:
    """The residual problem in CP-SAT's terms."""

    def __init__(self, residual: Residual) -> None:
        self._residual = residual
        self.cp = cp_model.CpModel()
        self._proto = self.cp.proto
        linear, free = residual.linear, residual.free
        self._free = np.flatnonzero(free)
        self._place = np.cumsum(free) - 1
        inside = free[linear.column]
        self._row, self._amount = linear.row[inside], linear.amount[inside]
        self._column = self._place[linear.column[inside]]
        self.contradictory = False
        self._add_columns()
        self._add_rows()

    def _add_columns(self) -> None:
        """The free columns, each at what it has left."""
        for _ in range(len(self._free)):
            self._proto.variables.add().domain.extend([0, 1])
        slack = self._residual.relaxation.column_slack[self._free]
        kept = np.flatnonzero(slack)
        self._proto.objective.vars.extend(kept.tolist())
        self._proto.objective.coeffs.extend((-slack[kept]).tolist())

    def _add_rows(self) -> None:
        """Rows that free columns could break, and those that may fall short."""
        rows, amount = self._residual.linear.rows, self._amount
        low, high = self._residual.limits
        most, least = np.zeros(rows, np.int64), np.zeros(rows, np.int64)
        np.add.at(most, self._row, np.maximum(amount, 0))
        np.add.at(least, self._row, np.minimum(amount, 0))
        self.contradictory = bool(np.any((most < low) | (least > high)))
        if self.contradictory:
            return
        price = self._residual.relaxation.prices
        short = (price != 0) & ~self._residual.tight & (most > least)
        wanted = (most > high) | (least < low) | short
        order = np.argsort(self._row, kind="stable")
        ends = np.searchsorted(self._row[order], np.arange(rows + 1))
        for row in np.flatnonzero(wanted).tolist():
            entries = order[ends[row] : ends[row + 1]]
            variables = self._column[entries].tolist()
            amounts = self._amount[entries].tolist()
            limits = int(low[row]), int(high[row])
            if short[row]:
                limits = self._shortfall(int(price[row]), limits, variables, amounts)
            self._linear(variables, amounts, limits)

    def _shortfall(
        self,
        price: int,
        limits: tuple[int, int],
        variables: list[int],
        amounts: list[int],
    ) -> tuple[int, int]:
        """A variable for how far the row falls short, at its price; the new limits."""
        low, high = limits
        most = min(high - low, self._residual.width // abs(price))
        variables.append(len(self._proto.variables))
        amounts.append(1 if price > 0 else -1)
        self._proto.variables.add().domain.extend([0, most])
        self._proto.objective.vars.append(variables[-1])
        self._proto.objective.coeffs.append(abs(price))
        end = high if price > 0 else low
        return end, end

    def _linear(
        self, variables: list[int], amounts: list[int], limits: tuple[int, int]
    ) -> None:
        linear = self._proto.constraints.add().linear
        linear.vars.extend(variables)
        linear.coeffs.extend(amounts)
        linear.domain.extend(limits)

    def hint(self, columns: Mask) -> None:
        """Start the search from a plan."""
        self._proto.solution_hint.vars.extend(list(range(len(self._free))))
        self._proto.solution_hint.values.extend(
            columns[self._free].astype(int).tolist()
        )

    def used(self, solver: cp_model.CpSolver, model: Model) -> Ints:
        """The pairs of the solution."""
        values = np.asarray(solver.response_proto.solution)[: len(self._free)]
        columns = self._residual.sure.copy()
        columns[self._free[values > 0]] = True
        return np.flatnonzero(columns[: model.pairs])


def _columns_of(linear: Linear, model: Model, used: Ints) -> Mask:
    """What a plan makes of every column: pairs, bonuses earned, supporters in use."""
    columns = np.zeros(linear.columns, bool)
    columns[used] = True
    bonuses = slice(model.pairs, model.pairs + len(model.couples))
    columns[bonuses] = model.couples.earned(used)
    if bonuses.stop < linear.columns:
        users = np.flatnonzero(model.supporter_minimum > 0)
        columns[bonuses.stop :] = model.load_of(used)[users] > 0
    return columns
