"""Tied requests are all given somebody, or none of them is."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from matchmaker.candidates import Candidates
from matchmaker.candidates.coded import UNKNOWN, Codes
from matchmaker.domain.round import Round
from matchmaker.domain.rules import BothOrNone
from matchmaker.optimise.rows import Rows

Ints = npt.NDArray[np.int64]
Ties = npt.NDArray[np.int64]
"""int64[T, 2], positions of the two requests of each tie."""


def rows(rule: BothOrNone, matching_round: Round, candidates: Candidates) -> Rows:
    """
    Tied requests are all given somebody, or none of them is.

    Two requests are given y of at most d, and y' of at most d'. Between the plans
    that give (0, 0) and those that give 1..d and 1..d' lies exactly what
    y <= d y' and y' <= d' y allow, so no row could be tighter. Where both want
    one, the two say y = y'.
    """
    if not rule.within_setting and not matching_round.ties_of("both-or-none"):
        return Rows.none()
    demand = np.array([q.demand for q in matching_round.requests], dtype=np.int64)
    most = np.minimum(demand, np.diff(candidates.indptr))
    ties = _ties(rule, matching_round, most)
    ids = [request.id for request in matching_round.requests]
    fewer, more = most[ties].min(axis=1), most[ties].max(axis=1)
    hopeless = ties[(fewer == 0) & (more > 0)]
    several = ties[(fewer > 0) & (more > 1)]
    return Rows.stack(
        [
            _equal(ties[(fewer == 1) & (more == 1)], candidates, ids),
            _not_alone(several, most, candidates, ids),
            _not_alone(several[:, ::-1], most, candidates, ids),
            _neither(hopeless, most, candidates, ids),
        ]
    )


def _ties(rule: BothOrNone, matching_round: Round, most: Ints) -> Ties:
    """Every two requests that are tied, each two once."""
    index = matching_round.request_index
    written = [
        (index[tie.request], index[tie.other])
        for tie in matching_round.ties_of("both-or-none")
    ]
    ties = np.array(written, dtype=np.int64).reshape(-1, 2)
    if rule.within_setting:
        ties = np.concatenate([ties, _within_settings(rule, matching_round, most)])
    return np.unique(np.sort(ties, axis=1), axis=0)


def _within_settings(rule: BothOrNone, matching_round: Round, most: Ints) -> Ties:
    """Each setting's requests, all tied to the one that can be given the fewest."""
    requests = matching_round.requests
    setting = Codes().column(q.setting for q in requests)
    asked = np.array([rule.speaks_of(q.role) for q in requests], dtype=bool)
    spoken = np.flatnonzero(asked & (setting != UNKNOWN))
    # Where one of them wants one, rows to it alone are as tight as rows to all.
    order = spoken[np.lexsort((spoken, most[spoken], setting[spoken]))]
    first, place = np.unique(setting[order], return_index=True, return_inverse=True)[1:]
    hubs = order[first][place]
    tied = hubs != order
    return np.column_stack([hubs[tied], order[tied]])


def _equal(ties: Ties, candidates: Candidates, ids: list[str]) -> Rows:
    """Both are given one, or neither."""
    one, pairs = candidates.of_each(ties[:, 0])
    other, other_pairs = candidates.of_each(ties[:, 1])
    return Rows.of_entries(
        row=np.concatenate([one, other]),
        pair=np.concatenate([pairs, other_pairs]),
        coefficient=np.repeat([1, -1], [len(pairs), len(other_pairs)]),
        upper=[0] * len(ties),
        names=[
            f"{ids[a]} and {ids[b]} are both given somebody, or neither is"
            for a, b in ties.tolist()
        ],
        lower=[0] * len(ties),
    )


def _not_alone(ties: Ties, most: Ints, candidates: Candidates, ids: list[str]) -> Rows:
    """The first of each tie is given somebody only if the second is."""
    one, pairs = candidates.of_each(ties[:, 0])
    other, other_pairs = candidates.of_each(ties[:, 1])
    return Rows.of_entries(
        row=np.concatenate([one, other]),
        pair=np.concatenate([pairs, other_pairs]),
        coefficient=np.concatenate([np.ones_like(pairs), -most[ties[:, 0]][other]]),
        upper=[0] * len(ties),
        names=[
            f"{ids[a]} is given somebody only if {ids[b]} is" for a, b in ties.tolist()
        ],
    )


def _neither(ties: Ties, most: Ints, candidates: Candidates, ids: list[str]) -> Rows:
    """One of the two can be given nobody, so the other is given nobody either."""
    one = np.where(most[ties[:, 0]] > 0, ties[:, 0], ties[:, 1])
    other = ties.sum(axis=1) - one
    row, pairs = candidates.of_each(one)
    return Rows.of_entries(
        row=row,
        pair=pairs,
        coefficient=np.ones_like(pairs),
        upper=[0] * len(ties),
        names=[
            f"{ids[a]} is given somebody only if {ids[b]} is, and nobody could be"
            for a, b in zip(one.tolist(), other.tolist(), strict=True)
        ],
    )
