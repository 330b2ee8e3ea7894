"""Any prices bound every matching from above; the arithmetic is checked by hand."""

from itertools import combinations

import numpy as np
import pytest

from matchmaker.certify.matching import matching_bound

TRIANGLE = (np.array([0, 0, 1]), np.array([1, 2, 2]), np.array([10, 10, 10]))


@pytest.mark.parametrize(
    ("prices", "odd_sets", "bound"),
    [
        ([0, 0, 0], [], 30),  # every edge by itself
        ([10, 10, 10], [], 15),  # half an edge each
        ([0, 0, 0], [((0, 1, 2), 20)], 10),  # one pair among three
        ([0, 0, 0], [((0, 1, 2), 18)], 12),  # one short of 10: each edge 1 beyond 9
        ([9, 10, 10], [], 15),  # 14.5, and two edges half beyond: 15.5, rounded down
    ],
)
def test_a_triangle(prices, odd_sets, bound):
    assert matching_bound(*TRIANGLE, prices, odd_sets) == bound


def test_prices_below_zero_prove_nothing():
    assert matching_bound(*TRIANGLE, [-5, 0, 0], [((0, 1, 2), -7)]) == 30


def test_a_member_named_twice_counts_once():
    assert matching_bound(*TRIANGLE, [0, 0, 0], [((0, 1, 2, 2, 1), 20)]) == 10


def test_numbers_of_any_size_do_not_wrap_around():
    edge = (np.array([0]), np.array([1]), np.array([2**62]))
    assert matching_bound(*edge, [2**63, 2**63], []) == 2**63
    assert matching_bound(*edge, [0, 0], []) == 2**62


@pytest.mark.parametrize("seed", range(30))
def test_no_matching_exceeds_the_bound_of_any_prices(seed):
    rng = np.random.default_rng(seed)
    edges = [pair for pair in combinations(range(5), 2) if rng.random() < 0.7]
    first, second = np.array(edges or [(0, 1)]).T
    weight = rng.integers(-3, 9, len(first))
    odd_sets = [(rng.permutation(5)[:3].tolist(), int(rng.integers(-2, 9)))]
    prices = rng.integers(-3, 9, 5).tolist()
    bound = matching_bound(first, second, weight, prices, odd_sets)
    for size in range(3):
        for chosen in combinations(range(len(first)), size):
            ends = [*first[list(chosen)], *second[list(chosen)]]
            if len(set(ends)) == 2 * size:
                assert weight[list(chosen)].sum() <= bound


def test_an_odd_set_is_paid_for_its_own_edges_only():
    """Two triangles of three pairs worth 10, joined by one more pair worth 10."""
    first, second = np.array([0, 0, 1, 3, 3, 4, 2]), np.array([1, 2, 2, 4, 5, 5, 3])
    sets = [((0, 1, 2), 20), ((3, 4, 5), 20)]
    # 10 for each triangle, and 10 for the pair between them, which lies in neither.
    assert matching_bound(first, second, np.full(7, 10), [0] * 6, sets) == 30
