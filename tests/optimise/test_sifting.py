"""Few pairs of a large face are looked at, and the answer is that of all of them."""

from dataclasses import replace

import numpy as np
import pytest

from matchmaker.optimise import flow, sifting
from matchmaker.optimise.face import whole_face
from matchmaker.optimise.minflow import best_plan
from matchmaker.optimise.prices import prices_of
from matchmaker.optimise.sifting import Sifting, best_of_each, is_large
from matchmaker.optimise.solve import solve

ORDERS = [
    ("coverage", "points"),
    ("coverage", "leximin", "points"),
    ("coverage", "worst-off", "points"),
    ("points", "balance"),
]


@pytest.fixture
def one_at_a_time(monkeypatch):
    """Every face counts as large, and one pair of each request is looked at."""
    monkeypatch.setattr(sifting, "FEWEST_PAIRS", 0)
    monkeypatch.setattr(sifting, "PLENTY", 0)
    monkeypatch.setattr(sifting, "LARGEST_WORTH", 2**60)
    monkeypatch.setattr(sifting, "LOOKED_AT", 1)


@pytest.fixture
def wanting_the_same(small_model):
    """Six requests that all like s0 best, s1 next, and so on."""
    pairs = [(r, s) for r in range(6) for s in range(6)]
    return small_model(pairs, 6, 6, points=[60 - 10 * s + r for r, s in pairs])


def test_the_best_of_each_request_are_marked():
    request = np.array([0, 0, 0, 2, 2, 5])
    worth = np.array([1, 3, 2, -5, -4, 0])
    assert best_of_each(request, worth, 1).tolist() == [0, 1, 0, 0, 1, 1]
    assert best_of_each(request, worth, 2).tolist() == [0, 1, 1, 1, 1, 1]
    assert best_of_each(request[:0], worth[:0], 2).tolist() == []


def test_of_equals_so_many_are_marked_and_not_always_the_first():
    request = np.repeat(np.arange(50), 20)
    marked = best_of_each(request, np.zeros(1_000, np.int64), 3)
    assert np.bincount(request[marked]).tolist() == [3] * 50
    assert len(set(np.flatnonzero(marked) % 20)) > 10


def test_worths_of_any_size_are_told_apart():
    worth = np.array([2**59, -(2**59), 2**59 - 2**40, 0])
    assert best_of_each(np.zeros(4, int), worth, 2).tolist() == [1, 0, 1, 0]


def test_pairs_not_looked_at_are_asked_for_by_prices(one_at_a_time, wanting_the_same):
    face, weights = whole_face(wanting_the_same), wanting_the_same.points
    looked_at = best_of_each(face.request, weights, 1)
    assert face.supporter[looked_at].tolist() == [0] * 6  # only one of them can have s0
    chosen, prices = Sifting(wanting_the_same).best_priced(face, weights, None)
    assert weights[chosen].sum() == (60 + 50 + 40 + 30 + 20 + 10) + (
        0 + 1 + 2 + 3 + 4 + 5
    )
    slack = weights - prices.request[face.request] - prices.supporter[face.supporter]
    assert slack.max() == 0
    everything = prices_of(face, chosen, weights)
    assert prices.supporter.tolist() == everything.supporter.tolist()


def test_pairs_once_asked_for_are_looked_at_the_next_time(
    one_at_a_time, wanting_the_same, monkeypatch
):
    sizes = []

    def told(face, *rest):
        sizes.append(len(face.free))
        return best_plan(face, *rest)

    monkeypatch.setattr(sifting, "best_plan", told)
    face, memory = whole_face(wanting_the_same), Sifting(wanting_the_same)
    memory.best_priced(face, wanting_the_same.points, None)
    rounds = len(sizes)
    assert rounds > 1
    memory.best_priced(face, wanting_the_same.points, None)
    assert sizes[rounds:] == [sizes[rounds - 1]]


def test_where_worths_differ_much_one_flow_is_quicker(
    one_at_a_time, wanting_the_same, monkeypatch
):
    face, worths = whole_face(wanting_the_same), wanting_the_same.points
    assert worths.max() == 65
    for largest, sifted in ((64, False), (65, True)):
        monkeypatch.setattr(sifting, "LARGEST_WORTH", largest)
        memory = Sifting(wanting_the_same)
        memory.best_priced(face, worths, None)
        assert memory._near.any() == sifted


def test_all_pairs_come_in_where_few_leave_a_supporter_short(
    one_at_a_time, small_model
):
    # s1 must have somebody, and everybody's best pair is with s0.
    model = small_model(
        [(0, 0), (0, 1), (1, 0), (1, 1)],
        2,
        2,
        points=[9, 1, 9, 2],
        capacity=[2, 2],
        supporter_minimum=[0, 1],
    )
    chosen, _ = Sifting(model).best_priced(whole_face(model), model.points, None)
    assert np.flatnonzero(chosen).tolist() == [0, 3]


def test_there_is_no_plan_where_no_pairs_have_one(one_at_a_time, small_model):
    model = small_model([(0, 0), (1, 0)], 2, 1, minimum=[1, 1])
    assert Sifting(model).best_priced(whole_face(model), model.points, None) is None


def test_a_plan_that_loses_nothing_is_left_as_it_is(wanting_the_same, monkeypatch):
    monkeypatch.setattr(sifting, "best_plan", None)  # no flow is solved
    face, used = whole_face(wanting_the_same), np.array([1, 8])
    weights = -1 * (wanting_the_same.points > 50)
    chosen, prices = Sifting(wanting_the_same).best_priced(face, weights, used)
    assert np.flatnonzero(chosen).tolist() == [1, 8]
    assert not prices.request.any()


def test_a_plan_that_is_no_longer_in_play_is_no_plan(small_model):
    model = small_model([(0, 0), (0, 1)], 1, 2, points=[-5, -3])
    face = replace(whole_face(model), request_low=np.array([1]))
    face = face.keep(model.points >= -3)
    chosen, _ = Sifting(model).best_priced(face, np.array([0]), np.array([0]))
    assert chosen.tolist() == [True]


def test_a_face_is_large_by_its_pairs_and_by_the_pairs_of_a_request(
    wanting_the_same, monkeypatch
):
    face = whole_face(wanting_the_same)
    for fewest, plenty, large in ((35, 5, True), (36, 5, False), (35, 6, False)):
        monkeypatch.setattr(sifting, "FEWEST_PAIRS", fewest)
        monkeypatch.setattr(sifting, "PLENTY", plenty)
        assert is_large(face) == large


@pytest.mark.parametrize("few_bands", [20, 0, 2])
def test_sifted_plans_are_those_of_brute_force(
    one_at_a_time, random_model, brute_force, monkeypatch, few_bands
):
    monkeypatch.setattr(flow, "FEW_BANDS", few_bands)
    compared = 0
    for seed in range(80):
        order = ORDERS[seed % 4]
        model = random_model(
            seed, mixed=False, demand=False, minimum=seed % 3 == 0, least=0.2
        )
        model = replace(model, band=1 + seed % 7)
        best = brute_force(model, order)
        if best is not None:
            outcome = solve(model, order)
            assert outcome.used.tolist() == best[1], (seed, order)
            compared += outcome.engine == "flow"
    assert compared > 15
