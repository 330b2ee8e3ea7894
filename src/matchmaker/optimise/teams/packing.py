"""
A beginning for one lead for each setting: clusters cut into pieces, pieces into teams.

Teams keep the sizes they have. The largest pieces go first, each to the lead with the
least room that takes it whole; where none does, it is cut again. Whom that leaves over,
and whom no lead of their piece covers, a flow places; it also sees to it that nothing
that comes before one lead gets worse.
"""

from __future__ import annotations

from heapq import heappop, heappush
from typing import TYPE_CHECKING

import numpy as np

from matchmaker.optimise.teams.areas import UNLED
from matchmaker.optimise.teams.pieces import cut_up, ties_of

if TYPE_CHECKING:
    from matchmaker.optimise.model import Ints
    from matchmaker.optimise.teams.areas import Area
    from matchmaker.optimise.teams.pieces import Ties


def packed(area: Area, chosen: Ints, largest: int) -> Ints:
    """
    Who should lead whom, so that few pieces are torn.

    Args:
        area: The people, the leads and the bonds.
        chosen: int64[K], the pairs of an arrangement, whose team sizes are kept.
        largest: No team has more people.

    Returns:
        int64[P], a lead for all in bonds who have found one; else `UNLED`.
    """
    import networkx as nx

    ties = ties_of(zip(area.bonds.members, area.bonds.weight.tolist(), strict=True))
    led = area.lead_of(chosen) != UNLED
    ties.remove_nodes_from(np.flatnonzero(~led).tolist())
    packing = _Packing(area, ties, area.spans(chosen))
    for cluster in nx.connected_components(ties):
        packing.add(sorted(cluster), largest)
    return packing.lead_of()


class _Packing:
    """Pieces that wait for a team, and the room that is left in each."""

    def __init__(self, area: Area, ties: Ties, room: Ints) -> None:
        self._area = area
        self._ties = ties
        self._room = room.copy()
        self._waiting: list[tuple[int, list[int]]] = []

    def add(self, people: list[int], most: int) -> None:
        """Have people who are tied to each other wait, in pieces of so many at most."""
        for piece in cut_up(self._ties.subgraph(people), most).pieces:
            heappush(self._waiting, (-len(piece), piece))

    def lead_of(self) -> Ints:
        """int64[P], the lead of each who found room with their piece."""
        found = np.full(len(self._area.people), UNLED)
        while self._waiting:
            _, piece = heappop(self._waiting)
            room = np.where(self._area.covers[piece].all(axis=0), self._room, 0)
            if room.max(initial=0) >= len(piece):
                lead = self._best(piece, room)
                found[piece] = lead
                self._room[lead] -= len(piece)
            elif len(piece) > 1:
                some = np.where(self._area.covers[piece].any(axis=0), self._room, 0)
                self.add(piece, min(max(int(some.max(initial=0)), 1), len(piece) - 1))
        return found

    def _best(self, piece: list[int], room: Ints) -> int:
        """The lead whom the piece leaves the least room; of these who suits it best."""
        able = np.flatnonzero(room >= len(piece))
        tight = able[room[able] == room[able].min()]
        costs = self._area.cost_table[np.ix_(piece, tight)].sum(axis=0)
        return int(tight[np.argmin(costs)])
