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
    price = np.maximum(np.array(prices, object), 0)
    sets = [
        (np.unique(np.array(nodes, np.int64)), max(paid, 0)) for nodes, paid in odd_sets
    ]
    total = int(price.sum())
    if _fits(weight, [*price, *(paid for _, paid in sets)]):
        price = price.astype(np.int64)
    else:  # Python's own numbers do not wrap around, whatever a file says.
        weight = weight.astype(object)
    beyond: NDArray[Any] = 2 * weight - price[first] - price[second]
    inside = np.zeros(len(price), bool)
    for nodes, _ in sets:
        inside[nodes] = True
    # Few edges lie within odd sets, so that only these are looked at for each set.
    within = np.flatnonzero(inside[first] & inside[second])
    for nodes, paid in sets:
        inside[:] = False
        inside[nodes] = True
        beyond[within[inside[first[within]] & inside[second[within]]]] -= paid
        total += paid * (len(nodes) // 2)
    return (total + int(np.maximum(beyond, 0).sum())) // 2


def _fits(weight: NDArray[np.int64], paid: Sequence[int]) -> bool:
    """Whether no sum over all edges can leave the range of int64."""
    ends = (int(weight.min(initial=0)), int(weight.max(initial=0)))
    largest = max(map(abs, (*ends, *paid)))
    return largest < 2**30 and len(weight) < 2**28 and len(paid) < 2**30
