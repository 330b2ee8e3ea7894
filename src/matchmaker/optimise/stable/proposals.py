"""A stable plan to begin with, by deferred acceptance from either side."""

from __future__ import annotations

from bisect import insort
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Iterator

    from matchmaker.optimise.model import Indices, Ints, Model


def proposed_plans(model: Model) -> Iterator[Ints]:
    """
    Let requests propose, and then supporters.

    Without coupling rows, minimums and mixed loads both plans are stable; where
    nobody has equals either is best for everybody on the side that proposes (Gale and
    Shapley 1962). Among equals those with few choices come first.

    Args:
        model: A model with wishes.

    Yields:
        int64[K], plans that keep every hard rule: two, one or none.
    """
    for supporters_propose in (False, True):
        plan = _Proposals(model, supporters_propose=supporters_propose).plan()
        if model.obeys(plan):
            yield plan


class _Side:
    """One side: its lists, what each pair takes, and what there is."""

    def __init__(
        self, party: Indices, wish: Ints, amount: Ints, spare: Ints, other: Indices
    ) -> None:
        choices = np.bincount(other)[other]
        self.order = np.lexsort((choices, -wish, party))
        self.party: list[int] = party.tolist()
        self.wish: list[int] = wish.tolist()
        self.amount: list[int] = amount.tolist()
        self.spare: list[int] = spare.tolist()


class _Proposals:
    """One side going down its lists, and what the other holds for now."""

    def __init__(self, model: Model, *, supporters_propose: bool) -> None:
        pinned = np.flatnonzero(model.pinned)
        requests = _Side(
            model.request,
            model.request_wish,
            np.ones(model.pairs, np.int64),
            model.demand - model.given(pinned),
            model.supporter,
        )
        supporters = _Side(
            model.supporter,
            model.supporter_wish,
            model.load,
            model.capacity - model.load_of(pinned),
            model.request,
        )
        sides = (supporters, requests) if supporters_propose else (requests, supporters)
        self._from, self._to = sides
        self._pinned = pinned
        lists: list[list[int]] = [[] for _ in self._from.spare]
        free = self._from.order[~model.pinned[self._from.order]]
        for pair in free.tolist():
            lists[self._from.party[pair]].append(pair)
        self._proposals = [iter(mine) for mine in lists]
        # The last of these is the one that its holder likes least.
        self._held: list[list[tuple[int, int]]] = [[] for _ in self._to.spare]

    def plan(self) -> Ints:
        """int64[K], the pairs held when nobody proposes any more, and the pinned."""
        waiting = list(range(len(self._from.spare)))[::-1]
        while waiting:
            proposer = waiting.pop()
            for pair in self._proposals[proposer]:
                if self._from.amount[pair] <= self._from.spare[proposer]:
                    waiting += self._offer(pair)
                if self._from.spare[proposer] < 1:
                    break
        held = [pair for mine in self._held for _, pair in mine]
        return np.sort(np.concatenate([self._pinned, np.array(held, np.int64)]))

    def _offer(self, pair: int) -> list[int]:
        """Offer a pair; those who lose a place by it may propose again."""
        holder, amount = self._to.party[pair], self._to.amount[pair]
        held, room, count = self._held[holder], self._to.spare[holder], 0
        while room < amount and count < len(held):
            other = held[-1 - count][1]
            if self._to.wish[other] >= self._to.wish[pair]:
                break
            room += self._to.amount[other]
            count += 1
        if room < amount:
            return []
        losers = [held.pop()[1] for _ in range(count)]
        self._to.spare[holder] = room - amount
        for other in losers:
            self._from.spare[self._from.party[other]] += self._from.amount[other]
        self._from.spare[self._from.party[pair]] -= self._from.amount[pair]
        insort(held, (-self._to.wish[pair], pair))
        return [self._from.party[other] for other in losers]
