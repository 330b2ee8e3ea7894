"""
The linear relaxation of the whole model, and the whole-number bound it gives.

GLOP works in floating point; its dual values are rounded to whole numbers, and
the bound is added up from those over all columns. It is valid whatever they are,
so that neither rounding nor a column left aside can do more than weaken it.

Three things make it quick. The prices of a flow that left the coupling rules aside
are nearly right: the linear programme is written in what is left over after paying
them, which keeps its numbers small however steep the objectives are. Only the
columns that these prices leave near the money take part; others are let in when
the dual values say that they might matter (sifting, Bixby et al. 1992). And where
there are many, a few hundred steps of a first-order method (PDLP, Applegate et al.
2021) come near the best prices at a tenth of the cost of as many pivots; GLOP starts
from there.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from matchmaker.optimise.gave_up import GaveUpError
from matchmaker.optimise.glop import Programme
from matchmaker.optimise.linear import linear_without_switches, users_of
from matchmaker.optimise.priced import (
    better,
    bound_at,
    changed,
    exact_sum,
    finest,
    open_rows,
    rescaled,
    whole_prices,
)

if TYPE_CHECKING:
    from matchmaker.optimise.linear import Linear
    from matchmaker.optimise.model import Ints, Mask, Model
    from matchmaker.optimise.outcome import Deadline
    from matchmaker.optimise.priced import Bound
    from matchmaker.optimise.prices import Prices
    from matchmaker.optimise.sums import Sum

FEW_COLUMNS = 20_000
"""So many columns take part whatever they are worth."""
COLUMNS_PER_REQUEST = 6
BEST_OF_REQUEST = 3
"""So many of each request's best pairs take part whatever they are worth."""
NEAREST_PER_REQUEST = 4
"""Where prices are nearly right, so many are enough: those nearest the money."""
MOST_SIFTS = 20
MANY_COLUMNS = 50_000
"""With more inside, steps come near the best prices before pivots find them."""
APPROACHES = 3
"""How often they do; then others are let in, and those far from the money let go."""
TOLERANCE = 1e-6
"""What GLOP takes for nothing."""


@dataclass(frozen=True, eq=False)
class Relaxation:
    """
    What the linear relaxation says about the pairs.

    Attributes:
        linear: The rows and columns that it is about.
        inside: bool[C], the columns that took part.
        point: bool[C], the columns that are used for the most part.
        idle: int64[U], supporters whose minimum if used was left aside.
        shares: float64[P], how much of each pair the relaxation uses.
        bound: No plan is worth more than this, in 1 / `scale`.
        prices: int64[K], what a unit of each row costs, in 1 / `scale`.
        column_slack: int64[C], what each column is worth beyond these prices.
        scale: How many parts a unit of worth has.
    """

    linear: Linear
    inside: Mask
    point: Mask
    idle: Ints
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

    @property
    def used(self) -> Ints:
        """int64[K], the pairs that are used for the most part."""
        return np.flatnonzero(self.shares > 1 / 2)

    @property
    def widest(self) -> int:
        """No plan stays further below the bound than this, in 1 / `scale`."""
        short = np.abs(self.prices) * (self.linear.high - self.linear.low)
        return exact_sum(np.abs(self.column_slack)) + exact_sum(short)

    def only(self, keep: Mask) -> Relaxation:
        """The same prices for fewer columns: bool[C], each that must be used kept."""
        left_out = self.column_slack[~keep]
        return replace(
            self,
            linear=self.linear.only(keep),
            inside=self.inside[keep],
            point=self.point[keep],
            shares=self.shares[keep[: len(self.shares)]],
            bound=self.bound - exact_sum(np.maximum(left_out, 0)),
            column_slack=self.column_slack[keep],
        )


def relax(
    model: Model,
    objective: Sum,
    deadline: Deadline,
    base: Prices | None = None,
    plan: Ints | None = None,
    *,
    linear: Linear | None = None,
) -> Relaxation | None:
    """
    Solve the relaxation in which pairs may be used in part.

    Args:
        model: Any model.
        objective: What to make as large as possible.
        deadline: When to give up.
        base: Prices of a flow that left coupling rules aside; any are valid.
        plan: int64[K], the pairs that this flow used; any will do.
        linear: The model as rows, where there are more than those it has of itself.

    Returns:
        The relaxation; `None` if it has no solution, so that there is no plan.

    Raises:
        GaveUpError: If it was not solved in time, or the numbers are too large.
    """
    if deadline.passed:
        raise GaveUpError
    linear = linear or linear_without_switches(model)
    if linear.contradictory:
        return None
    sifting = _Sifting(model, linear, linear.worth(objective, model))
    sifting.start(base, np.zeros(0, np.int64) if plan is None else plan)
    sifting.approach(deadline)
    return sifting.relaxation(deadline)


def relax_again(
    model: Model,
    objective: Sum,
    deadline: Deadline,
    before: Relaxation,
    linear: Linear,
) -> Relaxation | None:
    """
    Solve the relaxation with other limits of rows, from where one before stands.

    Args:
        model: The same.
        objective: The same.
        deadline: When to give up.
        before: The one before.
        linear: Its rows and columns; limits of rows may differ.

    Returns:
        The relaxation; `None` if it has no solution, so that there is no plan.

    Raises:
        GaveUpError: If it was not solved in time.
    """
    if linear.contradictory:
        return None
    sifting = _Sifting(model, linear, linear.worth(objective, model))
    sifting.go_on(before)
    return sifting.relaxation(deadline)


class _Sifting:
    """
    A linear programme of which the columns that matter take part.

    It stands at prices and a point; each round improves on both over the columns
    inside, and lets in others.
    """

    def __init__(self, model: Model, linear: Linear, worth: Ints) -> None:
        self.linear = linear
        self._model = model
        self._worth = worth
        self._bonuses = slice(model.pairs, model.pairs + len(model.bonuses))
        self._idle = users_of(model)
        self._scale = 1
        self._highest = 0.0
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
        self._set_scale()
        self._prices *= self._scale
        self._point[plan] = True
        self._point[self._bonuses] = model.bonuses.earned(plan)
        self._let_in_switches(self._point[: model.pairs].astype(float))
        self._choose_first()

    def go_on(self, before: Relaxation) -> None:
        """Stand where another relaxation ended."""
        self._prices = before.prices // before.scale
        self._set_scale()
        self._prices = rescaled(before.prices, before.scale, self._scale)
        self._point, self._inside = before.point.copy(), before.inside.copy()
        self._idle = before.idle
        self._let_go(0)

    def relaxation(self, deadline: Deadline) -> Relaxation | None:
        """What comes of it; `None` if there is no solution."""
        shares = self.solve(deadline)
        if shares is None:
            return None
        best = better(self.bound(), self.whole_bound())
        return Relaxation(
            linear=self.linear,
            inside=self._inside,
            point=self._point,
            idle=self._idle,
            shares=shares[: self._model.pairs],
            bound=best.value,
            prices=best.prices,
            column_slack=best.slack,
            scale=best.scale,
        )

    def approach(self, deadline: Deadline) -> None:
        """Where there are many columns, come near the best prices by cheap steps."""
        for _ in range(APPROACHES):
            if np.count_nonzero(self._inside) <= MANY_COLUMNS:
                return
            before = self.bound().value, self._prices, self._point
            programme = self._programme()
            found = None if programme is None else programme.approach(deadline)
            if found is None:
                return
            shares, duals = found
            if not self._change_prices(duals):
                return
            # Most of the best prices are whole; others would all have to be put right.
            self._prices = whole_prices(self._prices, self._scale) * self._scale
            self._point = shares > 0.5
            self._let_in()
            if self.bound().value > before[0]:  # the columns inside have no solution
                _, self._prices, self._point = before
                return
            self._let_go()

    def _change_prices(self, change: NDArray[np.float64]) -> bool:
        """Change all prices, unless they would become too large; whether it was done."""
        prices = changed(self._prices, change, self._scale, self._highest)
        if prices is not None:
            self._prices = prices
        return prices is not None

    def _let_go(self, least: int = FEW_COLUMNS) -> None:
        """Of the pairs inside, keep those that are nearest the money."""
        model, left = self._model, self._left()[: self._model.pairs]
        wanted = max(least, NEAREST_PER_REQUEST * model.requests)
        if wanted < model.pairs:
            nearest = np.argpartition(left, -wanted)[-wanted:]
            # Without all of these some request might not reach its minimum.
            needed = self._inside[: model.pairs] & (model.minimum > 0)[model.request]
            kept = needed | model.pinned | self._point[: model.pairs]
            self._inside[: model.pairs] = kept
            self._inside[nearest] = True

    def solve(self, deadline: Deadline) -> NDArray[np.float64] | None:
        """The values of all columns; `None` if there is no solution."""
        shares = None
        for _ in range(MOST_SIFTS):
            programme = self._programme()
            solved = None if programme is None else programme.solve(deadline)
            if solved is not None:
                shares, duals = solved
                if not self._change_prices(duals):
                    raise GaveUpError
                self._point = shares > 0.5
                switched = self._let_in_switches(shares[: self._model.pairs])
                if not (self._let_in() or switched):
                    break
            elif self._inside.all():
                return None
            else:
                self._inside[:] = True
        return shares

    def bound(self) -> Bound:
        """What no plan can exceed at the prices; a sum over all columns."""
        return bound_at(self.linear, self._worth, self._prices, self._scale)

    def whole_bound(self) -> Bound:
        """The same at the nearest whole prices."""
        return bound_at(
            self.linear, self._worth, whole_prices(self._prices, self._scale), 1
        )

    def _set_scale(self) -> None:
        """The finest parts of a unit, and the highest price, that stay in int64."""
        # Switches may come in, with rows of their own.
        most = _most_carried(self._model) if len(self._idle) else 0
        largest = (self._worth, self._prices)
        self._scale, self._highest = finest(self.linear, largest, most)

    def _left(self) -> Ints:
        """int64[C], what each column has left after paying the prices, scaled."""
        return self._scale * self._worth - self.linear.paid(self._prices)

    def _choose_first(self) -> None:
        """The columns near the money, and the best of every request."""
        model, inside = self._model, self._inside
        left = self._left()
        every = np.ones(len(model.bonuses), bool)
        inside[self._bonuses] = self._split(left, every) > 0
        inside[self._bonuses] |= model.bonuses.is_step
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
        """
        int64[N], what the best pair of each side has left.

        It is 0 where a step would do, or where one pair is not enough: steps and
        pairs of such sides help many bonuses, and can pay for none of them alone.
        """
        bonuses = self._model.bonuses
        best = np.full(len(bonuses.side_bonus), np.iinfo(np.int64).min)
        np.maximum.at(best, bonuses.side_of_pair, left[bonuses.side_pairs])
        best[bonuses.step_side] = 0
        best[bonuses.side_least > 1] = 0
        return best

    def _split(self, left: Ints, outside: Mask) -> Ints:
        """
        Let the sides of each bonus outside pay for it, as far as they can.

        A side pays no more than what its best pair lacks. The price of the sides'
        rows is set; `left`, which must count them as nought, is not brought up to
        date.

        Returns:
            int64[B], what is not paid for.
        """
        bonuses = self._model.bonuses
        owed = np.maximum(left[self._bonuses], 0)
        if not len(bonuses):
            return owed
        payable = np.maximum(-self._best_of_sides(left), 0)
        first = np.searchsorted(bonuses.side_bonus, np.arange(len(bonuses)))
        before = np.cumsum(payable) - payable
        before -= before[first][bonuses.side_bonus]
        pays = np.clip(owed[bonuses.side_bonus] - before, 0, payable)
        total = np.zeros(len(bonuses), np.int64)
        np.add.at(total, bonuses.side_bonus, pays)
        settled = outside & (total == owed)
        rows = np.asarray(self.linear.sides)
        ours = settled[bonuses.side_bonus]
        self._prices[rows[ours]] = pays[ours]
        return owed - total

    def _overpaid(self, left: Ints) -> Mask:
        """bool[B], bonuses for which a pair pays that pays for others too: too much."""
        bonuses = self._model.bonuses
        pays = self._prices[np.asarray(self.linear.sides)] > 0
        sides = pays & (self._best_of_sides(left) > 0)
        overpaid = np.zeros(len(bonuses), bool)
        overpaid[bonuses.side_bonus[sides]] = True
        return overpaid

    def _hope(self, left: Ints) -> Ints:
        """int64[P], what a pair has left, helped by the bonuses it could earn."""
        bonuses = self._model.bonuses
        hope = left[: self._model.pairs].copy()
        if not len(bonuses):
            return hope
        best = np.minimum(self._best_of_sides(left), 0)
        together = left[self._bonuses].copy()
        np.add.at(together, bonuses.side_bonus, best)
        help_ = np.maximum(together[bonuses.side_bonus] - best, 0)
        side = np.repeat(np.arange(len(best)), np.diff(bonuses.side_indptr))
        gains = np.zeros_like(hope)
        np.maximum.at(gains, bonuses.side_pairs, help_[side])
        return hope + gains

    def _let_in_switches(self, shares: NDArray[np.float64]) -> bool:
        """
        Let in the switches of supporters who carry something, but too little.

        Where there is none, nothing is asked of a supporter: a relaxation.
        """
        model, users = self._model, self._idle
        used = np.flatnonzero(shares)
        owner, share = model.supporter[used], shares[used]
        carried = np.bincount(
            owner, weights=share * model.load[used], minlength=model.supporters
        )
        most = np.zeros(model.supporters)
        np.maximum.at(most, owner, share)
        owed = model.supporter_minimum[users] * most[users]
        short = carried[users] < owed - TOLERANCE
        new = users[short]
        if not len(new):
            return False
        self._idle = users[~short]
        every = np.ones(model.pairs, bool)
        self.linear = self.linear.with_switches(model, new, every)
        on, off = np.ones(len(new), bool), np.zeros(len(new), np.int64)
        self._inside = np.concatenate([self._inside, on])
        self._point = np.concatenate([self._point, on])
        self._worth = np.concatenate([self._worth, off])
        rows = np.zeros(self.linear.rows - len(self._prices), np.int64)
        self._prices = np.concatenate([self._prices, rows])
        return True

    def _let_in(self) -> bool:
        """Let in columns that would do better than their prices; whether any did."""
        inside, pairs = self._inside, self._model.pairs
        outside = ~inside[self._bonuses]
        if outside.any():
            sides = outside[self._model.bonuses.side_bonus]
            self._prices[np.asarray(self.linear.sides)[sides]] = 0
            unpaid = self._split(self._left(), outside)
            inside[self._bonuses] |= outside & (unpaid > 0)
            inside[self._bonuses] |= outside & self._overpaid(self._left())
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

    def _programme(self) -> Programme | None:
        """The programme over the columns inside; `None` if a row cannot hold there."""
        open_ = open_rows(self.linear, self._inside, self._prices)
        if open_ is None:
            return None
        return Programme(
            self.linear,
            self._inside,
            open_,
            prices=self._prices / self._scale,
            point=self._point,
            left=self._left() / self._scale,
        )


def _most_carried(model: Model) -> int:
    """What all pairs of a supporter take together at the most."""
    return int(model.load_of(np.arange(model.pairs)).max(initial=1))
