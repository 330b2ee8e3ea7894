"""A certificate of its first objectives alone."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from matchmaker.domain.certificate import Certificate

LARGEST_UNIT = 2**62


def shortened(certificate: Certificate, length: int) -> Certificate | None:
    """
    Leave out the last objectives, and from the prices what they brought in.

    One objective after the other is put into a sum, and what the prices were before
    is then multiplied by more than twice the largest price that comes in. So in units
    of the last weight that stays, rounded to the nearest, they are what they were.
    Prices that were put together otherwise bound the sum as well, if not tightly.

    Args:
        certificate: Well formed.
        length: How many objectives stay, at least one.

    Returns:
        `None` if the weights that stay are no multiples of the last of them.
    """
    if length == len(certificate.objectives):
        return certificate
    weights = certificate.weights[:length]
    unit = weights[-1]
    if unit > LARGEST_UNIT or any(weight % unit for weight in weights):
        return None
    return replace(
        certificate,
        objectives=certificate.objectives[:length],
        weights=tuple(weight // unit for weight in weights),
        request_prices=_nearest(certificate.request_prices, unit),
        supporter_prices=_nearest(certificate.supporter_prices, unit),
    )


def _nearest(prices: NDArray[np.int64], unit: int) -> NDArray[np.int64]:
    whole, rest = np.divmod(prices.astype(np.int64), unit)
    rounded: NDArray[np.int64] = whole + (rest > unit // 2)
    return rounded
