"""Nobody is paired with somebody whom their list leaves out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np

from matchmaker.candidates.coded import Bools, Ints, Test
from matchmaker.candidates.evidence import Evidence
from matchmaker.candidates.table import Table
from matchmaker.domain.preferences import Ranked, names_on, place_on
from matchmaker.domain.request import Request
from matchmaker.domain.round import Round
from matchmaker.domain.rules import Named
from matchmaker.domain.supporter import Supporter


def screen(rule: Named, table: Table) -> Test:
    """Nobody is paired with somebody whom their list leaves out."""
    asked = [request.preferences for request in table.requests]
    offered = [supporter.preferences for supporter in table.supporters]
    people, wanted = table.round.supporter_index, table.round.request_index
    mine = _Lists(asked if rule.of != "supporter" else (), people, len(offered))
    theirs = _Lists(offered if rule.of != "request" else (), wanted, len(asked))

    def holds(r: Ints, s: Ints) -> Bools:
        return mine.take(r, s) & theirs.take(s, r)

    return holds


class _Lists:
    """Whom everybody on one side takes."""

    def __init__(
        self, lists: Sequence[Ranked], index: Mapping[str, int], others: int
    ) -> None:
        """
        Begin.

        Args:
            lists: Everybody's; none at all if nobody's list counts.
            index: Positions of the other side by id.
            others: How many there are on the other side.
        """
        self._others = others
        self._choosy = np.array([bool(ranked) for ranked in lists], dtype=bool)
        named = [
            party * others + index[name]
            for party, ranked in enumerate(lists)
            for name in names_on(ranked)
            if name in index
        ]
        self._named = np.array(named, dtype=np.int64)

    def take(self, mine: Ints, theirs: Ints) -> Bools:
        """Whether each pair is one that the first of the two takes."""
        if not self._choosy.any():
            return np.ones((1,) * mine.ndim, dtype=bool)
        taken: Bools = ~self._choosy[mine]
        if not taken.all():
            taken = taken | np.isin(mine * self._others + theirs, self._named)
        return taken


def evidence(
    rule: Named, matching_round: Round, request: Request, supporter: Supporter
) -> Evidence:
    """Whose lists leave the other out: `request`, `supporter`, or both."""
    sides = (
        ("request", request.preferences, supporter.id),
        ("supporter", supporter.preferences, request.id),
    )
    return Evidence(
        tuple(
            side
            for side, ranked, other in sides
            if rule.of in (side, "both") and ranked and place_on(ranked, other) is None
        )
    )
