"""Blocking pairs: who would rather leave the plan together."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from matchmaker.errors import InputError

if TYPE_CHECKING:
    from collections.abc import Iterable

    from matchmaker.optimise.stable.market import Market

Welcome = Literal["free place", "own request", "better request"]


@dataclass(frozen=True, slots=True)
class BlockingPair:
    """
    A request and a supporter who would both gain by leaving the plan for each other.

    Attributes:
        request: It likes the offer better than what it has.
        supporter: Whose offer it is.
        offer: The same as `supporter` where each supporter has one offer.
        instead_of: The offer that the request has; `None`: it has none.
        welcome: Why the supporter would take it: `free place`; `own request`, a
            supporter without a free place already has it through another
            offer; or `better request` than the one it would replace.
        replaces: The request that would lose its place; `None` if nobody would.
    """

    request: int
    supporter: int
    offer: int
    instead_of: int | None
    welcome: Welcome
    replaces: int | None


def blocking_pairs(market: Market, used: Iterable[int]) -> tuple[BlockingPair, ...]:
    """
    Find every blocking pair of a plan; a plan without any is weakly stable.

    Both must gain: being offered somebody liked just as well blocks nothing.

    Args:
        market: The rankings.
        used: Indices of the pairs of the plan.

    Returns:
        By request, then offer.

    Raises:
        InputError: If the plan gives a request two places, or exceeds a capacity.
    """
    plan = _Plan(market, used)
    found = (plan.blocked_by(pair) for pair in range(len(market.request)))
    return tuple(pair for pair in found if pair is not None)


class _Plan:
    def __init__(self, market: Market, used: Iterable[int]) -> None:
        self._market = market
        self._has: dict[int, int] = {}
        self._at_offer: dict[int, list[int]] = {}
        self._at_supporter: dict[int, list[int]] = {}
        for pair in sorted(used):
            if int(market.request[pair]) in self._has:
                raise InputError(f"Request {market.request[pair]} has two places.")
            self._has[int(market.request[pair])] = pair
            self._at_offer.setdefault(int(market.offer[pair]), []).append(pair)
            supporter = int(market.supporter[pair])
            self._at_supporter.setdefault(supporter, []).append(pair)
        for held, room in (
            (self._at_offer, market.room),
            (self._at_supporter, market.capacity),
        ):
            if any(len(pairs) > room[party] for party, pairs in held.items()):
                raise InputError("The plan exceeds a capacity.")

    def blocked_by(self, pair: int) -> BlockingPair | None:
        market = self._market
        request, offer = int(market.request[pair]), int(market.offer[pair])
        now = self._has.get(request)
        if now is not None and market.request_rank[now] <= market.request_rank[pair]:
            return None
        welcome, replaced = self._welcome(pair, now)
        if welcome is None:
            return None
        return BlockingPair(
            request=request,
            supporter=int(market.supporter[pair]),
            offer=offer,
            instead_of=None if now is None else int(market.offer[now]),
            welcome=welcome,
            replaces=None if replaced is None else int(market.request[replaced]),
        )

    def _welcome(self, pair: int, now: int | None) -> tuple[Welcome | None, int | None]:
        market = self._market
        offer, supporter = int(market.offer[pair]), int(market.supporter[pair])
        at_offer = self._at_offer.get(offer, [])
        at_supporter = self._at_supporter.get(supporter, [])
        if len(at_offer) == market.room[offer]:
            return self._better_than_last(pair, at_offer)
        if len(at_supporter) < market.capacity[supporter]:
            return "free place", None
        if now in at_supporter:
            return "own request", None
        return self._better_than_last(pair, at_supporter)

    def _better_than_last(
        self, pair: int, held: list[int]
    ) -> tuple[Welcome | None, int | None]:
        rank = self._market.supporter_rank
        last = max(held, key=lambda one: (rank[one], one), default=None)
        if last is None or rank[pair] >= rank[last]:
            return None, None
        return "better request", last
