"""The shortage behind an unmet request: counted, minimal, and nothing else."""

from itertools import combinations

import numpy as np
import pytest

from matchmaker.optimise.marginals.shortage import shortage_of


def _could_give(model, wanted, taken):
    """Whether some choice of free pairs gives each request what it wants."""
    pairs = [p for p in range(model.pairs) if int(model.request[p]) in wanted]
    for chosen in combinations(pairs, sum(wanted.values())):
        given, load = dict.fromkeys(wanted, 0), taken.copy()
        for p in chosen:
            given[int(model.request[p])] += 1
            load[model.supporter[p]] += 1
        if given == wanted and (load <= model.room).all():
            return True
    return False


def _taken_by_pins(model, inside):
    taken = np.zeros(model.supporters, np.int64)
    for p in np.flatnonzero(model.pinned):
        if int(model.request[p]) not in inside:
            taken[model.supporter[p]] += 1
    return taken


def test_every_shortage_counts_and_none_of_its_requests_can_be_spared(small_rounds):
    found = shared = 0
    for small in small_rounds:
        model, used = small.model, np.array(sorted(small.used), np.int64)
        given = model.given(used)
        for request in np.flatnonzero(given < model.demand).tolist():
            shortage = shortage_of(model, used, request)
            if shortage is None:
                continue
            requests = shortage.requests.tolist()
            assert requests[0] == request
            assert (shortage.wanted <= model.demand[shortage.requests]).all()
            assert shortage.wanted.sum() > shortage.places.sum()
            reach = {
                int(model.supporter[p])
                for p in range(model.pairs)
                if int(model.request[p]) in requests
            }
            assert shortage.supporters.tolist() == sorted(reach)
            taken = _taken_by_pins(model, requests)
            wanted = dict(zip(requests, shortage.wanted.tolist(), strict=True))
            assert not _could_give(model, wanted, taken)
            for spared in requests:
                rest = {r: n for r, n in wanted.items() if r != spared}
                assert _could_give(model, rest, taken), (small.seed, requests, spared)
            found += 1
            shared += len(requests) > 1
    assert found > 60
    assert shared > 15


def test_coverage_first_leaves_no_unmet_request_without_a_shortage(small_rounds):
    for small in small_rounds:
        model, used = small.model, np.array(sorted(small.used), np.int64)
        short = model.given(used) < model.demand
        if small.objectives[0] == "coverage":
            for request in np.flatnonzero(short & (model.priority > 0)).tolist():
                assert shortage_of(model, used, request) is not None, small.seed


def test_three_requests_share_two_places(small_model):
    # r0, r1 and r2 reach s0 and s1 only; r3 has s2 to itself and is no part of it.
    pairs = [(0, 0), (1, 0), (1, 1), (2, 1), (3, 2)]
    model = small_model(pairs, 4, 3)
    shortage = shortage_of(model, np.array([1, 3, 4]), 0)
    assert shortage.requests.tolist() == [0, 1, 2]
    assert shortage.wanted.tolist() == [1, 1, 1]
    assert shortage.supporters.tolist() == [0, 1]
    assert shortage.places.tolist() == [1, 1]


def test_a_pin_of_somebody_else_takes_a_place(small_model):
    # s0 has two places, one of them pinned to r1; r2 has the other.
    pairs = [(0, 0), (1, 0), (2, 0)]
    model = small_model(pairs, 3, 1, capacity=[2], pinned=[1])
    shortage = shortage_of(model, np.array([1, 2]), 0)
    assert shortage.requests.tolist() == [0, 2]
    assert shortage.places.tolist() == [1]


@pytest.mark.parametrize(("capacity", "used"), [([2], [0, 1]), ([2], [1]), ([3], [1])])
def test_no_shortage_where_the_request_is_met_or_a_place_is_free(
    small_model, capacity, used
):
    model = small_model([(0, 0), (1, 0)], 2, 1, capacity=capacity)
    assert shortage_of(model, np.array(used), 0) is None


def test_a_supporter_comes_only_once_to_a_request(small_model):
    # s0 has five places, but gives r0 one unit of the two it wants.
    model = small_model([(0, 0)], 1, 1, demand=[2], capacity=[5])
    shortage = shortage_of(model, np.array([0]), 0)
    assert shortage.wanted.tolist() == [2]
    assert shortage.places.tolist() == [1]


def test_with_loads_that_differ_a_shortage_is_told_only_where_counting_shows_it(
    random_model, all_plans
):
    told = silent = 0
    for seed in range(300):
        model = random_model(seed, mixed=True, rows=False, limits=False)
        plans = all_plans(model, ("coverage", "points"))
        if not plans:
            continue
        used = np.array(sorted(max(plans, key=lambda plan: plan[0])[1]), np.int64)
        for request in range(model.requests):
            shortage = shortage_of(model, used, request)
            if shortage is None:
                silent += 1
                continue
            told += 1
            assert shortage.wanted.sum() > shortage.places.sum()
            inside = set(shortage.requests.tolist())
            for pairs in _choices(model, inside):
                load = model.load_of(np.array(pairs, np.int64)) + _pinned_load(
                    model, inside
                )
                given = model.given(np.array(pairs, np.int64))[shortage.requests]
                enough = (given >= shortage.wanted).all()
                assert not (enough and (load <= model.capacity).all()), seed
    assert told > 100
    assert silent > 100


def _choices(model, inside):
    ours = [p for p in range(model.pairs) if int(model.request[p]) in inside]
    return [c for n in range(len(ours) + 1) for c in combinations(ours, n)]


def _pinned_load(model, inside):
    others = [
        p for p in np.flatnonzero(model.pinned) if int(model.request[p]) not in inside
    ]
    return model.load_of(np.array(others, np.int64))


def test_a_place_is_what_the_lightest_pairs_leave_room_for(small_model):
    # s0 has room for 4: the loads are 3, 2 and 2, so two light ones just fit.
    pairs = [(0, 0), (1, 0), (2, 0)]
    model = small_model(pairs, 3, 1, load=[3, 2, 2], capacity=[4])
    shortage = shortage_of(model, np.array([1, 2]), 0)
    assert shortage.places.tolist() == [2]
    assert shortage.wanted.tolist() == [1, 1, 1]


def test_a_heavy_pin_of_somebody_else_leaves_less_room(small_model):
    # Of a room of 5 the pin takes 3, so of the two light ones only one fits.
    pairs = [(0, 0), (1, 0), (2, 0)]
    model = small_model(pairs, 3, 1, load=[2, 3, 2], capacity=[5], pinned=[1])
    shortage = shortage_of(model, np.array([1, 2]), 0)
    assert shortage.requests.tolist() == [0, 2]
    assert shortage.places.tolist() == [1]


def test_loads_are_counted_where_places_show_nothing(small_model):
    # r1 and r3 fill s0. Both could go to s1, where r2 with its load of 4 leaves no
    # room; counted by the lightest, s1 has two places, and four are enough for four.
    # But their loads are 10 together, and s0 and s1 have room for 9.
    pairs = [(0, 0), (1, 0), (1, 1), (2, 1), (3, 0), (3, 1)]
    loads = [2, 2, 2, 4, 2, 2]
    model = small_model(pairs, 4, 2, load=loads, capacity=[4, 5])
    shortage = shortage_of(model, np.array([1, 3, 4]), 0)
    assert shortage.requests.tolist() == [0, 1, 3, 2]
    assert (shortage.wanted * shortage.loads).tolist() == [2, 2, 2, 4]
    assert shortage.places.tolist() == [4, 5]
    # With room for 6 at s1 the loads fit, though r0 still finds no place.
    roomy = small_model(pairs, 4, 2, load=loads, capacity=[4, 6])
    assert shortage_of(roomy, np.array([1, 3, 4]), 0) is None
