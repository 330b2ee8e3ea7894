"""
The bound that any prices give, and how the prices of stages are put together.

For every plan, ``sum of weights <= bound``, whatever the prices are: what the
pairs are worth beyond the prices, plus the prices times the most (or, for
negative prices, the least) units that the model allows. The independent room
`certify` holds the same arithmetic for the reader of a certificate.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from matchmaker.domain.certificate import Certificate
from matchmaker.optimise.prices import Prices

if TYPE_CHECKING:
    from matchmaker.optimise.bottleneck import Shortage
    from matchmaker.optimise.model import Ints, Mask, Model

LARGEST = 2**60

Wide = NDArray[Any]
"""Python's own whole numbers, one a party."""


@dataclass(frozen=True, eq=False)
class Stack:
    """
    The stages proved so far as one weighted sum, with prices that prove it.

    Attributes:
        objectives: Linear objectives and balance, in order.
        weights: The multiplier of each in the sum.
        pair_weights: int64[P], what each pair adds to the sum.
        balance: What one unit of squared load takes from it.
        prices: Prices that prove the sum's greatest value.
        threshold: Pairs below it are out of play; `None` if none are.
        exact: Whether all these numbers still fit in int64.
    """

    objectives: tuple[str, ...]
    weights: tuple[int, ...]
    pair_weights: Ints
    balance: int
    prices: Prices
    threshold: int | None
    exact: bool

    def certificate(self, *, refutes: bool = False) -> Certificate | None:
        """What a reader needs to check the sum; `None` if the numbers are too big."""
        if not self.exact:
            return None
        return Certificate(
            objectives=self.objectives,
            weights=self.weights,
            threshold=self.threshold,
            refutes=refutes,
            request_prices=self.prices.request,
            supporter_prices=self.prices.supporter,
        )

    def at_least(self, threshold: int | None) -> Stack:
        """The same stages where pairs below the threshold are out of play."""
        return replace(self, threshold=threshold)

    def then(self, stage: Stack, model: Model) -> Stack:
        """
        Put a stage that was solved on the face these left behind them.

        The earlier sum is multiplied until no price of the new stage can undo
        what the earlier prices settled: any whole number does that exceeds every
        new price and every pair's new slack. Of more than twice as much, the earlier
        prices can be read off the new ones: they are the nearest multiples.
        """
        factor = 2 + 2 * _largest_price(stage, model)
        largest = factor * _largest_price(self, model)
        ours, theirs = self.prices, stage.prices
        if largest > LARGEST or not (self.exact and stage.exact):
            return replace(stage, exact=False)
        return Stack(
            objectives=self.objectives + stage.objectives,
            weights=(*(factor * weight for weight in self.weights), *stage.weights),
            pair_weights=factor * self.pair_weights + stage.pair_weights,
            balance=factor * self.balance + stage.balance,
            prices=Prices(
                factor * ours.request + theirs.request,
                factor * ours.supporter + theirs.supporter,
            ),
            threshold=stage.threshold,
            exact=True,
        )

    def refute(self, threshold: int, shortage: Shortage | None) -> Stack:
        """
        The prices that show that `threshold` would lose some of the sum.

        Along a shortage, one less for each wanting party and one more for each
        giving party takes at least 1 from the bound; pairs that are not tight
        have at least 1 to spare, because all numbers are whole.
        """
        request, supporter = self.prices.request.copy(), self.prices.supporter.copy()
        if shortage is not None:
            wanting, giving = request, supporter
            if shortage.side == "supporter":
                wanting, giving = supporter, request
            wanting[shortage.wanting] -= 1
            giving[shortage.giving] += 1
        return replace(self, threshold=threshold, prices=Prices(request, supporter))


def dual_bound(stack: Stack, model: Model) -> int:
    """Add up the bound that the stack's prices give; no plan has a greater sum."""
    slack = _slack(stack, model)
    pairs = np.where(model.pinned, slack, np.maximum(slack, 0))[_counted(stack, model)]
    # Parties are few: Python's own numbers, which do not end, are quick enough.
    requests = _side(stack.prices.request.astype(object), model.minimum, model.demand)
    return added_up(pairs) + int(requests.sum()) + int(_supporters(stack, model).sum())


def added_up(column: Ints) -> int:
    """The sum, however large; the halves of the numbers are added up apart."""
    upper, lower = column >> 32, column & 0xFFFF_FFFF
    return (int(upper.sum()) << 32) + int(lower.sum())


def is_refuted(stack: Stack, model: Model, total: int) -> bool:
    """Whether no plan above the stack's threshold reaches a sum of `total`."""
    pinned_below = bool(np.any(model.pinned & ~_counted(stack, model)))
    return pinned_below or dual_bound(stack, model) < total


def _slack(stack: Stack, model: Model) -> Ints:
    """What each pair is worth beyond its two prices; int64[P]."""
    slack = stack.pair_weights - stack.prices.request[model.request]
    per_unit = stack.prices.supporter[model.supporter]
    if not model.unit_steps:
        per_unit = per_unit * (model.load // model.load_step[model.supporter])
    slack -= per_unit
    return slack


def _counted(stack: Stack, model: Model) -> Mask:
    if stack.threshold is None:
        return np.ones(model.pairs, bool)
    return model.points >= stack.threshold


def _side(price: Wide, low: Ints, high: Ints) -> Wide:
    """The most that a price can bring between so few and so many units."""
    return np.where(price > 0, price * high, price * low)


def _supporters(stack: Stack, model: Model) -> Wide:
    """The same for supporters, where squared load may cost something."""
    price = stack.prices.supporter.astype(object)
    if stack.balance == 0:
        return _side(price, model.least_room, model.room)
    step = stack.balance * np.square(model.load_step.astype(object))
    units = np.clip((price // step + 1) // 2, model.least_room, model.room)
    carried: Wide = price * units - step * np.square(units)
    return carried


def _largest_price(stack: Stack, model: Model) -> int:
    """The largest price, slack or cost of a unit (absolute) among all that count."""
    columns = (
        stack.prices.request,
        stack.prices.supporter,
        _slack(stack, model)[_counted(stack, model)],
    )
    unit = 0
    if stack.balance:
        pairs = np.bincount(model.supporter, minlength=model.supporters)
        steps = np.square(model.load_step) * (2 * pairs + 1)
        unit = stack.balance * int(steps.max(initial=0))
    return unit + max(int(np.abs(column).max(initial=0)) for column in columns)
