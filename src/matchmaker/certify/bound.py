"""
What any prices show: a bound on a weighted sum over every plan there is.

Pay each request's price for every unit it is given and each supporter's price for
every step of load it carries. What a plan is worth is at most what its pairs are
worth beyond these payments, plus the payments; and both have a greatest value
that can be read off party by party. So whatever the prices are, the sum below is
never less than the best plan (weak duality); coupling rows only make plans fewer.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray

from matchmaker.certify.sums import SAFE, Sum, added_up, largest

Column = NDArray[Any]
"""Whole numbers: int64, or Python's own where int64 might not hold them."""


PIECE = 1 << 18
"""Pairs looked at together: their number then costs time, but no room."""


@dataclass(frozen=True, eq=False)
class Facts:
    """
    What a bound is about, as columns over pairs, requests and supporters.

    Attributes:
        request: int[P], the request of each pair.
        supporter: int[P], the supporter of each pair.
        points: int[P].
        load: int[P], at least 1.
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
    points: NDArray[np.signedinteger[Any]]
    load: NDArray[np.signedinteger[Any]]
    pinned: NDArray[np.bool_]
    demand: NDArray[np.int64]
    minimum: NDArray[np.int64]
    priority: NDArray[np.int64]
    capacity: NDArray[np.int64]
    supporter_minimum: NDArray[np.int64]
    sums: Mapping[str, Sum] = field(default_factory=dict)
    band: int | None = None
    bonused: bool = False

    def pieces(self) -> Iterator[slice]:
        """All pairs, some at a time."""
        for start in range(0, len(self.points), PIECE):
            yield slice(start, start + PIECE)

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
        for part in self.pieces():
            who, load = self.supporter[part], self.load[part]
            before = step[who]
            step[who] = load
            if np.any(step[who] != load) or np.any((before != load) & (before != 0)):
                # Most people have loads that are all alike; here is one who has not.
                step[who] = before
                np.gcd.at(step, who, load)
        return np.maximum(step, 1)

    @cached_property
    def most_given(self) -> NDArray[np.int64]:
        """int64[R], the most units a request can be given by its pairs."""
        pairs = np.zeros(len(self.demand), np.int64)
        for part in self.pieces():
            pairs += np.bincount(self.request[part], minlength=len(pairs))
        most: NDArray[np.int64] = np.minimum(self.demand, pairs)
        return most

    @cached_property
    def most_steps(self) -> NDArray[np.int64]:
        """int64[S], the most steps of load a supporter can carry with its pairs."""
        offered = np.zeros(len(self.capacity), np.int64)
        for part in self.pieces():
            np.add.at(offered, self.supporter[part], self.steps(part))
        most: NDArray[np.int64] = np.minimum(self.capacity // self.step, offered)
        return most

    def steps(self, part: slice) -> NDArray[np.int64]:
        """int64, how many steps of load each of some pairs takes."""
        taken: NDArray[np.int64] = self.load[part] // self.step[self.supporter[part]]
        return taken

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
    return bound_in_pieces(
        facts,
        lambda part: pair_weights[part],
        largest(pair_weights),
        request_prices,
        supporter_prices,
        balance=balance,
        threshold=threshold,
    )


def bound_in_pieces(
    facts: Facts,
    weigh: Callable[[slice], Column],
    heaviest: float,
    request_prices: NDArray[np.int64],
    supporter_prices: NDArray[np.int64],
    *,
    balance: int = 0,
    threshold: int | None = None,
) -> int | None:
    """
    Bound a sum as `bound_from_prices` does, with the weights of some pairs at a time.

    Args:
        facts: What every plan must keep.
        weigh: What each of some pairs adds.
        heaviest: No pair adds or takes away more, nearly.
        request_prices: As there, and so the others.
        supporter_prices: Likewise.
        balance: Likewise.
        threshold: Likewise.

    Returns:
        As there.
    """
    decided = np.flatnonzero(facts.pinned)
    if not _counted(facts, threshold, decided).all():
        return None
    exact = _exact(facts, heaviest, request_prices, supporter_prices, balance)
    request, supporter = exact(request_prices), exact(supporter_prices)
    total = added_up(_most_paid(request, exact(facts.minimum), exact(facts.most_given)))
    total += added_up(_most_carried(facts, supporter, balance, exact))
    for part in facts.pieces():
        beyond = exact(weigh(part)) - request[facts.request[part]]
        beyond -= supporter[facts.supporter[part]] * exact(facts.steps(part))
        worth = np.where(facts.pinned[part], beyond, np.maximum(beyond, 0))
        total += added_up(worth[_counted(facts, threshold, part)])
    return total


def _counted(
    facts: Facts, threshold: int | None, pairs: slice | NDArray[np.int64]
) -> NDArray[np.bool_]:
    """
    Which of some pairs a plan above the threshold can use.

    A request that may be given two units can use a pair below the threshold, if
    another one makes up for it; so its pairs all count.
    """
    if threshold is None:
        return np.ones(len(facts.points[pairs]), bool)
    several = facts.most_given[facts.request[pairs]] > 1
    return np.asarray((facts.points[pairs] >= threshold) | several)


class _Exact:
    """Turns columns into a kind of number in which nothing can wrap around."""

    def __init__(self, *, small: bool) -> None:
        self._small = small

    def __call__(self, column: NDArray[Any]) -> Column:
        return column.astype(np.int64) if self._small else column.astype(object)


def _exact(
    facts: Facts,
    heaviest: float,
    request_prices: NDArray[np.int64],
    supporter_prices: NDArray[np.int64],
    balance: int,
) -> _Exact:
    """Estimate the largest numbers in floating point, which does not wrap around."""
    steps = max((largest(facts.steps(part)) for part in facts.pieces()), default=0.0)
    request = np.abs(request_prices.astype(float))
    supporter = np.abs(supporter_prices.astype(float))
    most = np.maximum(facts.most_steps, facts.least_steps).astype(float)
    size = (
        heaviest
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
