"""The shortage behind a request that is not wholly met: who shares too few places."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np

from matchmaker.optimise.marginals.held import held_by_request
from matchmaker.optimise.model import sum_by

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from matchmaker.optimise.model import Ints, Mask, Model


@dataclass(frozen=True, eq=False)
class Shortage:
    """
    Requests that together want one unit more than there are places for them.

    The first wants one unit more than it has, the others what they have. A supporter
    has as many places for them as the lightest of their pairs fit into what pins of
    others leave, and gives each of them at most one. Counting shows the shortage:
    `wanted` adds up to more than `places`. Where all loads of a supporter are alike,
    there would be enough for the rest without any one of the requests. Where loads
    differ and places do not show it, loads may: then a place is a unit of load, and
    each unit wanted takes as much of it as the lightest pair of its request.

    Attributes:
        requests: int64[Q]; the first is the one asked about.
        wanted: int64[Q], units that each wants; never more than its demand.
        supporters: int64[N], ascending; all who could serve any of them.
        places: int64[N], places that each has for them; load, where loads are counted.
        loads: int64[Q], the least load of a unit of each request where loads are
            counted; `None` where places are.
    """

    requests: Ints
    wanted: Ints
    supporters: Ints
    places: Ints
    loads: Ints | None = None


@dataclass(frozen=True, eq=False)
class Sharing:
    """
    Who shares places with whom in a plan; asked about one request after another.

    Attributes:
        model: Any model; its coupling rows play no part.
        used: int64, the plan's pairs, ascending; they keep demands and capacities.
    """

    model: Model
    used: Ints

    def shortage(self, request: int) -> Shortage | None:
        """
        Find out why one more unit for a request would have to be taken from another.

        From the request we walk to everybody who could serve it, from them to all
        whom they serve, and so on: if nobody on the way has a spare place, these
        requests fill all the places that they can reach.

        Returns:
            `None` if the request is wholly met, or if counting places does not show
            why it is not: then something else stands against it, or loads that do
            not fit together.
        """
        if self._given[request] >= self.model.demand[request]:
            return None
        level = self._walk(request)
        if level is None:
            return None
        requests = self._served(request, level)
        wanted = self._given[requests]
        wanted[0] += 1
        supporters, places = self._places(requests, level)
        if wanted.sum() > places.sum():
            return Shortage(requests, wanted, supporters, places)
        return self._in_loads(requests, wanted, supporters)

    def _in_loads(
        self, requests: Ints, wanted: Ints, supporters: Ints
    ) -> Shortage | None:
        """The same by adding up loads instead of places, if that shows it."""
        loads = np.array(
            [
                self.model.load[_between(self.model.indptr, np.array([r]))].min()
                for r in requests
            ]
        )
        room = self._left(requests)[supporters]
        if (wanted * loads).sum() <= room.sum():
            return None
        return Shortage(requests, wanted, supporters, room, loads)

    def _left(self, requests: Ints) -> Ints:
        """int64[S], the capacity that pins of other requests leave."""
        model = self.model
        others = ~np.isin(model.request[self.used], requests)
        fixed = self.used[model.pinned[self.used] & others]
        left: Ints = model.capacity - model.load_of(fixed)
        return left

    @cached_property
    def _given(self) -> Ints:
        return self.model.given(self.used)

    @cached_property
    def _open(self) -> Mask:
        """bool[P], the pairs that are not used."""
        is_open = np.ones(self.model.pairs, bool)
        is_open[self.used] = False
        return is_open

    @cached_property
    def _fits(self) -> Mask:
        """bool[P], pairs for which their supporter has a spare place."""
        left = self.model.capacity - self.model.load_of(self.used)
        fits: Mask = left[self.model.supporter] >= self.model.load
        return fits

    @cached_property
    def _movable(self) -> Ints:
        """int64, used pairs that nobody pinned."""
        return self.used[~self.model.pinned[self.used]]

    @cached_property
    def _steps(self) -> tuple[Mask, Mask]:
        """
        Where a request can move to from each supporter.

        Returns:
            bool[S, S], to which supporter, and bool[S], whether to a spare place.
        """
        model = self.model
        steps = np.zeros((model.supporters, model.supporters), bool)
        spare = np.zeros(model.supporters, bool)
        to = np.flatnonzero(self._open)
        for leaving in held_by_request(model, self._movable).T:
            gone = leaving[model.request[to]]
            moves = gone >= 0
            source, target = model.supporter[gone[moves]], to[moves]
            steps[source, model.supporter[target]] = True
            spare[source[self._fits[target]]] = True
        return steps, spare

    def _walk(self, request: int) -> Ints | None:
        """How many steps away each supporter is, -1 out of reach; `None` at a place."""
        part = _between(self.model.indptr, np.array([request]))
        part = part[self._open[part]]
        if self._fits[part].any():
            return None
        steps, spare = self._steps
        level = np.full(self.model.supporters, -1)
        frontier = np.unique(self.model.supporter[part]).astype(np.int64)
        count = 0
        while len(frontier):
            if spare[frontier].any():
                return None
            level[frontier] = count
            count += 1
            frontier = np.flatnonzero(steps[frontier].any(axis=0) & (level < 0))
        return level

    def _served(self, request: int, level: Ints) -> Ints:
        """The request, and all that could make room for it, the nearest first."""
        at = level[self.model.supporter[self._movable]]
        served = self.model.request[self._movable[at >= 0]].astype(np.int64)
        order = np.lexsort((served, at[at >= 0]))
        nearest = dict.fromkeys([request, *served[order].tolist()])
        return np.array(list(nearest), np.int64)

    def _places(self, requests: Ints, level: Ints) -> tuple[Ints, Ints]:
        """Who could serve any of the requests, and with how many places."""
        model = self.model
        ours = np.zeros(model.requests, bool)
        ours[requests] = True
        theirs = self.used[ours[model.request[self.used]]]
        filled = np.bincount(model.supporter[theirs], minlength=model.supporters)
        if model.unit_steps:
            # Whoever is in reach is full; whoever is not has no open pair with them.
            supporters = np.flatnonzero((level >= 0) | (filled > 0))
            return supporters, filled[supporters]
        pairs = _between(model.indptr, requests)
        return _most_that_fit(model, pairs, self._left(requests))


def shortage_of(model: Model, used: Ints, request: int) -> Shortage | None:
    """The shortage behind one request; see `Sharing.shortage`."""
    return Sharing(model, used).shortage(request)


def _between(ends: Ints, groups: NDArray[np.integer]) -> Ints:
    """
    The places of all members of some groups that stand one after the other.

    >>> _between(np.array([0, 2, 5, 6]), np.array([2, 0])).tolist()
    [5, 0, 1]
    """
    counts = ends[groups + 1] - ends[groups]
    skipped = ends[groups] - (np.cumsum(counts) - counts)
    places: Ints = np.arange(counts.sum()) + np.repeat(skipped, counts)
    return places


def _most_that_fit(model: Model, pairs: Ints, left: Ints) -> tuple[Ints, Ints]:
    """The supporters of some pairs, and how many of these fit into what is left."""
    order = np.lexsort((model.load[pairs], model.supporter[pairs]))
    owner, load = model.supporter[pairs][order], model.load[pairs][order]
    supporters, first, count = np.unique(owner, return_index=True, return_counts=True)
    group = np.repeat(np.arange(len(supporters)), count)
    total = np.cumsum(load)
    within = total - (total - load)[first][group]
    fits = (within <= left[owner]).astype(np.int64)
    return supporters.astype(np.int64), sum_by(group, fits, len(supporters))
