"""Tie weights depend on the ids and the seed, and on nothing else."""

import numpy as np

from matchmaker.optimise.ties import tie_weights

REQUESTS, SUPPORTERS = ["a", "b", "c"], ["x", "y"]


def _by_name(requests, supporters, seed):
    pairs = [(r, s) for r in range(len(requests)) for s in range(len(supporters))]
    of_r, of_s = np.array(pairs).T
    weights = tie_weights(requests, supporters, of_r, of_s, seed)
    return {
        (requests[r], supporters[s]): int(w)
        for (r, s), w in zip(pairs, weights, strict=True)
    }


def test_the_order_of_rows_does_not_matter():
    there = _by_name(REQUESTS, SUPPORTERS, 5)
    back = _by_name(REQUESTS[::-1], SUPPORTERS[::-1], 5)
    assert there == back


def test_the_seed_matters():
    assert _by_name(REQUESTS, SUPPORTERS, 5) != _by_name(REQUESTS, SUPPORTERS, 6)


def test_the_weights_stay_the_same_in_later_versions():
    # Plans already sent out must be replayable.
    assert _by_name(["a"], ["x"], 0) == {("a", "x"): 702187027}


def test_the_same_name_on_both_sides_is_two_people():
    swapped = _by_name(["x"], ["a"], 0)
    assert swapped["x", "a"] != _by_name(["a"], ["x"], 0)["a", "x"]


def test_weights_are_positive_and_hardly_ever_equal():
    requests = [f"r{i}" for i in range(300)]
    weights = list(_by_name(requests, requests, 1).values())
    assert min(weights) >= 2**20
    assert max(weights) < 2**30 + 2**20
    assert len(set(weights)) > 0.999 * len(weights)
