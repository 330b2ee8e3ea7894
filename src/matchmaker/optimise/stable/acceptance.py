"""
Deferred acceptance: one side proposes, the other keeps the best it has been offered.

The plan is weakly stable, and where there are no ties the best stable plan for every
single member of the side that proposes (Gale and Shapley 1962; with projects Abraham,
Irving and Manlove 2007). Among equals the lower number comes first.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

import numpy as np

if TYPE_CHECKING:
    from matchmaker.optimise.model import Ints
    from matchmaker.optimise.stable.market import Market

Proposers = Literal["requests", "supporters"]


def deferred_acceptance(market: Market, proposers: Proposers = "requests") -> Ints:
    """
    Match by proposals.

    Returns:
        int64, the pairs used, ascending.
    """
    held = _Held(market)
    if proposers == "requests":
        _requests_propose(market, held)
    else:
        _supporters_propose(market, held)
    return np.array(sorted(pair for pair in held.pair if pair >= 0), np.int64)


class _Held:
    """Who holds which place for now."""

    def __init__(self, market: Market) -> None:
        self._request: list[int] = market.request.tolist()
        self._offer: list[int] = market.offer.tolist()
        self._supporter: list[int] = market.supporter.tolist()
        self._room: list[int] = market.room.tolist()
        self._capacity: list[int] = market.capacity.tolist()
        self._place = [0] * len(self._request)
        for pairs in market.of_supporter:
            for place, pair in enumerate(pairs):
                self._place[pair] = place
        self.pair = [-1] * market.requests
        self.at_offer: list[set[int]] = [set() for _ in self._room]
        self.at_supporter: list[set[int]] = [set() for _ in self._capacity]

    def take(self, pair: int) -> None:
        self.pair[self._request[pair]] = pair
        self.at_offer[self._offer[pair]].add(pair)
        self.at_supporter[self._supporter[pair]].add(pair)

    def give_up(self, pair: int) -> int:
        """Free a place; the request that held it."""
        self.pair[self._request[pair]] = -1
        self.at_offer[self._offer[pair]].remove(pair)
        self.at_supporter[self._supporter[pair]].remove(pair)
        return self._request[pair]

    def one_too_many(self, pair: int) -> int | None:
        """The last of those held where a pair was taken, if they are too many."""
        offer, supporter = self._offer[pair], self._supporter[pair]
        for held, room in (
            (self.at_offer[offer], self._room[offer]),
            (self.at_supporter[supporter], self._capacity[supporter]),
        ):
            if len(held) > room:
                return max(held, key=self._place.__getitem__)
        return None

    def offer_has_room(self, pair: int) -> bool:
        offer = self._offer[pair]
        return len(self.at_offer[offer]) < self._room[offer]

    def supporter_has_room(self, supporter: int) -> bool:
        return len(self.at_supporter[supporter]) < self._capacity[supporter]


def _requests_propose(market: Market, held: _Held) -> None:
    waiting = list(range(market.requests))[::-1]
    proposals = [iter(pairs) for pairs in market.of_request]
    while waiting:
        request = waiting.pop()
        pair = next(proposals[request], None)
        if pair is None:
            continue
        held.take(pair)
        last = held.one_too_many(pair)
        if last is not None:
            waiting.append(held.give_up(last))


def _supporters_propose(market: Market, held: _Held) -> None:
    choice = [0] * len(market.request)
    for pairs in market.of_request:
        for place, pair in enumerate(pairs):
            choice[pair] = place
    request, supporter = market.request.tolist(), market.supporter.tolist()
    waiting = list(range(len(market.capacity)))[::-1]
    while waiting:
        proposer = waiting.pop()
        while held.supporter_has_room(proposer):
            wanted = _first_wanted(market, held, proposer, choice)
            if wanted is None:
                break
            before = held.pair[request[wanted]]
            if before >= 0:
                held.give_up(before)
                waiting.append(supporter[before])
            held.take(wanted)


def _first_wanted(
    market: Market, held: _Held, proposer: int, choice: list[int]
) -> int | None:
    """The best request that would come, by the offer it likes most."""
    best: int | None = None
    for pair in market.of_supporter[proposer]:
        request = int(market.request[pair])
        if best is not None and market.request[best] != request:
            return best
        now = held.pair[request]
        would_come = now < 0 or choice[pair] < choice[now]
        more_liked = best is None or choice[pair] < choice[best]
        if would_come and more_liked and held.offer_has_room(pair):
            best = pair
    return best
