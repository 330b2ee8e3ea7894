"""What each candidate is worth: every criterion, in whole points."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import numpy.typing as npt

from matchmaker.candidates.columns import Candidates
from matchmaker.candidates.table import UNKNOWN, Ints, Table
from matchmaker.domain.criteria import NEUTRAL, THOUSANDTHS
from matchmaker.domain.criteria.base import POINTS_PER_WEIGHT
from matchmaker.domain.round import Round
from matchmaker.scoring.columns import Scores
from matchmaker.scoring.scorer import criterion_file

CHUNK = 1 << 17
"""Candidates scored together, so that the columns in work stay in the cache."""


def score(matching_round: Round, candidates: Candidates) -> Scores:
    """
    Points of every candidate by every criterion.

    Points of a criterion are weight x 10 x sub-score, rounded half up in whole
    numbers; a missing value counts as neutral and lowers the confidence.
    """
    if matching_round.programme.scores == "given":
        return _given(matching_round, candidates)
    criteria = matching_round.programme.criteria
    pairs = len(candidates)
    by_criterion = np.zeros((len(criteria), pairs), dtype=np.int32)
    known = np.zeros(pairs, dtype=np.int32)
    table, weights = Table(matching_round), _weights(matching_round)
    scorers = [criterion_file(c.name).scorer(c, table) for c in criteria]
    for part in _chunks(pairs):
        r = candidates.request[part].astype(np.int64)
        s = candidates.supporter[part].astype(np.int64)
        minutes = candidates.minutes[part].astype(np.int64)
        for row, scorer in enumerate(scorers):
            marks, weight = scorer(r, s, minutes), weights[row][r]
            by_criterion[row, part] = _points(weight, marks)
            known[part] += np.where(marks == UNKNOWN, 0, weight)
    return Scores(
        points=by_criterion.sum(axis=0, dtype=np.int64),
        criteria=tuple(criterion.key for criterion in criteria),
        by_criterion=by_criterion,
        confidence=_confidence(known, weights.sum(axis=0)[candidates.request]),
    )


def _weights(matching_round: Round) -> Ints:
    """int64[C, R]: the weight of each criterion for each request."""
    programme = matching_round.programme
    by_role = {
        role: [criterion.weight_for(role) for criterion in programme.criteria]
        for role in programme.roles
    }
    columns = [by_role[request.role] for request in matching_round.requests]
    shape = (len(columns), len(programme.criteria))
    return np.array(columns, dtype=np.int64).reshape(shape).T


def _points(weight: Ints, marks: Ints) -> Ints:
    marks = np.where(marks == UNKNOWN, NEUTRAL, marks)
    return (weight * POINTS_PER_WEIGHT * marks + THOUSANDTHS // 2) // THOUSANDTHS


def _confidence(known: npt.NDArray[np.int32], total: Ints) -> npt.NDArray[np.int16]:
    """int16[P]: percent of the weights whose value is known, rounded half up."""
    safe = np.maximum(total, 1)
    percent = (200 * known.astype(np.int64) + safe) // (2 * safe)
    return np.where(total == 0, 100, percent).astype(np.int16)


def _chunks(pairs: int) -> Iterator[slice]:
    for start in range(0, pairs, CHUNK):
        yield slice(start, min(start + CHUNK, pairs))


def _given(matching_round: Round, candidates: Candidates) -> Scores:
    """The given points of those pairs that were not ruled out."""
    given = matching_round.given
    if given is None:
        raise ValueError("A round with given scores needs its pairs.")
    points = given.points
    if len(points) != len(candidates):
        size = len(matching_round.supporters)
        keys = given.request.astype(np.int64) * size + given.supporter
        kept = candidates.request.astype(np.int64) * size + candidates.supporter
        points = points[np.searchsorted(keys, kept)]
    return Scores(
        points=points,
        criteria=("given",),
        by_criterion=points[None, :],
        confidence=np.full(len(points), 100, dtype=np.int16),
    )
