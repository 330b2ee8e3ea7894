"""Worst-off by thresholds: who stands against the next one."""

import numpy as np

from matchmaker.optimise.bottleneck import Shortage, highest_threshold, shortage_at
from matchmaker.optimise.face import Face
from matchmaker.optimise.solve import solve

ORDER = ("coverage", "worst-off")


def _face(model, request_low, supporter_low):
    return Face(
        model=model,
        free=np.arange(model.pairs),
        forced=np.zeros(0, np.int64),
        request_low=np.array(request_low),
        request_high=model.demand,
        supporter_low=np.array(supporter_low),
        supporter_high=model.room,
    )


def _parties(shortage: Shortage):
    return shortage.side, shortage.wanting.tolist(), shortage.giving.tolist()


def test_two_requests_with_one_favourite(small_model):
    # Above 3 points both need s0; each alone could have 9.
    pairs = [(0, 0), (0, 1), (1, 0), (1, 1)]
    model = small_model(pairs, 2, 2, points=[9, 3, 9, 2])
    face = _face(model, [1, 1], [0, 0])
    assert highest_threshold(face, None) == 3
    assert shortage_at(face, 3) is None
    assert _parties(shortage_at(face, 4)) == ("request", [0, 1], [0])


def test_two_full_supporters_with_one_good_request(small_model):
    # Both places must be taken; above 3 points only r0 is left to take them.
    pairs = [(0, 0), (0, 1), (1, 0), (2, 1)]
    model = small_model(pairs, 3, 2, points=[9, 9, 3, 2])
    face = _face(model, [0, 0, 0], [1, 1])
    assert highest_threshold(face, None) == 3
    assert _parties(shortage_at(face, 4)) == ("supporter", [0, 1], [0])
    assert [proof.value for proof in solve(model, ORDER).proofs] == [2, 3]


def test_where_nobody_must_be_met_there_is_no_threshold(small_model):
    model = small_model([(0, 0)], 1, 1, points=[4])
    assert highest_threshold(_face(model, [0], [0]), None) is None


def test_a_place_for_two_counts_its_second_best(small_model):
    pairs = [(0, 0), (1, 0), (2, 0)]
    model = small_model(pairs, 3, 1, points=[9, 5, 1], capacity=[2])
    assert highest_threshold(_face(model, [0, 0, 0], [2]), None) == 5


def test_prices_refute_the_next_threshold_through_a_chain(small_model):
    # r0 takes s0, r1 gives way to s1, and r2 is left with 4 points at s2.
    pairs = [(0, 0), (1, 0), (1, 1), (2, 1), (2, 2)]
    model = small_model(pairs, 3, 3, points=[7, 8, 6, 9, 4])
    coverage, worst = solve(model, ORDER).proofs
    assert (coverage.value, worst.value) == (3, 4)
    assert worst.shown_by == "prices"
