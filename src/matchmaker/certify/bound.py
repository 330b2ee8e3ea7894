"""
What any prices show: a bound on a weighted sum over every plan there is.

Pay each request's price for every unit it is given and each supporter's price for
every step of load it carries. What a plan is worth is at most what its pairs are
worth beyond these payments, plus the payments; and both have a greatest value
that can be read off party by party. So whatever the prices are, the sum below is
never less than the best plan (weak duality); coupling rows only make plans fewer.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray

from matchmaker.certify.sums import SAFE, Sum, added_up, largest

Column = NDArray[Any]
"""Whole numbers: int64, or Python's own where int64 might not hold them."""


@dataclass(frozen=True, eq=False)
class Facts:
    """
    What a bound is about, as columns over pairs, requests and supporters.

    Attributes:
        request: int[P], the request of each pair.
        supporter: int[P], the supporter of each pair.
        points: int64[P].
        load: int64[P], at least 1.
        pinned: bool[P], pairs that every plan uses.
        demand: int64[R], the most units of a request.
        minimum: int64[R], the least.
        priority: int64[R], what one unit counts in coverage.
        capacity: int64[S], the most load of a supporter.
        supporter_minimum: int64[S], the least; all zero where it binds only
            supporters that are used.
        sums: Further objectives that add up over pairs, by name.
        band: The width of leximin's bands; `None` where leximin is not sought.
        bonused: Whether several pairs together may earn points beyond their own, so
            that no sum over pairs is the objective `points`.
    """

    request: NDArray[np.integer[Any]]
    supporter: NDArray[np.integer[Any]]
    points: NDArray[np.int64]
    load: NDArray[np.int64]
    pinned: NDArray[np.bool_]
    demand: NDArray[np.int64]
    minimum: NDArray[np.int64]
    priority: NDArray[np.int64]
    capacity: NDArray[np.int64]
    supporter_minimum: NDArray[np.int64]
    sums: Mapping[str, Sum] = field(default_factory=dict)
    band: int | None = None
    bonused: bool = False

    @cached_property
    def coverage(self) -> Sum:
        """The priority of each pair's request."""
        return Sum(self.priority[self.request])

    @cached_property
    def level_edges(self) -> NDArray[np.int64] | None:
        """
        int64[P], the lower edge of the band that each pair's request would lie in.

        `None` where leximin is not sought, or a request can be given two units: the
        points of these are added up, and may lie in a band that no pair lies in.
        """
        if self.band is None or np.any(self.most_given > 1):
            return None
        edges: NDArray[np.int64] = self.points // self.band * self.band
        return edges

    @cached_property
    def levels(self) -> tuple[int, ...]:
        """The lower edges of all bands that a pair lies in, ascending."""
        edges = self.level_edges
        return () if edges is None else tuple(np.unique(edges).tolist())

    @cached_property
    def level_places(self) -> NDArray[np.int64] | None:
        """int64[P], the place of each pair's band among `levels`, where these are told."""
        edges = self.level_edges
        return None if edges is None else np.searchsorted(self.levels, edges)

    @cached_property
    def least_totals(self) -> dict[str, int]:
        """By objective, a total that no plan falls below; filled as it is asked for."""
        # Leximin asks for each of its bands once for every band below.
        return {}

    @cached_property
    def step(self) -> NDArray[np.int64]:
        """int64[S], the greatest common divisor of each supporter's loads."""
        step = np.zeros(len(self.capacity), np.int64)
        np.gcd.at(step, self.supporter, self.load)
        return np.maximum(step, 1)

    @cached_property
    def most_given(self) -> NDArray[np.int64]:
        """int64[R], the most units a request can be given by its pairs."""
        pairs = np.bincount(self.request, minlength=len(self.demand))
        most: NDArray[np.int64] = np.minimum(self.demand, pairs)
        return most

    @cached_property
    def most_steps(self) -> NDArray[np.int64]:
        """int64[S], the most steps of load a supporter can carry with its pairs."""
        offered = np.zeros(len(self.capacity), np.int64)
        np.add.at(offered, self.supporter, self.load // self.step[self.supporter])
        most: NDArray[np.int64] = np.minimum(self.capacity // self.step, offered)
        return most

    @cached_property
    def least_steps(self) -> NDArray[np.int64]:
        """int64[S], the fewest steps of load a supporter must carry."""
        least: NDArray[np.int64] = -(-self.supporter_minimum // self.step)
        return least


def bound_from_prices(
    facts: Facts,
    pair_weights: NDArray[np.int64],
    request_prices: NDArray[np.int64],
    supporter_prices: NDArray[np.int64],
    *,
    balance: int = 0,
    threshold: int | None = None,
) -> int | None:
    """
    Bound ``sum of pair weights - balance x sum of squared loads`` from above.

    Args:
        facts: What every plan must keep.
        pair_weights: int64[P], what each used pair adds.
        request_prices: int64[R], any whole numbers.
        supporter_prices: int64[S], any whole numbers, per step of load.
        balance: What one unit of squared load takes away; at least 0.
        threshold: Speak only of plans in which nobody is given less than this.

    Returns:
        A number that no such plan exceeds; `None` if there is no such plan at
        all, because a pinned pair lies below the threshold.
    """
    counted = _counted(facts, threshold)
    if np.any(facts.pinned & ~counted):
        return None
    exact = _exact(facts, pair_weights, request_prices, supporter_prices, balance)
    steps = exact(facts.load // facts.step[facts.supporter])
    request, supporter = exact(request_prices), exact(supporter_prices)
    beyond = (
        exact(pair_weights)
        - request[facts.request]
        - supporter[facts.supporter] * steps
    )
    worth = np.where(facts.pinned, beyond, np.maximum(beyond, 0))[counted]
    paid = _most_paid(request, exact(facts.minimum), exact(facts.most_given))
    carried = _most_carried(facts, supporter, balance, exact)
    return added_up(worth) + added_up(paid) + added_up(carried)


def _counted(facts: Facts, threshold: int | None) -> NDArray[np.bool_]:
    """
    Which pairs a plan above the threshold can use.

    A request that may be given two units can use a pair below the threshold, if
    another one makes up for it; so its pairs all count.
    """
    if threshold is None:
        return np.ones(len(facts.points), bool)
    several = facts.most_given[facts.request] > 1
    return np.asarray((facts.points >= threshold) | several)


class _Exact:
    """Turns columns into a kind of number in which nothing can wrap around."""

    def __init__(self, *, small: bool) -> None:
        self._small = small

    def __call__(self, column: NDArray[Any]) -> Column:
        return column.astype(np.int64) if self._small else column.astype(object)


def _exact(
    facts: Facts,
    pair_weights: NDArray[np.int64],
    request_prices: NDArray[np.int64],
    supporter_prices: NDArray[np.int64],
    balance: int,
) -> _Exact:
    """Estimate the largest numbers in floating point, which does not wrap around."""
    steps = largest(facts.load // facts.step[facts.supporter])
    request = np.abs(request_prices.astype(float))
    supporter = np.abs(supporter_prices.astype(float))
    most = np.maximum(facts.most_steps, facts.least_steps).astype(float)
    size = (
        largest(pair_weights)
        + largest(request)
        + largest(supporter) * steps
        + largest(request * np.maximum(facts.most_given, facts.minimum))
        + largest(supporter * most)
        + float(balance) * largest(np.square(facts.step * (most + 1)))
    )
    return _Exact(small=bool(size < SAFE))


def _most_paid(price: Column, least: Column, most: Column) -> Column:
    """The most a price can bring between so few and so many units."""
    return np.where(price > 0, price * most, price * least)


def _most_carried(facts: Facts, price: Column, balance: int, exact: _Exact) -> Column:
    """The same for supporters, less what their squared load takes away."""
    least, most = exact(facts.least_steps), exact(facts.most_steps)
    if balance == 0:
        return _most_paid(price, least, most)
    # The n-th step of load adds (2n - 1) x balance x step^2 to what is taken
    # away, so steps pay up to the last one for which the price exceeds that.
    square = balance * exact(facts.step) ** 2
    units = np.minimum(np.maximum((price // square + 1) // 2, least), most)
    return np.asarray(price * units - square * units**2)
