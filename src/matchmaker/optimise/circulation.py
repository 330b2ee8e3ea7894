"""
Whether lows and highs can hold together, as a circulation.

Source to request, request to supporter, supporter to sink, and back from sink to
source: every arc has a low and a high. A circulation exists exactly if a max-flow
can supply all the lows (Hoffman 1960); if not, the lows that enter the min cut
need more than the highs that leave it, and these alone contradict each other.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from ortools.graph.python.max_flow import SimpleMaxFlow  # type: ignore[import-untyped]

from matchmaker.optimise.members import Member

if TYPE_CHECKING:
    from collections.abc import Collection

    from matchmaker.optimise.members import Kind
    from matchmaker.optimise.model import Ints, Mask, Model

_LOW_KINDS: tuple[Kind | None, ...] = ("minimum", "pin", "least", None)
_HIGH_KINDS: tuple[Kind | None, ...] = ("demand", None, "room", None)


@dataclass(frozen=True, eq=False)
class Circulation:
    """
    A model's bounds and pins as arcs; its coupling rows are left aside.

    Attributes:
        tail: int64[A], nodes: requests, supporters, source, sink.
        head: int64[A].
        low: int64[A].
        high: int64[A].
        loose: int64[A], the high where nothing is asked of the arc.
        part: int64[A], 0 for requests, 1 for pairs, 2 for supporters, 3 for the
            way back.
        index: int64[A], the party or pair behind the arc.
        nodes: How many nodes there are.
    """

    tail: Ints
    head: Ints
    low: Ints
    high: Ints
    loose: Ints
    part: Ints
    index: Ints
    nodes: int

    def conflict(self, among: Collection[Member] | None = None) -> list[Member]:
        """
        Find members that contradict each other.

        Args:
            among: The only members to look at; `None` for all.

        Returns:
            The members in a min cut; none if there is a circulation.
        """
        low, high = self.low, self.high
        if among is not None:
            # What comes back is nobody's bound: it stays, whoever is looked at.
            kept = self._named(among, _LOW_KINDS) | (self.part == 3)
            low = np.where(kept, low, 0)
            high = np.where(self._named(among, _HIGH_KINDS), high, self.loose)
        crossed = low > high
        if crossed.any():
            first = np.arange(len(low)) == np.argmax(crossed)
            return self._members(first, first)
        inside = self._cut(low, high)
        if inside is None:
            return []
        entering = inside[self.head] & ~inside[self.tail] & (low > 0)
        leaving = inside[self.tail] & ~inside[self.head]
        return self._members(entering, leaving & (high < self.loose))

    def around(self, members: Collection[Member]) -> Circulation:
        """The same arcs without the pairs that touch no party of the members."""
        near = np.zeros(self.nodes, bool)
        arcs = self._named(members, _LOW_KINDS) | self._named(members, _HIGH_KINDS)
        near[self.tail[arcs]] = True
        near[self.head[arcs]] = True
        near[self.nodes - 2 :] = False
        keep = (self.part != 1) | near[self.tail] | near[self.head]
        return Circulation(
            tail=self.tail[keep],
            head=self.head[keep],
            low=self.low[keep],
            high=self.high[keep],
            loose=self.loose[keep],
            part=self.part[keep],
            index=self.index[keep],
            nodes=self.nodes,
        )

    def _named(
        self, members: Collection[Member], kinds: tuple[Kind | None, ...]
    ) -> Mask:
        """Which arcs have a bound, of these kinds by part, among the members."""
        named = np.zeros(len(self.tail), bool)
        for part, kind in enumerate(kinds):
            places = [member.number for member in members if member.kind == kind]
            if places:
                ours = np.flatnonzero(self.part == part)
                named[ours] = np.isin(self.index[ours], places)
        return named

    def _members(self, lows: Mask, highs: Mask) -> list[Member]:
        found: list[Member] = []
        for arcs, kinds in ((lows, _LOW_KINDS), (highs, _HIGH_KINDS)):
            for arc in np.flatnonzero(arcs).tolist():
                kind = kinds[self.part[arc]]
                if kind is not None:
                    found.append(Member(kind, int(self.index[arc])))
        return found

    def _cut(self, low: Ints, high: Ints) -> Mask | None:
        """The nodes whose lows cannot all be met; `None` if there are none."""
        flow = SimpleMaxFlow()
        start, end = self.nodes, self.nodes + 1
        owed = np.flatnonzero(low)
        for tail, head, room in (
            (self.tail, self.head, high - low),
            (np.full(len(owed), start), self.head[owed], low[owed]),
            (self.tail[owed], np.full(len(owed), end), low[owed]),
        ):
            flow.add_arcs_with_capacity(
                tail.astype(np.int32), head.astype(np.int32), room
            )
        flow.solve(start, end)
        if flow.optimal_flow() == low.sum():
            return None
        inside = np.zeros(self.nodes + 2, bool)
        inside[flow.get_source_side_min_cut()] = True
        return inside


def circulation_of(model: Model) -> Circulation:
    """Lay out a model with one load a supporter as a circulation."""
    requests, supporters, pairs = model.requests, model.supporters, model.pairs
    source, sink = requests + supporters, requests + supporters + 1
    wanted = np.diff(model.indptr)
    offered = np.bincount(model.supporter, minlength=supporters)
    sizes = [requests, pairs, supporters, 1]
    ones = np.ones(pairs, np.int64)
    return Circulation(
        tail=_column(
            np.full(requests, source),
            model.request,
            np.arange(supporters) + requests,
            [sink],
        ),
        head=_column(
            np.arange(requests),
            model.supporter + requests,
            np.full(supporters, sink),
            [source],
        ),
        low=_column(model.minimum, model.pinned, model.least_room, [0]),
        high=_column(model.most_given, ones, np.minimum(model.room, offered), [pairs]),
        loose=_column(wanted, ones, offered, [pairs]),
        part=np.repeat(np.arange(4), sizes),
        index=_column(*(np.arange(size) for size in sizes)),
        nodes=requests + supporters + 2,
    )


def _column(*parts: object) -> Ints:
    return np.concatenate([np.asarray(part, np.int64) for part in parts])
