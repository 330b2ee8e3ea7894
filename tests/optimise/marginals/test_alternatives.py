"""Alternatives stand in the order of what they lose the plan."""

import numpy as np

from matchmaker.optimise.marginals.alternatives import (
    alternatives_of_request,
    alternatives_of_supporter,
)
from matchmaker.optimise.marginals.marginals import marginals_of


def test_a_free_supporter_is_ranked_by_the_loss_not_by_the_points(small_model):
    # r0 has s0 (9), r1 has s1 (6). s2 is free and would be worth 8 to r0, 7 to r1.
    pairs = [(0, 0), (0, 2), (1, 1), (1, 2)]
    model = small_model(pairs, 2, 3, points=[9, 8, 6, 5])
    marginals = marginals_of(model, np.array([0, 2]), ("coverage", "points"))
    # Both lose 1 point: the one with more points stands first.
    assert alternatives_of_supporter(marginals, 2).tolist() == [1, 3]
    assert marginals.lost[[1, 3]].tolist() == [[0, 1], [0, 1]]
    assert alternatives_of_supporter(marginals, 0).tolist() == []


def test_alternatives_of_a_request(small_model):
    # r0 has s0 (9). s1 (8) serves r1, who has nobody else; s2 (3) is free; s3 has no
    # places at all.
    pairs = [(0, 0), (0, 1), (0, 2), (0, 3), (1, 1)]
    model = small_model(pairs, 2, 4, points=[9, 8, 3, 9, 5], capacity=[1, 1, 1, 0])
    marginals = marginals_of(model, np.array([0, 4]), ("coverage", "points"))
    assert alternatives_of_request(marginals, 0).tolist() == [2, 1]
    assert marginals.lost[[2, 1]].tolist() == [[0, 6], [1, 6]]


def test_the_order_is_that_of_the_losses(small_rounds):
    for small in small_rounds:
        model, lost = small.model, small.marginals.lost.tolist()
        for r in range(model.requests):
            ranked = alternatives_of_request(small.marginals, r).tolist()
            assert [lost[p] for p in ranked] == sorted(lost[p] for p in ranked)
            assert all(model.request[p] == r and p not in small.used for p in ranked)
