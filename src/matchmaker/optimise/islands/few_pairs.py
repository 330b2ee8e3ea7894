"""
The best plan of an island, by looking at few of its pairs.

A flow over some of the pairs gives prices. Pairs that are worth more than their two
prices join in, and the flow is solved again, until there are none: then the prices
prove the plan for all pairs. The others are only ever looked at in pieces, so that
their number costs time but no room.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from matchmaker.errors import PlanRejectedError
from matchmaker.optimise.dual import Stack, dual_bound
from matchmaker.optimise.face import whole_face
from matchmaker.optimise.greedy import greedy_plan
from matchmaker.optimise.minflow import best_plan
from matchmaker.optimise.model import Model
from matchmaker.optimise.prices import Prices, prices_of
from matchmaker.optimise.sifting import LOOKED_AT, Sifting, best_of_each
from matchmaker.optimise.ties import tie_weights

if TYPE_CHECKING:
    from collections.abc import Iterator

    from matchmaker.optimise.build import Parties
    from matchmaker.optimise.islands.island import Island
    from matchmaker.optimise.model import Ints, Mask
    from matchmaker.scoring import Scores

WIDENED = 8
"""So many times as many pairs of each request are looked at where few have no plan."""

FORGETFUL = 4
"""In so many turns at first, pairs that prices make look poor are let go again."""

Factors = Mapping[str, int]
"""How much one unit of `coverage` and of `points` counts."""


@dataclass(frozen=True, eq=False)
class Found:
    """
    The best plan of an island.

    Attributes:
        value: What it adds up to.
        used: int64, its pairs' positions among the candidates, rising.
        near: int64, the pairs that were looked at, likewise.
        prices: Of the island's parties, in their order.
        exact: Whether the prices add up to the value.
    """

    value: int
    used: Ints
    near: Ints
    prices: Prices
    exact: bool


@dataclass(frozen=True, eq=False)
class Chosen:
    """
    One of several plans that are as good.

    Attributes:
        used: int64, its pairs' positions among the candidates, rising.
        even: Prices that show that among these no other's loads are more even; `None`
            where that was not sought.
    """

    used: Ints
    even: Prices | None


@dataclass(frozen=True, eq=False)
class FewPairs:
    """
    An island, ready to be solved for one weighted sum after another.

    Attributes:
        island: Its parties and pairs.
        parties: What the model says of the island's parties.
        scores: The points of all candidates.
        pinned: int64, positions of the island's pairs that every plan uses.
        seed: Picks one plan among equally good ones.
    """

    island: Island
    parties: Parties
    scores: Scores
    pinned: Ints
    seed: int

    @property
    def promised(self) -> bool:
        """Whether somebody must be given something, whatever it adds to the sum."""
        parties = self.parties
        minimum = parties.minimum.any() or parties.supporter_minimum.any()
        return bool(minimum) or len(self.pinned) > 0

    def best(
        self, factors: Factors, threshold: int | None = None, near: Ints | None = None
    ) -> Found | None:
        """
        Find a best plan, and prices that prove it over all pairs.

        Args:
            factors: What is added up.
            threshold: Use only pairs of at least so many points.
            near: Pairs to look at first, besides the best of each request.

        Returns:
            `None` if there is no plan.
        """
        if threshold is not None and np.any(self._points(self.pinned) < threshold):
            return None
        near = self._first(factors, threshold, near, LOOKED_AT)
        wider = LOOKED_AT
        found = self._flow(near, factors)
        while found is None and wider <= len(self.island.supporters):
            wider *= WIDENED
            near = self._first(factors, threshold, near, wider)
            found = self._flow(near, factors)
        return None if found is None else self._asked_for(found, factors, threshold)

    def _asked_for(
        self, found: Found, factors: Factors, threshold: int | None
    ) -> Found:
        """Let pairs join in as long as prices ask for them."""
        turn, most = 1, LOOKED_AT
        while True:
            missed = self._missed(found, factors, threshold, most)
            if not len(missed):
                return found
            near = found.near
            if turn <= FORGETFUL:
                near = near[self._within_reach(found, factors)]
            else:
                most *= 2
            better = self._flow(np.union1d(near, missed), factors)
            if better is None:
                raise PlanRejectedError(["More pairs left the flow without a plan."])
            found, turn = better, turn + 1

    def _flow(self, near: Ints, factors: Factors) -> Found | None:
        """The best plan over some pairs; `None` if there is none."""
        model, weights = self._model(near), self._worth(near, factors)
        face = whole_face(model)
        chosen = best_plan(face, face.of_free(weights))
        if chosen is None:
            return None
        prices = prices_of(face, chosen, face.of_free(weights))
        used = np.sort(np.concatenate([face.forced, face.free[chosen]]))
        value = int(weights[used].sum())
        stack = Stack((), (), weights, 0, prices, None, exact=True)
        exact = dual_bound(stack, model) == value
        return Found(value, near[used], near, prices, exact)

    def _within_reach(self, found: Found, factors: Factors) -> Mask:
        """bool, of the pairs looked at those used, and those that fall short least."""
        near = found.near
        slack = self._worth(near, factors) - self._paid(near, found.prices)
        kept = best_of_each(self._request(near), slack, LOOKED_AT)
        return kept | np.isin(near, found.used, assume_unique=True)

    def total(self, used: Ints, factors: Factors) -> int:
        """What a plan of the island adds up to."""
        return int(self._worth(used, factors).sum())

    def at_once(self) -> Ints | None:
        """The first plan that comes to hand; `None` if none does."""
        near = self._first({"points": 1}, None, None, LOOKED_AT)
        plan = greedy_plan(self._model(near))
        return None if plan is None else near[plan]

    def one_among_equals(
        self,
        found: Found,
        factors: Factors,
        threshold: int | None,
        *,
        evenly: bool = False,
    ) -> Chosen:
        """
        Choose among all plans that are as good as the one found.

        Args:
            found: A best plan.
            factors: What it is best for.
            threshold: Use only pairs of at least so many points.
            evenly: Whether loads should be as even as can be; of what is then still
                alike, the seed picks one.
        """
        alike = [
            pairs[slack == 0]
            for pairs, slack in self._priced(found.prices, factors, threshold)
        ]
        open_pairs = np.union1d(found.near, np.concatenate(alike))
        model = self._model(open_pairs, tied=True)
        face = whole_face(model)
        weights = face.of_free(self._worth(open_pairs, factors))
        face, even = face.narrow(weights, found.prices, 0), None
        sifting = Sifting(model)
        if evenly:
            nothing = np.zeros(len(face.free), np.int64)
            balanced = sifting.best_priced(face, nothing, None, 1)
            even = None if balanced is None else balanced[1]
            face = face if even is None else face.narrow(nothing, even, 1)
        chosen = sifting.best_plan(face, face.of_free(model.tie), None)
        if chosen is None:
            raise PlanRejectedError(["What was found is not among its equals."])
        used = np.sort(np.concatenate([face.forced, face.free[chosen]]))
        return Chosen(open_pairs[used], even)

    def dearest_unit(self) -> int:
        """No unit adds more than this to the sum of squared loads."""
        capacity, load = self.parties.capacity, self.island.candidates.load
        largest = max(int(load[pairs].max()) for _, pairs in self.island.chunks())
        carried = min(int(capacity.max()), largest * len(self.island.requests))
        return largest * (2 * carried + largest)

    def levels(self) -> Ints:
        """int64, the points that any pair has, ascending."""
        seen = [np.unique(self._points(pairs)) for _, pairs in self.island.chunks()]
        levels: Ints = np.unique(np.concatenate(seen))
        return levels

    def _first(
        self,
        factors: Factors,
        threshold: int | None,
        near: Ints | None,
        most: int,
    ) -> Ints:
        """int64, the pairs to look at before any prices are known."""
        best = [self.pinned] if near is None else [self.pinned, near]
        for which, pairs in self._counted(threshold):
            worth = self._worth(pairs, factors, which)
            best.append(pairs[best_of_each(which, worth, most)])
        pairs = np.unique(np.concatenate(best))
        return pairs if threshold is None else pairs[self._points(pairs) >= threshold]

    def _missed(
        self, found: Found, factors: Factors, threshold: int | None, most: int
    ) -> Ints:
        """int64, pairs not looked at that are worth more than their prices."""
        missed = [np.zeros(0, np.int64)]
        for pairs, slack in self._priced(found.prices, factors, threshold):
            more = np.flatnonzero(slack > 0)
            more = more[~np.isin(pairs[more], found.near, assume_unique=True)]
            best = best_of_each(self._request(pairs[more]), slack[more], most)
            missed.append(pairs[more[best]])
        return np.concatenate(missed)

    def _priced(
        self, prices: Prices, factors: Factors, threshold: int | None
    ) -> Iterator[tuple[Ints, Ints]]:
        """All pairs in pieces, with what each is worth beyond its two prices."""
        for which, pairs in self._counted(threshold):
            slack = self._worth(pairs, factors, which)
            slack -= prices.request[which]
            slack -= prices.supporter[self._supporter(pairs)]
            yield pairs, slack

    def _paid(self, pairs: Ints, prices: Prices) -> Ints:
        """int64, the two prices of each of some pairs together."""
        paid: Ints = prices.request[self._request(pairs)]
        return paid + prices.supporter[self._supporter(pairs)]

    def _counted(self, threshold: int | None) -> Iterator[tuple[Ints, Ints]]:
        for which, pairs in self.island.chunks():
            if threshold is None:
                yield which, pairs
            else:
                kept = self._points(pairs) >= threshold
                yield which[kept], pairs[kept]

    def _worth(self, pairs: Ints, factors: Factors, which: Ints | None = None) -> Ints:
        """int64, what each of some pairs adds to the sum."""
        worth = factors.get("points", 0) * self._points(pairs)
        if factors.get("coverage", 0):
            asking = self._request(pairs) if which is None else which
            worth += factors["coverage"] * self.parties.priority[asking]
        return worth

    def _points(self, pairs: Ints) -> Ints:
        points: Ints = self.scores.points[pairs].astype(np.int64)
        return points

    def _request(self, pairs: Ints) -> Ints:
        """The place of each pair's request on the island."""
        asking = self.island.candidates.request_of(pairs)
        return np.searchsorted(self.island.requests, asking)

    def _supporter(self, pairs: Ints) -> Ints:
        """The place of each pair's supporter on the island."""
        place: Ints = self.island.place[self.island.candidates.supporter[pairs]]
        return place

    def _model(self, pairs: Ints, *, tied: bool = False) -> Model:
        """The island with some of its pairs only."""
        request, supporter = self._request(pairs), self._supporter(pairs)
        parties, none = self.parties, np.zeros(0, np.int64)
        names = parties.request_names, parties.supporter_names
        ones = np.ones(len(pairs), np.int64)
        ends = np.cumsum(np.bincount(request, minlength=len(parties.demand)))
        return Model(
            indptr=np.concatenate([[0], ends]),
            supporter=supporter.astype(np.int32),
            points=self._points(pairs),
            load=self.island.candidates.load[pairs].astype(np.int64),
            demand=parties.demand,
            minimum=parties.minimum,
            priority=parties.priority,
            capacity=parties.capacity,
            supporter_minimum=parties.supporter_minimum,
            minimum_if_used=False,
            pinned=np.isin(pairs, self.pinned, assume_unique=True),
            row_indptr=np.zeros(1, np.int64),
            row_pairs=none,
            row_coefficient=none,
            row_lower=none,
            row_upper=none,
            row_names=(),
            request_names=names[0],
            supporter_names=names[1],
            tie=tie_weights(*names, request, supporter, self.seed) if tied else ones,
        )
