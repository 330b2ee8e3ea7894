"""Which pairs are unhappy with each other: both would rather have one another."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from matchmaker.errors import InputError
from matchmaker.pipeline import Solved
from matchmaker.reasons.records import Pair

Ints = npt.NDArray[np.int64]

SWITCH = 'stability = "report"'
"""What a programme says that reads points as the wish of both sides."""

ANYBODY = np.iinfo(np.int64).min
"""Worth less than any pair: what a free place is to whoever has one."""


@dataclass(frozen=True, slots=True)
class GivenUp:
    """
    A pairing that one side of a blocking pair would give up.

    Attributes:
        party: The id of the supporter, or of the request, that would be left.
        points: The points of that pairing: fewer than those of the blocking pair.
    """

    party: str
    points: int


@dataclass(frozen=True, slots=True)
class BlockingPair(Pair):
    """
    A request and a supporter who would both rather have each other.

    Attributes:
        leaves: The supporter whom the request would give up; `None` where it has a
            unit open.
        drops: The requests that the supporter would give up, those worth least
            first; none where there is room.
    """

    leaves: GivenUp | None
    drops: tuple[GivenUp, ...]


def blocking_pairs(solved: Solved) -> tuple[BlockingPair, ...]:
    """
    Find the pairs that would both gain by leaving the plan for each other.

    A pair's points are what it is worth to either side. The request gives up its
    worst pairing if it has all it asked for; the supporter gives up those worth least
    until there is room. Both must gain by each exchange: what is worth as much is
    kept. Nobody gives up what people pinned, and every rule about several pairings
    that speaks of the pair must hold afterwards; those who are left have no say.

    Args:
        solved: The solved round.

    Returns:
        By request, then supporter, in the round's order.

    Raises:
        InputError: The programme does not read points as the wish of both sides.
    """
    if solved.round.programme.stability != "report":
        raise InputError(
            "The programme does not read points as what both sides wish: add "
            f"{SWITCH} to it, if they may be read so, and run again."
        )
    return tuple(_Market(solved).pairs())


class _Market:
    """What everybody has in the plan, and what they would give it up for."""

    def __init__(self, solved: Solved) -> None:
        self._solved, self._model = solved, solved.model
        self._points = self._model.points
        used = solved.used
        self._load = self._model.load_of(used)
        self._given = self._model.given(used)
        self._totals = self._model.row_totals(used)
        order = np.argsort(self._model.row_pairs, kind="stable")
        self._by_pair = order, self._model.row_pairs[order]
        movable = used[~self._model.pinned[used]]
        self._order = movable[np.argsort(self._points[movable], kind="stable")]

    def pairs(self) -> Iterator[BlockingPair]:
        """All blocking pairs."""
        for pair in self._tempting().tolist():
            leaves = self._leaves(pair)
            drops = self._drops(pair, leaves)
            if drops is not None:
                yield self._told(pair, leaves, drops)

    def _tempting(self) -> Ints:
        """Pairs worth more to both than the least that they have."""
        model = self._model
        full = self._given >= model.demand
        worst = np.where(full, self._least_by(model.request, model.requests), ANYBODY)
        least = self._least_by(model.supporter, model.supporters)
        crowded = (
            self._load[model.supporter] + model.load > model.capacity[model.supporter]
        )
        open_pair = np.ones(model.pairs, bool)
        open_pair[self._solved.used] = False
        return np.flatnonzero(
            open_pair
            & (model.demand[model.request] > 0)
            & (self._points > worst[model.request])
            & (~crowded | (self._points > least[model.supporter]))
        )

    def _least_by(self, party: npt.NDArray[np.integer], parties: int) -> Ints:
        """The least that each could give up; beyond all where there is nothing."""
        least = np.full(parties, np.iinfo(np.int64).max)
        np.minimum.at(least, party[self._order], self._points[self._order])
        return least

    def _leaves(self, pair: int) -> int | None:
        """The pairing that the request would give up; `None` where it has room."""
        request = self._model.request[pair]
        if self._given[request] < self._model.demand[request]:
            return None
        theirs = self._order[self._model.request[self._order] == request]
        return int(theirs[0])

    def _drops(self, pair: int, leaves: int | None) -> tuple[int, ...] | None:
        """What the supporter would give up; `None` if that is not enough."""
        theirs = self._order[
            self._model.supporter[self._order] == self._model.supporter[pair]
        ]
        worth_less = theirs[self._points[theirs] < self._points[pair]].tolist()
        for count in range(len(worth_less) + 1):
            drops = tuple(worth_less[:count])
            if self._fits(pair, {*drops} if leaves is None else {leaves, *drops}):
                return drops
        return None

    def _fits(self, pair: int, gone: set[int]) -> bool:
        """Whether the pair has room, and keeps every rule that speaks of it."""
        model = self._model
        left = [p for p in gone if model.supporter[p] == model.supporter[pair]]
        freed = int(model.load[left].sum())
        load = self._load[model.supporter[pair]] - freed + model.load[pair]
        if load > model.capacity[model.supporter[pair]]:
            return False
        rows, amounts = self._entries(pair)
        totals = self._totals[rows] + amounts
        for other in gone:
            theirs, less = self._entries(other)
            for row, amount in zip(theirs.tolist(), less.tolist(), strict=True):
                totals[rows == row] -= amount
        low, high = model.row_lower[rows], model.row_upper[rows]
        return bool(np.all((totals >= low) & (totals <= high)))

    def _entries(self, pair: int) -> tuple[Ints, Ints]:
        """The rows that a pair stands in, and what it adds to each."""
        order, sorted_pairs = self._by_pair
        first, last = np.searchsorted(sorted_pairs, [pair, pair + 1])
        entries = order[first:last]
        model = self._model
        return model.row_of_entry[entries], model.row_coefficient[entries]

    def _told(
        self, pair: int, leaves: int | None, drops: tuple[int, ...]
    ) -> BlockingPair:
        requests, people = self._solved.round.requests, self._solved.round.supporters
        model = self._model
        asked = requests[model.request[pair]]
        left = None
        if leaves is not None:
            who = people[model.supporter[leaves]].id
            left = GivenUp(who, int(self._points[leaves]))
        return BlockingPair(
            request=asked.id,
            supporter=people[model.supporter[pair]].id,
            role=asked.role,
            points=int(self._points[pair]),
            leaves=left,
            drops=tuple(
                GivenUp(requests[model.request[p]].id, int(self._points[p]))
                for p in drops
            ),
        )
