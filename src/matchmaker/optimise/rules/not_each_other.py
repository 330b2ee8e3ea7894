"""Nobody supports a person who supports them."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from matchmaker.candidates import Candidates
from matchmaker.candidates.coded import UNKNOWN
from matchmaker.domain.round import Round
from matchmaker.domain.rules import NotEachOther
from matchmaker.optimise.rows import Rows, spoken_of

Ints = npt.NDArray[np.int64]


def rows(rule: NotEachOther, matching_round: Round, candidates: Candidates) -> Rows:
    """Nobody supports a person who supports them: of two such pairs at most one."""
    index, people = matching_round.supporter_index, matching_round.supporters
    asking = [
        UNKNOWN if request.setting is None else index.get(request.setting, UNKNOWN)
        for request in matching_round.requests
    ]
    asker = np.array(asking, dtype=np.int64)[candidates.request]
    helper = candidates.supporter.astype(np.int64)
    counts = spoken_of(rule, matching_round, candidates) & (asker != UNKNOWN)
    there = np.flatnonzero(counts & (asker < helper))
    back = np.flatnonzero(counts & (asker > helper))
    size = len(people)
    one, other = _matches(
        asker[there] * size + helper[there], helper[back] * size + asker[back]
    )
    pairs, other_pairs = there[one], back[other]
    names = [
        f"{people[a].id} and {people[b].id} do not support each other"
        for a, b in zip(asker[pairs].tolist(), helper[pairs].tolist(), strict=True)
    ]
    return Rows.of_entries(
        row=np.tile(np.arange(len(pairs)), 2),
        pair=np.concatenate([pairs, other_pairs]),
        coefficient=np.ones(2 * len(pairs), dtype=np.int64),
        upper=[1] * len(pairs),
        names=names,
    )


def _matches(keys: Ints, others: Ints) -> tuple[Ints, Ints]:
    """Positions of every two equal keys, one of each column."""
    order = np.argsort(others, kind="stable")
    first = np.searchsorted(others[order], keys, side="left")
    counts = np.searchsorted(others[order], keys, side="right") - first
    which = np.repeat(np.arange(len(keys)), counts)
    before = np.cumsum(counts) - counts
    return which, order[(first - before)[which] + np.arange(len(which))]
