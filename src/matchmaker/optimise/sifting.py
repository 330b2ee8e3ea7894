"""
The best plan of a large face, by looking at few of its pairs at a time.

A flow over some of the pairs gives prices. Where no pair left aside is worth more
than its two prices, they prove the plan for the whole face; else such pairs are
looked at too, and the flow is solved again.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from matchmaker.optimise.minflow import best_plan
from matchmaker.optimise.prices import Prices, prices_of

if TYPE_CHECKING:
    from matchmaker.optimise.face import Face
    from matchmaker.optimise.model import Indices, Ints, Mask, Model

FEWEST_PAIRS = 200_000
"""A flow over fewer pairs is solved as soon as they are sifted."""
PLENTY = 50
"""Pairs a request, on average, from which sifting is quicker."""
LARGEST_WORTH = 100
"""Where pairs' worths differ by more, prices ask for others again and again."""
LOOKED_AT = 10
"""Pairs of each request that are looked at first; more only where prices ask for it."""
_SPREAD = 10
"""Bits by which pairs that are worth the same are told apart."""


class Sifting:
    """Solves for one sum after another, and remembers which pairs were worth a look."""

    def __init__(self, model: Model) -> None:
        """Begin with a model of which no pair was looked at."""
        self._near = np.zeros(model.pairs, bool)

    def best_plan(self, face: Face, weights: Ints, used: Ints | None) -> Mask | None:
        """
        Find the free pairs of a plan with the greatest total weight.

        See `best_priced`.
        """
        if not _is_sifted(face, weights):
            return best_plan(face, weights)
        found = self.best_priced(face, weights, used)
        return None if found is None else found[0]

    def best_priced(
        self, face: Face, weights: Ints, used: Ints | None, balance: int = 0
    ) -> tuple[Mask, Prices] | None:
        """
        Find the free pairs of a plan with the greatest total weight, and its prices.

        Args:
            face: The plans to choose from.
            weights: int64[F], what each free pair is worth.
            used: int64[K], the pairs of a plan that won what was won before; it helps
                if it is a plan of the face. `None` if none is known.
            balance: What one unit of squared load costs.

        Returns:
            bool[F], the free pairs used, and prices that prove it for the whole face;
            `None` if the face is empty.

        Raises:
            NumberRangeError: If the weights exceed what the flow engine can hold.
        """
        known = _chosen_by(face, used)
        if known is not None and balance == 0 and _cannot_rise(weights, known):
            return known, _no_prices(face.model)
        if _is_sifted(face, weights):
            found = self._sifted(face, weights, balance, known)
            if found is not None:
                return found
        chosen = best_plan(face, weights, balance)
        if chosen is None:
            return None
        return chosen, prices_of(face, chosen, weights, balance)

    def _sifted(
        self, face: Face, weights: Ints, balance: int, known: Mask | None
    ) -> tuple[Mask, Prices] | None:
        """The same by rounds; `None` if the pairs looked at first have no plan."""
        near = self._near[face.free] | best_of_each(face.request, weights, LOOKED_AT)
        if known is not None:
            near |= known
        more = LOOKED_AT
        while True:
            few, of_few = face.keep(near), weights[near]
            chosen = best_plan(few, of_few, balance)
            if chosen is None:
                return None
            prices = prices_of(few, chosen, of_few, balance)
            slack = _slack(face, weights, prices)
            missed = np.flatnonzero((slack > 0) & ~near)
            if len(missed) == 0:
                break
            near[missed[best_of_each(face.request[missed], slack[missed], more)]] = True
            more *= 2
        self._near[face.free[near]] = True
        whole = np.zeros(len(near), bool)
        whole[np.flatnonzero(near)[chosen]] = True
        return whole, prices


def is_large(face: Face) -> bool:
    """Whether a flow over all free pairs takes longer than sifting them."""
    many = max(FEWEST_PAIRS, PLENTY * face.model.requests)
    return len(face.free) > many


def _is_sifted(face: Face, weights: Ints) -> bool:
    return is_large(face) and int(np.abs(weights).max(initial=0)) <= LARGEST_WORTH


def best_of_each(request: Indices | Ints, worth: Ints, count: int) -> Mask:
    """
    Mark pairs of each request: those worth most, and of equal ones any.

    Args:
        request: int[N], ascending.
        worth: int64[N], less than 2^61 in absolute value.
        count: About so many of each request; all, if there are fewer.

    Returns:
        bool[N]
    """
    if len(request) == 0:
        return np.zeros(0, bool)
    # One number says it all, so that one column is sorted: the request, what is lost
    # beside the best (its last bits only if there is room), and an even scatter.
    bits = 62 - int(request[-1]).bit_length() - _SPREAD
    lost = worth.max() - worth
    lost >>= max(0, int(lost.max()).bit_length() - bits)
    scatter = (np.arange(len(request), dtype=np.uint32) * np.uint32(2654435769)) >> (
        32 - _SPREAD
    )
    keys = (request.astype(np.int64) << bits | lost) << _SPREAD | scatter
    ends = np.cumsum(np.bincount(request))
    starts = np.append(0, ends[:-1])
    last = np.maximum(np.minimum(starts + count, ends) - 1, 0)
    marked: Mask = keys <= np.sort(keys)[last][request]
    return marked


def _chosen_by(face: Face, used: Ints | None) -> Mask | None:
    """bool[F], the free pairs of a plan; `None` if some pair of it is out of play."""
    if used is None:
        return None
    chosen = np.zeros(face.model.pairs, bool)
    chosen[used] = True
    of_free = face.of_free(chosen)
    in_play = int(of_free.sum()) + len(face.forced) == len(used)
    return of_free if in_play else None


def _cannot_rise(weights: Ints, chosen: Mask) -> bool:
    """Whether a plan loses nothing, where no plan could gain anything."""
    return not weights[chosen].any() and int(weights.max(initial=0)) <= 0


def _no_prices(model: Model) -> Prices:
    return Prices(
        np.zeros(model.requests, np.int64), np.zeros(model.supporters, np.int64)
    )


def _slack(face: Face, weights: Ints, prices: Prices) -> Ints:
    """int64[F], what each free pair is worth beyond its two prices."""
    slack = weights - prices.request[face.request]
    slack -= prices.supporter[face.supporter]
    return slack
