"""
A relaxation that is solved again and again, with other limits of some rows.

Parts of the plans differ in the limits of a few rows only, and so little in prices. So
one linear programme stands, over few of the pairs; the simplex goes on from the part
that was relaxed last, which takes some dozens of pivots instead of hundreds. A pair
that would do better than the prices of a part comes in, and stays.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from matchmaker.optimise.gave_up import GaveUpError
from matchmaker.optimise.glop import Programme
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
from matchmaker.optimise.relaxation import MOST_SIFTS, Relaxation

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from matchmaker.optimise.linear import Linear
    from matchmaker.optimise.model import Ints, Mask
    from matchmaker.optimise.outcome import Deadline

NEAREST_PER_REQUEST = 2
"""So many columns of each request take part at first: those nearest the money."""
MORE = 1 / 4
"""Where some come in, so many more do for each request."""


class Again:
    """
    Relaxes the same columns with other limits of rows.

    Args:
        before: A relaxation to begin with, of a model without bonuses or supporters
            whose minimum binds only if used.
        worth: int64[C], what each column is worth.
        counted: The rows whose limits may change.
    """

    def __init__(self, before: Relaxation, worth: Ints, counted: Ints) -> None:
        self._linear, self._worth, self._counted = before.linear, worth, counted
        whole = before.prices // before.scale
        self._scale, self._highest = finest(self._linear, (worth, whole))
        self._prices = rescaled(before.prices, before.scale, self._scale)
        self._point, self._idle = before.point, before.idle
        requests = self._linear.requests.stop
        self._wanted = int(MORE * requests) + 1
        kept = self._point | self._linear.must
        self._inside = _nearest(
            before.column_slack, kept, NEAREST_PER_REQUEST * requests
        )
        self._programme: Programme | None = None

    def relaxed(self, linear: Linear, deadline: Deadline) -> Relaxation | None:
        """
        Relax with the limits of these rows.

        Returns:
            The relaxation; `None` if there is no solution with the columns inside.

        Raises:
            GaveUpError: If time ran out, or the solver founders.
        """
        for _ in range(MOST_SIFTS):
            found = self._solved(linear, deadline)
            if found is None:
                return None
            values, prices = found
            fine = bound_at(linear, self._worth, prices, self._scale)
            if not self._let_in(fine.slack):
                whole = whole_prices(prices, self._scale)
                best = better(fine, bound_at(linear, self._worth, whole, 1))
                return Relaxation(
                    linear=linear,
                    inside=self._inside,
                    point=values > 1 / 2,
                    idle=self._idle,
                    shares=values,
                    bound=best.value,
                    prices=best.prices,
                    column_slack=best.slack,
                    scale=best.scale,
                )
            self._prices, self._point = prices, values > 1 / 2
        raise GaveUpError

    def _solved(
        self, linear: Linear, deadline: Deadline
    ) -> tuple[NDArray[np.float64], Ints] | None:
        """The values of all columns and the prices; `None` if there are none."""
        programme = self._programme or self._begun()
        # Unless all goes well, the next starts afresh.
        self._programme = None
        if programme is None:
            return None
        programme.limit(linear.low, linear.high)
        found = programme.solve(deadline)
        if found is None:
            return None
        self._programme = programme
        values, duals = found
        prices = changed(self._prices, duals, self._scale, self._highest)
        if prices is None:
            raise GaveUpError
        return values, prices

    def _begun(self) -> Programme | None:
        """The programme over the columns inside, from the prices that stand."""
        linear = self._linear
        rows = open_rows(linear, self._inside, self._prices)
        if rows is None:
            return None
        rows[self._counted] = True
        left = self._scale * self._worth - linear.paid(self._prices)
        return Programme(
            linear,
            self._inside,
            rows,
            prices=self._prices / self._scale,
            point=self._point,
            left=left / self._scale,
        )

    def _let_in(self, slack: Ints) -> bool:
        """Let in columns that would do better than the prices; whether any did."""
        new = ~self._inside & (slack > 0)
        if exact_sum(slack[new]) < self._scale // 2:
            return False
        self._inside = _nearest(slack, self._inside | new, self._wanted)
        self._programme = None
        return True


def _nearest(slack: Ints, kept: Mask, count: int) -> Mask:
    """Columns that are kept, and so many others nearest the money."""
    inside = kept.copy()
    others = np.flatnonzero(~kept)
    far = len(others) - count
    if far > 0:
        others = others[np.argsort(slack[others], kind="stable")[far:]]
    inside[others] = True
    return inside
