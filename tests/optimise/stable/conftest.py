"""Two-sided stability by the plain definition: every plan there is."""

from itertools import product

import numpy as np
import pytest


def every_plan(market):
    """Sets of pairs that give nobody two places and exceed no capacity."""
    choices = [
        [None, *np.flatnonzero(market.request == request).tolist()]
        for request in range(market.requests)
    ]
    for chosen in product(*choices):
        used = [pair for pair in chosen if pair is not None]
        given = np.bincount(market.offer[used], minlength=len(market.room))
        load = np.bincount(market.supporter[used], minlength=len(market.capacity))
        if np.all(given <= market.room) and np.all(load <= market.capacity):
            yield used


def blocks(market, used, pair):
    """Whether a pair blocks a plan (Abraham, Irving and Manlove 2007, section 2)."""
    request, offer = market.request[pair], market.offer[pair]
    supporter = market.supporter[pair]
    now = [p for p in used if market.request[p] == request]
    if now and market.request_rank[now[0]] <= market.request_rank[pair]:
        return False
    at_offer = [p for p in used if market.offer[p] == offer]
    at_supporter = [p for p in used if market.supporter[p] == supporter]

    def better_than_some(held):
        rank = market.supporter_rank
        return any(rank[pair] < rank[p] for p in held)

    if len(at_offer) == market.room[offer]:
        return better_than_some(at_offer)
    if len(at_supporter) < market.capacity[supporter]:
        return True
    has_it = any(p in at_supporter for p in now)
    return has_it or better_than_some(at_supporter)


@pytest.fixture(scope="session")
def plans():
    """Every plan with the pairs that block it."""

    def all_with_blocking(market):
        pairs = range(len(market.request))
        return [
            (used, [pair for pair in pairs if blocks(market, used, pair)])
            for used in every_plan(market)
        ]

    return all_with_blocking
