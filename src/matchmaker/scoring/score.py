"""What each candidate is worth: every criterion, in whole points."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import numpy.typing as npt

from matchmaker.candidates.coded import UNKNOWN, Ints
from matchmaker.candidates.columns import Candidates
from matchmaker.candidates.table import Table
from matchmaker.domain.criteria import NEUTRAL, THOUSANDTHS
from matchmaker.domain.criteria.base import POINTS_PER_WEIGHT
from matchmaker.domain.round import Round
from matchmaker.scoring.columns import Scores
from matchmaker.scoring.scorer import Scorer, criterion_file


def score(matching_round: Round, candidates: Candidates) -> Scores:
    """
    Points of every candidate by every criterion.

    Points of a criterion are weight x 10 x sub-score, rounded half up in whole
    numbers; a missing value counts as neutral and lowers the confidence.
    """
    if matching_round.programme.scores == "given":
        return _given(matching_round, candidates)
    marking = _Marking(matching_round, candidates)
    points = np.zeros(len(candidates), dtype=np.int32)
    for part in candidates.chunks():
        for row in marking.points_by_criterion(part):
            points[part] += row
    return scores_of(matching_round, candidates, points, marking)


def scores_of(
    matching_round: Round,
    candidates: Candidates,
    points: npt.NDArray[np.signedinteger],
    marking: _Marking | None = None,
) -> Scores:
    """Scores from totals that were worked out before."""
    keys = tuple(criterion.key for criterion in matching_round.programme.criteria)
    return Scores(points, keys, marking or _Marking(matching_round, candidates))


@dataclass(frozen=True, eq=False)
class _Marking:
    """Marks candidates by every criterion."""

    round: Round
    candidates: Candidates

    def by_criterion(self, pairs: slice | Ints) -> npt.NDArray[np.signedinteger]:
        """int32[C, n], the points of some candidates by criterion."""
        rows = list(self.points_by_criterion(pairs))
        count = len(self.candidates.supporter[pairs])
        return np.array(rows, dtype=np.int32).reshape(len(rows), count)

    def points_by_criterion(self, pairs: slice | Ints) -> Iterator[Ints]:
        """int64[n] for each criterion, the points of some candidates."""
        request = self.candidates.request_of(pairs)
        for weights, marks in self._marks(pairs, request):
            yield _points(weights[request], marks)

    def confidence(self, pairs: slice | Ints) -> npt.NDArray[np.int16]:
        """int16[n], percent of the weights whose value is known, rounded half up."""
        request = self.candidates.request_of(pairs)
        known = np.zeros(len(request), dtype=np.int64)
        for weights, marks in self._marks(pairs, request):
            known += np.where(marks == UNKNOWN, 0, weights[request])
        total = self._weights.sum(axis=0)[request]
        safe = np.maximum(total, 1)
        percent = (200 * known + safe) // (2 * safe)
        return np.where(total == 0, 100, percent).astype(np.int16)

    def _marks(self, pairs: slice | Ints, request: Ints) -> Iterator[tuple[Ints, Ints]]:
        """Each criterion's weights for all requests, and marks in thousandths."""
        supporter = self.candidates.supporter[pairs].astype(np.int64)
        minutes = self.candidates.minutes[pairs].astype(np.int64)
        for weights, scorer in zip(self._weights, self._scorers, strict=True):
            yield weights, scorer(request, supporter, minutes)

    @cached_property
    def _scorers(self) -> list[Scorer]:
        table = Table(self.round)
        criteria = self.round.programme.criteria
        return [criterion_file(c.name).scorer(c, table) for c in criteria]

    @cached_property
    def _weights(self) -> Ints:
        """int64[C, R]: the weight of each criterion for each request."""
        programme = self.round.programme
        by_role = {
            role: [criterion.weight_for(role) for criterion in programme.criteria]
            for role in programme.roles
        }
        columns = [by_role[request.role] for request in self.round.requests]
        shape = (len(columns), len(programme.criteria))
        return np.array(columns, dtype=np.int64).reshape(shape).T


def _points(weight: Ints, marks: Ints) -> Ints:
    marks = np.where(marks == UNKNOWN, NEUTRAL, marks)
    return (weight * POINTS_PER_WEIGHT * marks + THOUSANDTHS // 2) // THOUSANDTHS


@dataclass(frozen=True, eq=False)
class _AsGiven:
    """The given points are all that is known."""

    points: npt.NDArray[np.int64]

    def by_criterion(self, pairs: slice | Ints) -> npt.NDArray[np.signedinteger]:
        """int64[1, n], the points themselves."""
        return self.points[None, pairs]

    def confidence(self, pairs: slice | Ints) -> npt.NDArray[np.int16]:
        """int16[n], always 100."""
        return np.full(len(self.points[pairs]), 100, dtype=np.int16)


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
    return Scores(points=points, criteria=("given",), behind=_AsGiven(points))
