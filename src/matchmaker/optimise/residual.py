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

from matchmaker.errors import PlanRejectedError
from matchmaker.optimise.least import Least
from matchmaker.optimise.linear import users_of
from matchmaker.optimise.parts import Part
from matchmaker.optimise.priced import exact_sum

if TYPE_CHECKING:
    from matchmaker.optimise.least import Search
    from matchmaker.optimise.linear import Linear
    from matchmaker.optimise.model import Ints, Mask, Model
    from matchmaker.optimise.relaxation import Relaxation


@dataclass(frozen=True, eq=False)
class Residual:
    """
    The columns and rows that plans of a small loss can differ in.

    Attributes:
        relaxation: Prices, and what columns have left after paying them.
        model: The model behind it.
        width: The largest loss that is looked at.
    """

    relaxation: Relaxation
    model: Model
    width: int

    @cached_property
    def linear(self) -> Linear:
        """
        The model as rows over columns, less pairs that would lose too much.

        Whoever has a minimum only if used has a switch here, for free.
        """
        linear, slack = self.relaxation.linear, self.relaxation.slack
        pairs = (slack >= -self.width) | self.model.pinned
        others = np.setdiff1d(users_of(self.model), linear.users)
        return linear.with_switches(self.model, others, pairs)

    @cached_property
    def prices(self) -> Ints:
        """int64[K], what a unit of each row costs."""
        return _extended(self.relaxation.prices, self.linear.rows)

    @cached_property
    def slack(self) -> Ints:
        """int64[C], what each column is worth beyond these prices."""
        return _extended(self.relaxation.column_slack, self.linear.columns)

    @cached_property
    def sure(self) -> Mask:
        """bool[C], columns without which the loss would be larger."""
        return self.linear.must | (self.slack > self.width)

    @cached_property
    def free(self) -> Mask:
        """bool[C], columns that may or may not be used."""
        free: Mask = ~self.sure & (-self.slack <= self.width)
        first, bonuses = self.linear.first_bonus, self.model.bonuses
        pairs = np.flatnonzero(free[:first] | self.sure[:first])
        free[first : first + len(bonuses)] &= bonuses.earned(pairs)
        return free

    @cached_property
    def tight(self) -> Mask:
        """bool[K], rows that must not fall one unit short of their limit."""
        return np.abs(self.prices) > self.width

    @cached_property
    def limits(self) -> tuple[Ints, Ints]:
        """int64[K] twice: the least and most that free columns may add up to."""
        linear, prices = self.linear, self.prices
        standing = np.zeros(linear.rows, np.int64)
        entries = self.sure[linear.column]
        np.add.at(standing, linear.row[entries], linear.amount[entries])
        low, high = linear.low - standing, linear.high - standing
        return (
            np.where(self.tight & (prices > 0), high, low),
            np.where(self.tight & (prices < 0), low, high),
        )

    @cached_property
    def lost(self) -> int:
        """
        What every plan loses in columns that are not free, and in rows of such columns.

        A column that is sure loses nothing: either it has something left after
        paying, or the bound counts that it is used.
        """
        slack = self.slack[~self.sure & ~self.free]
        low, high = self.limits
        idle = self._reach[0] == self._reach[1]
        price = self.prices[idle]
        short = np.where(price > 0, high[idle], -low[idle])
        return exact_sum(np.maximum(slack, 0)) + exact_sum(np.abs(price) * short)

    @cached_property
    def part(self) -> Part | None:
        """The free columns, and the rows that they could break or leave short."""
        linear, prices = self.linear, self.prices
        (low, high), (least, most) = self.limits, self._reach
        if np.any((most < low) | (least > high)):
            return None
        loose = (prices != 0) & (low < high) & (least < most)
        rows = (most > high) | (least < low) | loose
        entries = self.free[linear.column] & rows[linear.row]
        place, number = np.cumsum(self.free) - 1, np.cumsum(rows) - 1
        return Part(
            columns=np.flatnonzero(self.free),
            slack=self.slack[self.free],
            row=number[linear.row[entries]],
            column=place[linear.column[entries]],
            amount=linear.amount[entries],
            low=low[rows],
            high=high[rows],
            price=prices[rows],
        )

    @cached_property
    def _reach(self) -> tuple[Ints, Ints]:
        """int64[K] twice: the least and most that free columns can add to rows."""
        linear = self.linear
        entries = self.free[linear.column]
        row, amount = linear.row[entries], linear.amount[entries]
        least, most = (np.zeros(linear.rows, np.int64) for _ in range(2))
        np.add.at(least, row, np.minimum(amount, 0))
        np.add.at(most, row, np.maximum(amount, 0))
        return least, most

    def search(self, search: Search) -> Least:
        """
        Look for the smallest loss.

        Returns:
            What is known of it; `lower` is above the width if every plan loses more
            than that. `value` says which pairs are used; they may break rules that
            rows do not tell.
        """
        part = self.part
        if part is None or self.lost > self.width:
            return Least(self.width + 1, None)
        found = search.least(part, self.width - self.lost)
        lower, loss = found.lower + self.lost, found.loss + self.lost
        if found.value is None:
            return Least(lower, None, tired=found.tired)
        open_ = np.zeros(self.linear.columns, bool)
        if found.settled:
            open_[part.columns] = found.open
        return Least(lower, self._whole(found.value), loss, open_, found.tired)

    def heaviest(self, search: Search, least: Least, tie: Ints) -> Ints | None:
        """
        Of the plans that lose just as little, the one that weighs most.

        Args:
            search: How to look for it.
            least: What a search here found, settled.
            tie: int64[P], what each pair weighs.

        Returns:
            int64[C], 0 or 1 for each column; `None` if it was not found.
        """
        if self.part is None or least.value is None:
            return None
        inside = self.part.columns
        weight = np.zeros(self.linear.columns, np.int64)
        weight[: len(tie)] = tie
        within = Least(
            least.lower - self.lost,
            least.value[inside],
            least.loss - self.lost,
            least.open[inside],
        )
        found = search.heaviest(self.part, within, weight[inside])
        return None if found is None else self._whole(found)

    def _whole(self, value: Ints) -> Ints:
        """int64[C], what values of the free columns mean for all."""
        if self.part is None:
            raise PlanRejectedError(["There is no plan that loses so little."])
        whole = self.sure.astype(np.int64)
        whole[self.part.columns] = value
        return whole


def _extended(column: Ints, length: int) -> Ints:
    """A column with noughts at its end."""
    return np.concatenate([column, np.zeros(length - len(column), np.int64)])
