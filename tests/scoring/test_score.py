"""Points are whole, rounded half up, and neutral where a value is missing."""

import numpy as np
import pytest

from matchmaker.candidates import columns, find_candidates
from matchmaker.domain.criteria import points
from matchmaker.domain.given import GivenPairs
from matchmaker.scoring import score

ALL = slice(None)


@pytest.mark.parametrize(
    ("weight", "thousandths", "expected"),
    [
        (25, 1000, 250),  # full marks: ten points a weight
        (25, 0, 0),
        (15, 333, 50),  # 49.95
        (15, 500, 75),  # neutral
        (1, 50, 1),  # 0.5 rounds up
        (1, 49, 0),  # 0.49 does not
    ],
)
def test_points_round_half_up(weight, thousandths, expected):
    assert points(weight, thousandths) == expected


def test_a_total_is_the_sum_of_its_criteria(early_years, draw_round):
    whole = draw_round(2, strict=False, size=(4, 8, 8))
    scores = score(whole, find_candidates(whole))
    assert np.array_equal(scores.behind.by_criterion(ALL).sum(axis=0), scores.points)


def test_given_points_are_taken_as_they_are_and_forbids_leave_the_rest(given_scores):
    from datetime import date

    from matchmaker.domain.decisions import Forbid
    from matchmaker.domain.request import Request
    from matchmaker.domain.round import Round
    from matchmaker.domain.supporter import Supporter

    whole = Round(
        name="given",
        programme=given_scores,
        today=date(2026, 1, 5),
        requests=tuple(Request(id=i, role="supporter") for i in "ab"),
        supporters=tuple(
            Supporter(id=i, roles=("supporter",), capacity=1) for i in "xyz"
        ),
        given=GivenPairs(
            request=np.array([0, 0, 1], dtype=np.int32),
            supporter=np.array([0, 2, 1], dtype=np.int32),
            points=np.array([-5, 7, 2**40]),
            load=np.ones(3, dtype=np.int64),
        ),
        forbids=(Forbid(request="a", supporter="x"),),
    )
    candidates = find_candidates(whole)
    scores = score(whole, candidates)
    assert candidates.supporter.tolist() == [2, 1]
    assert scores.points.tolist() == [7, 2**40]
    assert candidates.funnel(0) == {"forbidden": 2}


def test_a_programme_without_criteria_gives_every_pair_nothing(draw_round):
    whole = draw_round(2, strict=False, size=(4, 8, 8))
    bare = whole.replace(programme=whole.programme.model_copy(update={"criteria": ()}))
    candidates = find_candidates(bare)
    scores = score(bare, candidates)
    assert scores.points.tolist() == [0] * len(candidates)
    assert set(scores.behind.confidence(ALL).tolist()) == {100}
    none = bare.replace(requests=(), forbids=())
    assert len(score(none, find_candidates(none)).points) == 0


def test_scoring_in_pieces_does_not_change_the_points(draw_round, monkeypatch):
    whole = draw_round(2, strict=False, size=(4, 8, 8))
    candidates = find_candidates(whole)
    usual = score(whole, candidates)
    monkeypatch.setattr(columns, "CHUNK", 3)
    pieces = score(whole, candidates)
    assert len(candidates) > 3
    assert np.array_equal(usual.points, pieces.points)


def test_a_breakdown_of_some_pairs_is_that_of_all(draw_round):
    whole = draw_round(2, strict=False, size=(4, 8, 8))
    candidates = find_candidates(whole)
    scores = score(whole, candidates)
    some = np.arange(1, len(candidates), 2)
    assert len(some) > 3
    rows = scores.behind.by_criterion(ALL)[:, some]
    assert [list(one.values()) for one in scores.breakdowns(some)] == rows.T.tolist()
    assert scores.confidence(some) == scores.behind.confidence(ALL)[some].tolist()
