"""Requests and supporters who rank each other, and the places in between."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np

from matchmaker.errors import InputError
from matchmaker.optimise.stable.lists import ranks_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from matchmaker.optimise.model import Ints
    from matchmaker.optimise.stable.lists import PreferenceList


@dataclass(frozen=True, eq=False)
class Market:
    """
    Who finds whom acceptable, and how much.

    A request gets at most one place. Supporters give places through *offers*: where
    two sides rank each other, a supporter has one offer; where students choose
    projects, offers are the projects and supporters the lecturers, who rank the
    students (Abraham, Irving and Manlove 2007).

    Attributes:
        requests: How many requests there are.
        request: int64[P], the request of each pair; pairs stand by request, offer.
        offer: int64[P], the offer of each pair.
        request_rank: int64[P], how many offers the request likes better.
        supporter_rank: int64[P], how many requests the offer's supporter likes
            better.
        owner: int64[O], whose offer it is.
        room: int64[O], places of an offer.
        capacity: int64[S], places of a supporter over all offers.
    """

    requests: int
    request: Ints
    offer: Ints
    request_rank: Ints
    supporter_rank: Ints
    owner: Ints
    room: Ints
    capacity: Ints

    @classmethod
    def two_sided(
        cls,
        request_lists: Sequence[PreferenceList],
        supporter_lists: Sequence[PreferenceList],
        capacity: Sequence[int],
    ) -> Market:
        """
        Build a market of requests and supporters (hospitals and residents).

        A pair is acceptable if each names the other.

        Raises:
            InputError: If lists and capacities do not fit together.
        """
        owner = range(len(supporter_lists))
        return cls.with_projects(
            request_lists, supporter_lists, owner, capacity, capacity
        )

    @classmethod
    def with_projects(
        cls,
        request_lists: Sequence[PreferenceList],
        supporter_lists: Sequence[PreferenceList],
        owner: Sequence[int],
        room: Sequence[int],
        capacity: Sequence[int],
    ) -> Market:
        """
        Build a market in which requests rank offers, and supporters rank requests.

        A request and an offer are acceptable if the request names the offer and
        the offer's supporter the request.

        Raises:
            InputError: If lists and capacities do not fit together.
        """
        supporters, offers = len(supporter_lists), len(owner)
        if len(room) != offers or len(capacity) != supporters:
            raise InputError("Every offer and every supporter needs a capacity.")
        if min([*room, *capacity], default=0) < 0:
            raise InputError("A capacity may not be negative.")
        if any(not 0 <= supporter < supporters for supporter in owner):
            raise InputError("An offer belongs to nobody.")
        likes = [ranks_of(one, len(request_lists)) for one in supporter_lists]
        pairs = [
            (request, offer, rank, likes[owner[offer]][request])
            for request, one in enumerate(request_lists)
            for offer, rank in sorted(ranks_of(one, offers).items())
            if request in likes[owner[offer]]
        ]
        request, offer, request_rank, supporter_rank = (
            np.array(pairs, np.int64).reshape(-1, 4).T
        )
        return cls(
            requests=len(request_lists),
            request=request,
            offer=offer,
            request_rank=request_rank,
            supporter_rank=supporter_rank,
            owner=np.array(owner, np.int64),
            room=np.array(room, np.int64),
            capacity=np.array(capacity, np.int64),
        )

    @property
    def supporter(self) -> Ints:
        """int64[P], the supporter of each pair."""
        return self.owner[self.offer]

    @cached_property
    def of_request(self) -> tuple[tuple[int, ...], ...]:
        """Each request's pairs, best first; among equals the lower offer."""
        return self._grouped(self.request, self.requests, self.request_rank)

    @cached_property
    def of_supporter(self) -> tuple[tuple[int, ...], ...]:
        """Each supporter's pairs, best first; among equals the lower request."""
        return self._grouped(self.supporter, len(self.capacity), self.supporter_rank)

    @cached_property
    def of_offer(self) -> tuple[tuple[int, ...], ...]:
        """Each offer's pairs, best for its supporter first."""
        return self._grouped(self.offer, len(self.owner), self.supporter_rank)

    def _grouped(
        self, party: Ints, parties: int, rank: Ints
    ) -> tuple[tuple[int, ...], ...]:
        groups: list[list[int]] = [[] for _ in range(parties)]
        for pair in np.argsort(rank, kind="stable").tolist():
            groups[party[pair]].append(pair)
        return tuple(tuple(group) for group in groups)
