"""Points are whole, rounded half up, and neutral where a value is missing."""

import numpy as np
import pytest

from matchmaker.candidates import find_candidates
from matchmaker.domain.criteria import points
from matchmaker.domain.given import GivenPairs
from matchmaker.scoring import score


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
    assert np.array_equal(scores.by_criterion.sum(axis=0), scores.points)


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
