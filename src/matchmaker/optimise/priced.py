"""
What prices say about rows and columns: bounds, added up in whole numbers.

Any prices give a bound that holds, wherever they come from; good ones give a tight one.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from matchmaker.optimise.gave_up import GaveUpError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from matchmaker.optimise.linear import Linear
    from matchmaker.optimise.model import Ints, Mask

LARGEST = 2.0**61
"""Products of scaled numbers stay below this at prices four times the largest worth;
none may be more than twice this."""
MOST_SCALE_BITS = 20


@dataclass(frozen=True, eq=False)
class Bound:
    """What no plan can exceed at some prices, and what columns have left after them."""

    value: int
    prices: Ints
    slack: Ints
    scale: int


def open_rows(linear: Linear, inside: Mask, prices: Ints) -> Mask | None:
    """
    The rows that columns inside could break, or that have a price already.

    Returns:
        bool[K]; `None` if a row cannot hold.
    """
    stays = np.flatnonzero(inside[linear.column])
    row, amount = linear.row[stays], linear.amount[stays]
    most, least = np.zeros(linear.rows, np.int64), np.zeros(linear.rows, np.int64)
    np.add.at(most, row, np.maximum(amount, 0))
    np.add.at(least, row, np.minimum(amount, 0))
    if np.any((most < linear.low) | (least > linear.high)):
        return None
    breakable = (most > linear.high) | (least < linear.low)
    open_: Mask = (most > least) & (breakable | (prices != 0))
    return open_


def bound_at(linear: Linear, worth: Ints, prices: Ints, scale: int) -> Bound:
    """
    What no plan can exceed at some prices; a sum over all columns.

    Args:
        linear: Rows and columns.
        worth: int64[C], what each column is worth.
        prices: int64[K], what a unit of each row costs, in 1 / `scale`; any are valid.
        scale: How many parts a unit of worth has.
    """
    slack = scale * worth - linear.paid(prices)
    beyond = np.where(linear.must, slack, np.maximum(slack, 0))
    dues = np.where(prices > 0, prices * linear.high, prices * linear.low)
    return Bound(exact_sum(beyond) + exact_sum(dues), prices, slack, scale)


def whole_prices(prices: Ints, scale: int) -> Ints:
    """int64[K], the nearest whole units."""
    return np.rint(prices / scale).astype(np.int64)


def better(fine: Bound, whole: Bound) -> Bound:
    """The bound at whole prices if it is as good, else that at finer ones."""
    # Whole prices are as good as any where the rules are those of a flow; then the
    # best plans are exactly those that they point out.
    return whole if whole.value <= fine.value // fine.scale else fine


def finest(
    linear: Linear, largest: Sequence[Ints], units: int = 0
) -> tuple[int, float]:
    """
    The finest parts of a unit, and the highest price, that stay in int64.

    Args:
        linear: Rows and columns.
        largest: Worths and prices.
        units: What rows may add up to that are still to come; 0 if there are none.

    Returns:
        How many parts a unit has, and the highest price, in units.

    Raises:
        GaveUpError: If not even whole units do.
    """
    size = max(float(np.abs(column).max(initial=1)) for column in largest)
    highest = np.maximum(abs(linear.high), abs(linear.low)).max(initial=1)
    entries = float(np.bincount(linear.column).max(initial=1)) + 2 * (units > 0)
    times = max(float(highest), float(units), entries)
    bits = int(np.log2(LARGEST / (4 * size * times + 1)))
    if bits < 0:
        raise GaveUpError
    scale = int(2 ** min(bits, MOST_SCALE_BITS))
    return scale, 2 * LARGEST / (scale * times)


def rescaled(prices: Ints, before: int, scale: int) -> Ints:
    """int64[K], prices in parts of a unit, in as many other parts; powers of 2."""
    finer, coarser = max(1, scale // before), max(1, before // scale)
    return prices // coarser * finer


def changed(
    prices: Ints, change: NDArray[np.float64], scale: int, highest: float
) -> Ints | None:
    """
    Prices after a change.

    Args:
        prices: int64[K], in 1 / `scale`.
        change: float64[K], in units.
        scale: How many parts a unit has.
        highest: What no price may exceed, in units.

    Returns:
        int64[K], in 1 / `scale`; `None` if some would become too large.
    """
    if not np.all(np.abs(change) <= highest):  # nor if they are no numbers
        return None
    after = prices + np.rint(change * scale).astype(np.int64)
    return None if np.any(np.abs(after) > highest * scale) else after


def exact_sum(column: Ints) -> int:
    """
    Add up whole numbers whose sum may leave int64.

    >>> exact_sum(np.array([2**62, 2**62, 2**62, -1]))
    13835058055282163711
    """
    high, low = column >> 32, column & 0xFFFFFFFF
    return (int(high.sum()) << 32) + int(low.sum())
