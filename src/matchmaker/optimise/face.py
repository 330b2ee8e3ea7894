"""
The plans that are still in play, described without listing them.

A face begins as all plans of a model without coupling rows (one load for each
supporter). Every solved stage narrows it to the plans that keep the stage's
optimum: complementary slackness says exactly which those are, given any optimal
prices. So the next stage is again a flow, with small costs and fewer pairs.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING, TypeVar

import numpy as np
from numpy.typing import NDArray

if TYPE_CHECKING:
    from matchmaker.optimise.model import Indices, Ints, Mask, Model
    from matchmaker.optimise.prices import Prices

Number = TypeVar("Number", bound=np.generic)


@dataclass(frozen=True, eq=False)
class Face:
    """
    All plans that use every forced pair, some free pairs, and no others.

    Units given to a request, and taken at a supporter, are counted over the free
    pairs alone and lie between `low` and `high`. A low may be negative: forced
    pairs then give more than is asked for, which prices need to know.

    Attributes:
        model: Where points, loads and names stand.
        free: int64[F], ascending; pairs that may or may not be used.
        forced: int64[K], pairs that all plans use.
        request_low: int64[R].
        request_high: int64[R].
        supporter_low: int64[S], in steps of load.
        supporter_high: int64[S], in steps of load.
    """

    model: Model
    free: Ints
    forced: Ints
    request_low: Ints
    request_high: Ints
    supporter_low: Ints
    supporter_high: Ints

    @cached_property
    def request(self) -> Indices:
        """int32[F], the request of each free pair."""
        return self.of_free(self.model.request)

    @cached_property
    def supporter(self) -> Indices:
        """int32[F], the supporter of each free pair."""
        return self.of_free(self.model.supporter)

    @cached_property
    def forced_units(self) -> Ints:
        """int64[S], units that the forced pairs take at each supporter."""
        return np.bincount(
            self.model.supporter[self.forced], minlength=self.model.supporters
        )

    def of_free(self, column: NDArray[Number]) -> NDArray[Number]:
        """The free pairs' values of a column of all pairs; not a copy if that is all."""
        if len(self.free) == self.model.pairs:
            return column
        return column[self.free]

    def keep(self, wanted: Mask) -> Face:
        """The plans that use only free pairs where `wanted` (bool[F]) holds."""
        return replace(self, free=self.free[wanted])

    def force(self, chosen: Mask) -> Face:
        """The plans that use every free pair where `chosen` (bool[F]) holds."""
        if not chosen.any():
            return self
        by_request = np.bincount(self.request[chosen], minlength=self.model.requests)
        by_supporter = np.bincount(
            self.supporter[chosen], minlength=self.model.supporters
        )
        return replace(
            self,
            free=self.free[~chosen],
            forced=np.concatenate([self.forced, self.free[chosen]]),
            request_low=self.request_low - by_request,
            request_high=self.request_high - by_request,
            supporter_low=self.supporter_low - by_supporter,
            supporter_high=self.supporter_high - by_supporter,
        )

    def narrow(self, weights: Ints, prices: Prices, balance: int) -> Face:
        """
        The plans that are best for `weights`, given prices that prove it.

        Args:
            weights: int64[F], what each free pair is worth.
            prices: Optimal prices for these weights on this face.
            balance: What one unit of squared load costs; 0 if it is no matter.
        """
        slack = (
            weights - prices.request[self.request] - prices.supporter[self.supporter]
        )
        low, high = self._best_units(prices.supporter, balance)
        bounded = replace(
            self,
            request_low=np.where(
                prices.request > 0, self.request_high, self.request_low
            ),
            request_high=np.where(
                prices.request < 0, self.request_low, self.request_high
            ),
            supporter_low=low,
            supporter_high=high,
        )
        certain = slack > 0
        return bounded.force(certain).keep(slack[~certain] == 0)

    def _best_units(self, price: Ints, balance: int) -> tuple[Ints, Ints]:
        """The fewest and most units at which price x units - cost is greatest."""
        if balance == 0:
            low = np.where(price > 0, self.supporter_high, self.supporter_low)
            high = np.where(price < 0, self.supporter_low, self.supporter_high)
            return low, high
        least = self._units_worth(price - 1, balance)
        most = self._units_worth(price, balance)
        return (
            np.clip(least, self.supporter_low, self.supporter_high),
            np.clip(most, self.supporter_low, self.supporter_high),
        )

    def _units_worth(self, price: Ints, balance: int) -> Ints:
        """How many free units have a step cost of at most `price`."""
        per_step = balance * np.square(self.model.load_step)
        units: Ints = (price // per_step + 1) // 2 - self.forced_units
        return units

    def step_cost(self, units: Ints, balance: int) -> Ints:
        """What the last of so many free units adds to balance, at each supporter."""
        total = units + self.forced_units
        cost: Ints = balance * np.square(self.model.load_step) * (2 * total - 1)
        return cost


def whole_face(model: Model) -> Face:
    """All plans of a model with one load a supporter, its coupling rows aside."""
    everything = Face(
        model=model,
        free=np.arange(model.pairs),
        forced=np.zeros(0, np.int64),
        request_low=model.minimum,
        request_high=model.demand,
        supporter_low=model.least_room,
        supporter_high=model.room,
    )
    return everything.force(model.pinned)
