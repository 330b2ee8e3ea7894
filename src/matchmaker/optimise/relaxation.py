"""
The linear relaxation of the whole model, and the whole-number bound it gives.

GLOP works in floating point; its dual values are rounded to whole numbers, and
the bound is added up from those over all columns. It is valid whatever they are,
so that neither rounding nor a column left aside can do more than weaken it.

Two things make it quick. The prices of a flow that left the coupling rules aside
are nearly right: the linear programme is written in what is left over after paying
them, which keeps its numbers small however steep the objectives are. And only the
columns that these prices leave near the money take part; others are let in when
the dual values say that they might matter (sifting, Bixby et al. 1992).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray
from ortools.linear_solver.python import model_builder_helper as glop

from matchmaker.optimise.linear import linear_of

if TYPE_CHECKING:
    from matchmaker.domain.proof import Proof
    from matchmaker.optimise.linear import Linear
    from matchmaker.optimise.model import Ints, Mask, Model
    from matchmaker.optimise.outcome import Deadline
    from matchmaker.optimise.prices import Prices
    from matchmaker.optimise.sums import Sum

LARGEST = 2.0**61
"""Products of scaled numbers stay below this."""
MOST_SCALE_BITS = 20
FEW_COLUMNS = 20_000
"""So many columns take part whatever they are worth."""
COLUMNS_PER_REQUEST = 6
BEST_OF_REQUEST = 3
"""So many of each request's best pairs take part whatever they are worth."""
MOST_SIFTS = 20
TOLERANCE = 1e-6
"""What GLOP takes for nothing."""
FROM_PRICES = "use_dual_simplex: true use_preprocessing: false"
"""A presolve would lose the start that prices and a plan give."""
PRESOLVED = "use_dual_simplex: true"
"""For the few programmes on which that start founders."""


class GaveUpError(Exception):
    """
    No proof was come by; others may still find one.

    Attributes:
        plan: int64[K], the best plan met on the way; `None` if there was none.
        ceiling: What the first objective cannot exceed, turned so that more is
            better; `None` if not known.
        proofs: What is known of that plan's first objectives, up to one that was
            not proved.
    """

    def __init__(
        self,
        plan: Ints | None = None,
        ceiling: int | None = None,
        proofs: tuple[Proof, ...] = (),
    ) -> None:
        self.plan = plan
        self.ceiling = ceiling
        self.proofs = proofs
        super().__init__("The search was given up.")


@dataclass(frozen=True, eq=False)
class Relaxation:
    """
    What the linear relaxation says about the pairs.

    Attributes:
        linear: The rows and columns that it is about.
        shares: float64[P], how much of each pair the relaxation uses.
        bound: No plan is worth more than this, in 1 / `scale`.
        prices: int64[K], what a unit of each row costs, in 1 / `scale`.
        column_slack: int64[C], what each column is worth beyond these prices.
        scale: How many parts a unit of worth has.
    """

    linear: Linear
    shares: NDArray[np.float64]
    bound: int
    prices: Ints
    column_slack: Ints
    scale: int

    @property
    def slack(self) -> Ints:
        """
        int64[P], what each pair is worth beyond its prices, in 1 / `scale`.

        A plan that uses a pair of slack -s is worth at most `bound` - s.
        """
        return self.column_slack[: self.linear.first_bonus]


def relax(
    model: Model,
    objective: Sum,
    deadline: Deadline,
    base: Prices | None = None,
    plan: Ints | None = None,
) -> Relaxation | None:
    """
    Solve the relaxation in which pairs may be used in part.

    Args:
        model: Any model.
        objective: What to make as large as possible.
        deadline: When to give up.
        base: Prices of a flow that left coupling rules aside; any are valid.
        plan: int64[K], the pairs that this flow used; any will do.

    Returns:
        The relaxation; `None` if it has no solution, so that there is no plan.

    Raises:
        GaveUpError: If it was not solved in time, or the numbers are too large.
    """
    if deadline.passed:
        raise GaveUpError
    linear = linear_of(model)
    if linear.contradictory:
        return None
    sifting = _Sifting(model, linear, linear.worth(objective, model))
    sifting.start(base, np.zeros(0, np.int64) if plan is None else plan)
    shares = sifting.solve(deadline)
    if shares is None:
        return None
    fine, whole = sifting.bound(), sifting.whole_bound()
    # Whole prices are as good as any where the rules are those of a flow; then the
    # best plans are exactly those that they point out.
    best = whole if whole.value <= fine.value // fine.scale else fine
    return Relaxation(
        linear=linear,
        shares=shares[: model.pairs],
        bound=best.value,
        prices=best.prices,
        column_slack=best.slack,
        scale=best.scale,
    )


@dataclass(frozen=True, eq=False)
class _Bound:
    """What no plan can exceed at some prices, and what columns have left after them."""

    value: int
    prices: Ints
    slack: Ints
    scale: int


class _Sifting:
    """
    A linear programme of which the columns that matter take part.

    It stands at prices and a point; each round improves on both over the columns
    inside, and lets in others.
    """

    def __init__(self, model: Model, linear: Linear, worth: Ints) -> None:
        self._model = model
        self._linear = linear
        self._worth = worth
        self._bonuses = slice(model.pairs, model.pairs + len(model.couples))
        self._switches = slice(self._bonuses.stop, linear.columns)
        self._scale = 1
        self._prices = np.zeros(linear.rows, np.int64)
        self._point = np.zeros(linear.columns, bool)
        self._inside = np.ones(linear.columns, bool)

    def start(self, base: Prices | None, plan: Ints) -> None:
        """Stand at the prices and the plan of a flow, columns near the money inside."""
        model = self._model
        if base is not None:
            self._prices[: model.requests] = base.request
            ends = model.requests + model.supporters
            self._prices[model.requests : ends] = base.supporter
        self._scale = self._finest_scale()
        self._prices *= self._scale
        self._point[plan] = True
        self._point[self._bonuses] = model.couples.earned(plan)
        self._choose_first()

    def solve(self, deadline: Deadline) -> NDArray[np.float64] | None:
        """The values of all columns; `None` if there is no solution."""
        shares = None
        for _ in range(MOST_SIFTS):
            solved = self._solve_inside(deadline)
            if solved is not None:
                shares, duals = solved
                self._prices += np.rint(duals * self._scale).astype(np.int64)
                self._point = shares > 0.5
                switched = self._let_in_switches(shares[: self._model.pairs])
                if not (self._let_in() or switched):
                    break
            elif self._inside.all():
                return None
            else:
                self._inside[:] = True
        return shares

    def bound(self) -> _Bound:
        """What no plan can exceed at the prices; a sum over all columns."""
        return self._bound_at(self._prices, self._scale)

    def whole_bound(self) -> _Bound:
        """The same at the nearest whole prices."""
        return self._bound_at(np.rint(self._prices / self._scale).astype(np.int64), 1)

    def _bound_at(self, prices: Ints, scale: int) -> _Bound:
        linear = self._linear
        slack = scale * self._worth - linear.paid(prices)
        beyond = np.where(linear.must, slack, np.maximum(slack, 0))
        dues = np.where(prices > 0, prices * linear.high, prices * linear.low)
        return _Bound(exact_sum(beyond) + exact_sum(dues), prices, slack, scale)

    def _finest_scale(self) -> int:
        """The finest parts of a unit in which nothing leaves int64."""
        linear = self._linear
        largest = max(
            float(np.abs(column).max(initial=1))
            for column in (self._worth, self._prices)
        )
        units = float(np.maximum(abs(linear.high), abs(linear.low)).max(initial=1))
        entries = float(np.bincount(linear.column).max(initial=1))
        bits = int(np.log2(LARGEST / (4 * largest * max(units, entries) + 1)))
        if bits < 0:
            raise GaveUpError
        return int(2 ** min(bits, MOST_SCALE_BITS))

    def _left(self) -> Ints:
        """int64[C], what each column has left after paying the prices, scaled."""
        return self._scale * self._worth - self._linear.paid(self._prices)

    def _choose_first(self) -> None:
        """The columns near the money, and the best of every request."""
        model, inside = self._model, self._inside
        left = self._left()
        inside[self._bonuses] = self._split(left) > 0
        inside[self._switches] = False
        self._let_in_switches(self._point[: model.pairs].astype(float))
        wanted = max(FEW_COLUMNS, COLUMNS_PER_REQUEST * model.requests)
        if 3 * model.pairs <= 4 * wanted:
            return
        hope = self._hope(left)
        order = np.lexsort((-hope, model.request))
        place = np.arange(model.pairs) - model.indptr[model.request]
        inside[: model.pairs] = model.pinned | self._point[: model.pairs]
        inside[order[place < BEST_OF_REQUEST]] = True
        inside[np.argpartition(hope, -wanted)[-wanted:]] = True

    def _best_of_sides(self, left: Ints) -> Ints:
        """int64[N], what the best pair of each side has left; at most 0."""
        couples = self._model.couples
        best = np.maximum.reduceat(left[couples.side_pairs], couples.side_indptr[:-1])
        return np.minimum(best, 0)

    def _split(self, left: Ints) -> Ints:
        """
        Let the sides of each bonus outside pay for it, as far as they can.

        A side pays no more than what its best pair lacks. The price of the sides'
        rows is set; `left` is not brought up to date.

        Returns:
            int64[B], what is not paid for; 0 for bonuses inside.
        """
        couples = self._model.couples
        owed = self._scale * self._worth[self._bonuses]
        if not len(couples):
            return owed
        payable = -self._best_of_sides(left)
        first = np.searchsorted(couples.side_bonus, np.arange(len(couples)))
        before = np.cumsum(payable) - payable
        before -= before[first][couples.side_bonus]
        pays = np.clip(owed[couples.side_bonus] - before, 0, payable)
        total = np.zeros(len(couples), np.int64)
        np.add.at(total, couples.side_bonus, pays)
        settled = total == owed
        rows = np.asarray(self._linear.sides)
        ours = settled[couples.side_bonus]
        self._prices[rows[ours]] = pays[ours]
        return owed - total

    def _hope(self, left: Ints) -> Ints:
        """int64[P], what a pair has left, helped by the bonuses it could earn."""
        couples = self._model.couples
        hope = left[: self._model.pairs].copy()
        if not len(couples):
            return hope
        best = self._best_of_sides(left)
        together = self._scale * self._worth[self._bonuses]
        np.add.at(together, couples.side_bonus, best)
        help_ = np.maximum(together[couples.side_bonus] - best, 0)
        side = np.repeat(np.arange(len(best)), np.diff(couples.side_indptr))
        gains = np.zeros_like(hope)
        np.maximum.at(gains, couples.side_pairs, help_[side])
        return hope + gains

    def _let_in_switches(self, shares: NDArray[np.float64]) -> bool:
        """
        Let in the switches of supporters who carry something, but too little.

        Where a switch is outside, nothing is asked of its supporter: a relaxation.
        """
        model, inside = self._model, self._inside
        outside = ~inside[self._switches]
        if not outside.any():
            return False
        carried = np.bincount(
            model.supporter, weights=shares * model.load, minlength=model.supporters
        )
        most = np.zeros(model.supporters)
        np.maximum.at(most, model.supporter, shares)
        users = np.flatnonzero(model.supporter_minimum > 0)
        owed = model.supporter_minimum[users] * most[users]
        new = outside & (carried[users] < owed - TOLERANCE)
        inside[self._switches] |= new
        self._point[self._switches] |= new
        return bool(new.any())

    def _let_in(self) -> bool:
        """Let in columns that would do better than their prices; whether any did."""
        inside, pairs = self._inside, self._model.pairs
        outside = ~inside[self._bonuses]
        if outside.any():
            sides = outside[self._model.couples.side_bonus]
            self._prices[np.asarray(self._linear.sides)[sides]] = 0
            unpaid = self._split(self._left())
            inside[self._bonuses] |= outside & (unpaid > 0)
        left = self._left()
        new = np.flatnonzero(~inside[:pairs])
        lost = exact_sum(np.maximum(left[new], 0))
        if lost < self._scale // 2 and not np.any(outside & inside[self._bonuses]):
            return False
        wanted = min(len(new), max(FEW_COLUMNS // 4, self._model.requests // 2))
        nearest = np.argpartition(left[new], -wanted)[-wanted:]
        inside[new[nearest]] = True
        inside[new[left[new] > 0]] = True
        return True

    def _solve_inside(
        self, deadline: Deadline
    ) -> tuple[NDArray[np.float64], NDArray[np.float64]] | None:
        """The values and how the prices are to change, over the columns inside."""
        linear = self._linear
        stays = self._inside[linear.column]
        row, column = linear.row[stays], linear.column[stays]
        amount = linear.amount[stays]
        open_ = self._open_rows(row, amount)
        if open_ is None:
            return None
        programme = _Programme(
            linear, self._inside, open_, self._prices / self._scale, self._point
        )
        programme.add_worth(self._left() / self._scale)
        kept = open_[row]
        programme.add_entries(row[kept], column[kept], amount[kept])
        return programme.solve(deadline)

    def _open_rows(self, row: Ints, amount: Ints) -> Mask | None:
        """The rows that columns inside could break, or that have a price already."""
        linear = self._linear
        most, least = np.zeros(linear.rows, np.int64), np.zeros(linear.rows, np.int64)
        idle = linear.column >= self._switches.start
        idle &= ~self._inside[linear.column]
        np.add.at(most, row, np.maximum(amount, 0))
        np.add.at(least, row, np.minimum(amount, 0))
        impossible = (most < linear.low) | (least > linear.high)
        impossible[linear.row[idle]] = False
        if impossible.any():
            return None
        touched = most > least
        breakable = (most > linear.high) | (least < linear.low)
        open_: Mask = touched & (breakable | (self._prices != 0))
        open_[linear.row[idle]] = False
        return open_


class _Programme:
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
        worth = np.concatenate(
            [signs * left[self._inside], -np.abs(self._price[self._priced])]
        )
        self._builder.set_objective_coefficients(
            list(range(len(worth))), worth.tolist()
        )
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

    def _run(self, settings: str, deadline: Deadline) -> glop.ModelSolverHelper:
        if deadline.passed:  # no time at all would be read as no limit
            raise GaveUpError
        solver = glop.ModelSolverHelper("glop")
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


def exact_sum(column: Ints) -> int:
    """
    Add up whole numbers whose sum may leave int64.

    >>> exact_sum(np.array([2**62, 2**62, 2**62, -1]))
    13835058055282163711
    """
    high, low = column >> 32, column & 0xFFFFFFFF
    return (int(high.sum()) << 32) + int(low.sum())
