"""How high the two stand on each other's lists."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np

from matchmaker.candidates.coded import UNKNOWN, Ints
from matchmaker.candidates.evidence import Evidence
from matchmaker.candidates.table import Table
from matchmaker.domain.criteria import Preference
from matchmaker.domain.preferences import Ranked, choice_on, names_on, place_on
from matchmaker.domain.request import Request
from matchmaker.domain.round import Round
from matchmaker.domain.supporter import Supporter
from matchmaker.scoring.scorer import Scorer


def scorer(criterion: Preference, table: Table) -> Scorer:
    """How high the two stand on each other's lists."""
    asked = [request.preferences for request in table.requests]
    offered = [supporter.preferences for supporter in table.supporters]
    people, wanted = table.round.supporter_index, table.round.request_index
    mine = _Lists(criterion, "request", asked, people)
    theirs = _Lists(criterion, "supporter", offered, wanted)

    def marks(r: Ints, s: Ints, _minutes: Ints) -> Ints:
        return _mean(mine.marks(r, s), theirs.marks(s, r))

    return marks


def _mean(one: Ints, other: Ints) -> Ints:
    """The mean of two marks, half up; of one alone where the other is missing."""
    both = (one + other + 1) // 2
    return np.where(one == UNKNOWN, other, np.where(other == UNKNOWN, one, both))


class _Lists:
    """The lists of one side, as marks for pairs."""

    def __init__(
        self,
        criterion: Preference,
        side: str,
        lists: Sequence[Ranked],
        index: Mapping[str, int],
    ) -> None:
        """
        Begin.

        Args:
            criterion: The marks, and whose lists count.
            side: Whose lists these are.
            lists: Everybody's.
            index: Positions of the other side by id.
        """
        counts = criterion.of in (side, "both")
        self._given = np.array([counts and bool(one) for one in lists], dtype=bool)
        self._others, self._unnamed = len(index), criterion.unnamed
        found = sorted(
            (party * len(index) + index[name], _mark(criterion, ranked, name))
            for party, ranked in enumerate(lists)
            for name in names_on(ranked)
            if name in index
        )
        self._pair = np.array([pair for pair, _ in found], dtype=np.int64)
        self._mark = np.array([mark for _, mark in found], dtype=np.int64)

    def marks(self, mine: Ints, theirs: Ints) -> Ints:
        """int64[n], thousandths of each pair by the first one's list."""
        marks = np.where(self._given[mine], self._unnamed, UNKNOWN)
        if not len(self._pair):
            return marks
        pairs = mine * self._others + theirs
        at = np.minimum(np.searchsorted(self._pair, pairs), len(self._pair) - 1)
        named = self._given[mine] & (self._pair[at] == pairs)
        return np.where(named, self._mark[at], marks)


def _mark(criterion: Preference, ranked: Ranked, name: str) -> int:
    choice = choice_on(ranked, name)
    return criterion.marks[min(choice, len(criterion.marks)) - 1]


def evidence(
    criterion: Preference,
    _matching_round: Round,
    request: Request,
    supporter: Supporter,
) -> Evidence:
    """
    Which choice the one is of the other, and the other of the one.

    `value` is that of who asks, `limit` that of who offers; `None` where no list
    counts or names them. `near` says whose list leaves the other out.
    """
    sides = (
        ("request", request.preferences, supporter.id),
        ("supporter", supporter.preferences, request.id),
    )
    choices: dict[str, int] = {}
    left_out = []
    for side, ranked, other in sides:
        if criterion.of in (side, "both") and ranked:
            if place_on(ranked, other) is None:
                left_out.append(side)
            else:
                choices[side] = choice_on(ranked, other)
    return Evidence(choices.get("request"), choices.get("supporter"), tuple(left_out))
