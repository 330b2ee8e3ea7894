"""Any prices bound every plan from above; the arithmetic is checked by hand."""

from dataclasses import replace
from itertools import combinations

import numpy as np
import pytest

from matchmaker.certify import Facts, bound_from_prices


def _facts(pairs, **columns):
    """Two requests and one supporter with room for one, unless said otherwise."""
    request, supporter = np.array(pairs, np.int64).T
    plain = {
        "points": [0] * len(pairs),
        "load": [1] * len(pairs),
        "demand": [1, 1],
        "minimum": [0, 0],
        "priority": [1, 1],
        "capacity": [1],
        "supporter_minimum": [0],
    } | columns
    pinned = np.zeros(len(pairs), bool)
    pinned[plain.pop("pinned", [])] = True
    numbers = {name: np.array(v, np.int64) for name, v in plain.items()}
    return Facts(request=request, supporter=supporter, pinned=pinned, **numbers)


def _bound(facts, weights, request, supporter, **more):
    return bound_from_prices(
        facts, np.array(weights), np.array(request), np.array(supporter), **more
    )


SHARED = _facts([(0, 0), (1, 0)])


def test_the_price_of_a_place_shows_who_should_have_it():
    # One place, worth 7 or 4. At a price of 4 for the place, r0 gains 3.
    assert _bound(SHARED, [7, 4], [3, 0], [4]) == 7


def test_no_prices_bound_by_everything():
    assert _bound(SHARED, [7, 4], [0, 0], [0]) == 11


def test_a_negative_price_pays_for_a_minimum():
    # r0 must be given its one pair, at a loss of 5.
    forced = _facts([(0, 0)], minimum=[1, 0])
    assert _bound(forced, [-5], [-5, 0], [0]) == -5
    assert _bound(_facts([(0, 0)]), [-5], [-5, 0], [0]) == 0


def test_a_pinned_pair_counts_even_at_a_loss():
    assert _bound(_facts([(0, 0)], pinned=[0]), [-5], [0, 0], [0]) == -5


@pytest.mark.parametrize(("capacity", "places"), [(5, 1), (6, 2)])
def test_left_over_hours_are_no_place(capacity, places):
    facts = _facts([(0, 0), (1, 0)], load=[3, 3], capacity=[capacity])
    assert _bound(facts, [7, 7], [0, 0], [7]) == 7 * places


@pytest.mark.parametrize(("threshold", "bound"), [(4, 11), (5, 7), (8, 0)])
def test_pairs_below_the_threshold_do_not_count(threshold, bound):
    facts = replace(SHARED, points=np.array([7, 4]))
    assert _bound(facts, [7, 4], [0, 0], [0], threshold=threshold) == bound


def test_below_the_threshold_a_pin_leaves_no_plan():
    facts = _facts([(0, 0)], points=[3], pinned=[0])
    assert _bound(facts, [3], [0, 0], [0], threshold=4) is None
    assert _bound(facts, [3], [0, 0], [0], threshold=3) == 3


def test_a_request_for_two_may_use_a_pair_below_the_threshold():
    pairs = [(0, 0), (0, 1)]
    facts = _facts(
        pairs, points=[1, 9], demand=[2, 1], capacity=[1, 1], supporter_minimum=[0, 0]
    )
    assert _bound(facts, [1, 9], [0, 0], [0, 0], threshold=5) == 10


def test_squared_load_takes_away():
    # Two units at one supporter: 10 + 10 - 3 x 2^2, and no third is to be had.
    facts = _facts([(0, 0), (1, 0)], capacity=[5])
    assert _bound(facts, [10, 10], [1, 1], [9], balance=3) == 8


def test_numbers_beyond_int64_are_still_added_up_exactly():
    big = 2**62 + 1
    assert _bound(SHARED, [7, 4], [big, big], [4]) == 2 * big + 4
    assert _bound(SHARED, [7, 4], [-big, 0], [0]) == 7 + big + 4


def test_no_plan_exceeds_the_bound_of_random_prices():
    rng = np.random.default_rng(3)
    for _ in range(300):
        facts, weights = _random_facts(rng)
        prices = rng.integers(-6, 9, 3), rng.integers(-6, 9, 2)
        balance = int(rng.integers(0, 3))
        bound = bound_from_prices(facts, weights, *prices, balance=balance)
        for used in _plans(facts):
            loads = np.bincount(facts.supporter[used], facts.load[used], 2)
            worth = weights[used].sum() - balance * int((loads**2).sum())
            assert worth <= bound


def _random_facts(rng):
    pairs = [(r, s) for r in range(3) for s in range(2)]
    facts = _facts(
        pairs,
        points=rng.integers(-5, 9, 6),
        load=rng.integers(1, 4, 6),
        demand=rng.integers(0, 3, 3),
        minimum=rng.integers(0, 2, 3),
        priority=rng.integers(0, 3, 3),
        capacity=rng.integers(0, 9, 2),
        supporter_minimum=rng.integers(0, 3, 2),
        pinned=[0] if rng.random() < 0.3 else [],
    )
    return facts, rng.integers(-5, 12, 6)


def _plans(facts):
    """Every set of pairs that keeps the facts, in plain terms."""
    for size in range(7):
        for chosen in combinations(range(6), size):
            used = np.array(chosen, np.int64)
            given = np.bincount(facts.request[used], minlength=3)
            load = np.bincount(facts.supporter[used], facts.load[used], 2)
            if (
                np.all((facts.minimum <= given) & (given <= facts.demand))
                and np.all((facts.supporter_minimum <= load) & (load <= facts.capacity))
                and np.isin(np.flatnonzero(facts.pinned), used).all()
            ):
                yield used


@pytest.mark.parametrize(("price", "bound"), [(5, 7), (3, 7), (2, 8)])
def test_a_step_pays_while_its_price_is_no_less_than_its_cost(price, bound):
    # One unit worth 10 costs 3 in balance; a second would cost 9, a price of 2 pays none.
    facts = _facts([(0, 0)], capacity=[5])
    assert _bound(facts, [10], [10 - price, 0], [price], balance=3) == bound
