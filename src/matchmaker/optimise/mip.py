"""
Branch and cut: where a relaxation leaves too much open for a kernel.

With loads of many sizes at one supporter the relaxation can be a whole request too
high, and then no pair can be left aside. Branch and cut over all pairs closes that in
seconds where CP-SAT takes minutes. SCIP does it, which works in floating point: plans
are read back in whole numbers and checked, and a bound counts as reached only if it is
within half a unit, so that rounding cannot claim too much.

OR-Tools has no way to interrupt it. So it runs in a thread of its own, which is left to
itself where somebody stops the search or the time limit is not kept.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import floor, inf
from threading import Event, Thread
from typing import TYPE_CHECKING

import numpy as np
from ortools.linear_solver.python import model_builder_helper as mip

from matchmaker.optimise.gave_up import GaveUpError
from matchmaker.optimise.linear import linear_of
from matchmaker.optimise.outcome import LEFT_ALONE

if TYPE_CHECKING:
    from matchmaker.optimise.model import Ints, Model
    from matchmaker.optimise.outcome import Deadline
    from matchmaker.optimise.sums import Sum

LARGEST_VALUE = 1e13
"""Beyond it half a unit is below what floating point can tell apart in a bound."""

EXACTLY = "limits/gap = 0\nmisc/catchctrlc = FALSE"
"""To the end, not to within a share of the value; signals are left to us."""
MOST_NODES = 10_000
"""Balance is hard to show where plans are many: the search does not go on for ever."""

MOST_STEPS = 20_000
"""Beyond so many steps of room, balance has too many parts for a search."""

LOOK_AFTER = 50_000
"""Entries of rows between looks at the clock while a model is built."""
LOOK = 0.05
"""Seconds between looks at the clock and the switch."""
GRACE = 0.5
"""Seconds that a solver may take to come to an end after its time."""


@dataclass(frozen=True, eq=False)
class Found:
    """
    The best plan of a search.

    Attributes:
        used: int64[K], its pairs.
        bound: No plan does better, in the unit of what was sought.
    """

    used: Ints
    bound: int


def best_sum(
    model: Model,
    objective: Sum,
    deadline: Deadline,
    start: Ints | None = None,
) -> Found | None:
    """
    Find the plan with the largest sum.

    Args:
        model: Any model.
        objective: What each pair and bonus is worth.
        deadline: When to stop.
        start: A plan to improve on.

    Returns:
        The plan and what none can beat; `None` if no plan obeys the rules.

    Raises:
        GaveUpError: If the numbers are too large, or time ran out without a plan.
    """
    if deadline.passed:
        raise GaveUpError
    size = float(np.abs(objective.pairs.astype(float)).sum())
    size += objective.bonus * float(model.bonuses.points.sum())
    if size > LARGEST_VALUE * max(1, model.pairs):
        raise GaveUpError
    builder = _Builder(model, deadline)
    builder.seek(objective)
    if start is not None:
        builder.hint(start)
    found = builder.solve(deadline)
    if found is None:
        return None
    used, bound = found
    if abs(bound) > LARGEST_VALUE or floor(bound + 0.5) < objective.total(
        used, model.bonuses
    ):
        raise GaveUpError(used)
    return Found(used, floor(bound + 0.5))


def evenest(model: Model, deadline: Deadline) -> Found:
    """
    Find the plan with the least sum of squared loads.

    A square is the sum of the first odd numbers, so that each step of load at a
    supporter has a price of its own, dearer than the step before.

    Args:
        model: Any model.
        deadline: When to stop.

    Returns:
        The plan and the least that balance can be.

    Raises:
        GaveUpError: If there are too many steps, or time ran out without a plan.
    """
    steps = model.load // model.load_step[model.supporter]
    theirs = np.zeros(model.supporters, np.int64)
    np.add.at(theirs, model.supporter, steps)
    room = np.minimum(model.room, theirs)
    if room.sum() > MOST_STEPS:
        raise GaveUpError
    unit = int(np.gcd.reduce(np.square(model.load_step))) or 1
    builder = _Builder(model, deadline, extra=int(room.sum()))
    first = builder.columns
    order = np.argsort(model.supporter, kind="stable")
    ends = np.cumsum(np.bincount(model.supporter, minlength=model.supporters))
    for supporter, pairs in enumerate(np.split(order, ends[:-1])):
        price = int(model.load_step[supporter]) ** 2 // unit
        row = builder.row(0, 0)
        for pair in pairs.tolist():
            builder.term(row, pair, int(steps[pair]))
        for step in range(int(room[supporter])):
            builder.worth(first, -price * (2 * step + 1))
            builder.term(row, first, -1)
            first += 1
    found = builder.solve(deadline, MOST_NODES)
    if found is None:
        raise GaveUpError
    used, bound = found
    least = -floor(bound + 0.5) * unit
    if least > int(np.square(model.load_of(used)).sum()):
        raise GaveUpError
    return Found(used, least)


class _Builder:
    """A model, row by row; pairs come first among the variables."""

    def __init__(self, model: Model, deadline: Deadline, extra: int = 0) -> None:
        self._model = model
        self._linear = linear_of(model)
        self.columns = self._linear.columns
        self._builder = mip.ModelBuilderHelper()
        whole = np.concatenate([np.ones(self.columns, bool), np.zeros(extra, bool)])
        least = np.concatenate([self._linear.must.astype(float), np.zeros(extra)])
        self._builder.add_var_array_with_bounds(
            least,  # type: ignore[arg-type]  # stubs name scalars
            np.ones(len(least)),  # type: ignore[arg-type]
            whole,  # type: ignore[arg-type]
            "",
        )
        self._builder.set_maximize(True)
        rows = self._linear
        ranges = zip(rows.low.tolist(), rows.high.tolist(), strict=True)
        numbers = [self.row(low, high) for low, high in ranges]
        entries = (rows.row.tolist(), rows.column.tolist(), rows.amount.tolist())
        for place, (row, column, amount) in enumerate(zip(*entries, strict=True)):
            if place % LOOK_AFTER == 0 and deadline.passed:
                raise GaveUpError
            self.term(numbers[row], column, amount)

    def seek(self, objective: Sum) -> None:
        """Make a sum as large as possible."""
        for column, worth in enumerate(
            self._linear.worth(objective, self._model).tolist()
        ):
            self.worth(column, worth)

    def row(self, low: int, high: int | None) -> int:
        """A new row with its range, open above for `None`; its number."""
        row = int(self._builder.add_linear_constraint())
        self._builder.set_constraint_lower_bound(row, float(low))
        self._builder.set_constraint_upper_bound(row, inf if high is None else high)
        return row

    def term(self, row: int, variable: int, amount: int) -> None:
        """Add a variable to a row."""
        self._builder.add_term_to_constraint(row, variable, float(amount))

    def worth(self, variable: int, amount: int) -> None:
        """Give a variable its worth."""
        self._builder.set_var_objective_coefficient(variable, float(amount))

    def hint(self, used: Ints) -> None:
        """Start the search from a plan."""
        chosen = np.zeros(self._model.pairs)
        chosen[used] = 1
        for pair, share in enumerate(chosen.tolist()):
            self._builder.add_hint(pair, share)

    def solve(
        self, deadline: Deadline, nodes: int | None = None
    ) -> tuple[Ints, float] | None:
        """Find the best plan and its bound; `None` if there is no plan."""
        if deadline.passed:  # no time at all would be read as no limit
            raise GaveUpError
        solver = mip.ModelSolverHelper("scip")
        within = "" if nodes is None else f"\nlimits/nodes = {nodes}"
        solver.set_solver_specific_parameters(EXACTLY + within)
        if deadline.left is not None:
            solver.set_time_limit_in_seconds(deadline.left)
        if not self._runs_out(solver, deadline):
            raise GaveUpError
        status = solver.status()
        if status == mip.SolveStatus.INFEASIBLE:
            return None
        if status not in (mip.SolveStatus.OPTIMAL, mip.SolveStatus.FEASIBLE):
            raise GaveUpError
        shares = np.asarray(solver.variable_values())[: self._model.pairs]
        used = np.flatnonzero(shares > 0.5)
        if not self._model.obeys(used):
            raise GaveUpError
        return used, float(solver.best_objective_bound())

    def _runs_out(self, solver: mip.ModelSolverHelper, deadline: Deadline) -> bool:
        """Run a solver; whether it came to its end."""
        ended = Event()

        def run() -> None:
            try:
                solver.solve(self._builder)
            finally:
                ended.set()

        Thread(target=run, name=LEFT_ALONE, daemon=True).start()
        grace = GRACE
        while not ended.wait(LOOK):
            grace -= LOOK if deadline.passed else 0
            if deadline.stop.pressed or grace < 0:
                return False
        return True
