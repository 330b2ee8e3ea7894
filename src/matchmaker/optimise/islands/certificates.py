"""The prices of all islands side by side, as certificates of the round."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from matchmaker.domain.certificate import Certificate
from matchmaker.optimise.dual import LARGEST
from matchmaker.optimise.islands.archipelago import EVEN
from matchmaker.optimise.prices import Prices

if TYPE_CHECKING:
    from collections.abc import Sequence

    from matchmaker.optimise.islands.archipelago import Archipelago
    from matchmaker.optimise.islands.few_pairs import Chosen, Factors, Found
    from matchmaker.optimise.model import Ints


def certified(
    whole: Archipelago,
    factors: Factors,
    found: Sequence[Found],
    *,
    threshold: int | None = None,
    refutes: bool = False,
) -> Certificate | None:
    """The islands' prices side by side; `None` if any do not add up."""
    if not all(one.exact for one in found):
        return None
    prices = _side_by_side(whole, [one.prices for one in found])
    return Certificate(
        objectives=tuple(factors),
        weights=tuple(factors.values()),
        threshold=threshold,
        refutes=refutes,
        request_prices=prices.request,
        supporter_prices=prices.supporter,
    )


def evened(
    whole: Archipelago, before: Certificate | None, chosen: Sequence[Chosen]
) -> Certificate | None:
    """
    Prices for even loads behind what a certificate shows.

    What it shows is multiplied until no price of even loads can undo it.
    """
    even = [one.even for one in chosen if one.even is not None]
    if before is None or len(even) < len(chosen):
        return None
    prices = _side_by_side(whole, even)
    dearest = max(few.dearest_unit() for few in whole.islands)
    factor = 2 + 2 * (dearest + 2 * _largest(prices.request, prices.supporter))
    earlier = _largest(before.request_prices, before.supporter_prices)
    if factor * (earlier + 1) > LARGEST:
        return None
    return Certificate(
        objectives=(*before.objectives, EVEN),
        weights=(*(factor * weight for weight in before.weights), 1),
        threshold=before.threshold,
        refutes=False,
        request_prices=factor * before.request_prices + prices.request,
        supporter_prices=factor * before.supporter_prices + prices.supporter,
    )


def _side_by_side(whole: Archipelago, prices: Sequence[Prices]) -> Prices:
    """The prices of all islands as those of the round."""
    request = np.zeros(len(whole.parties.demand), np.int64)
    supporter = np.zeros(len(whole.parties.capacity), np.int64)
    for few, one in zip(whole.islands, prices, strict=True):
        request[few.island.requests] = one.request
        supporter[few.island.supporters] = one.supporter
    return Prices(request, supporter)


def _largest(*columns: Ints) -> int:
    return max(int(np.abs(column).max(initial=0)) for column in columns)
