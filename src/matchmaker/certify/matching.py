"""
What any prices of people and odd sets show about matchings.

Pay each node's price if it is matched, and each odd set's price for every pair
within it, of which there can be only half its members, rounded down. What a
matching is worth is at most what its edges are worth beyond these payments, plus
the payments: so the sum below is never less than the best matching, whatever the
prices are (Edmonds 1965).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from numpy.typing import NDArray


def matching_bound(
    first: NDArray[np.int64],
    second: NDArray[np.int64],
    weight: NDArray[np.int64],
    prices: Sequence[int],
    odd_sets: Iterable[tuple[Sequence[int], int]],
) -> int:
    """
    Bound what the edges of any matching can be worth together.

    Args:
        first: int64[E], one end of each edge.
        second: int64[E], the other.
        weight: int64[E].
        prices: Twice each node's price; what is below zero counts as zero.
        odd_sets: Sets of nodes, each with twice its price, counted likewise.

    Returns:
        A number that no matching exceeds.
    """
    # Python's own numbers do not wrap around, whatever a file says.
    price = np.maximum(np.array(prices, object), 0)
    total = int(price.sum())
    beyond = 2 * weight.astype(object) - price[first] - price[second]
    inside = np.zeros(len(price), bool)
    for members, given in odd_sets:
        paid = max(given, 0)
        nodes: NDArray[Any] = np.unique(np.array(members, np.int64))
        inside[nodes] = True
        beyond[inside[first] & inside[second]] -= paid
        inside[nodes] = False
        total += paid * (len(nodes) // 2)
    return (total + int(np.maximum(beyond, 0).sum())) // 2
