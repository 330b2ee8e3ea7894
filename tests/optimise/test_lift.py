"""Worst-off where a request's points are those of several pairs."""

from collections import Counter
from dataclasses import replace

import numpy as np
import pytest

from matchmaker.domain.objective import Objective
from matchmaker.errors import InfeasibleError, InputError
from matchmaker.optimise import kernel, lift
from matchmaker.optimise.gave_up import GaveUpError
from matchmaker.optimise.level import at_least, highest_level, may_stay_below
from matchmaker.optimise.objectives import check_order
from matchmaker.optimise.outcome import SolveParams, Stop
from matchmaker.optimise.probe import some_plan
from matchmaker.optimise.solve import solve

ORDERS = [
    ("worst-off", "points"),
    ("worst-off",),
    ("worst-off", "cost"),
    ("cost", "worst-off", "coverage"),
    ("coverage", "worst-off", "points"),
    ("points", "worst-off"),
    ("coverage", "worst-off", "balance"),
]
MINIMISED = ("cost", "balance")


def _model_for(order, seed, random_model):
    """Demands of up to 3; where worst-off stands first, everybody has a minimum."""
    model = random_model(
        seed, least=1 if seed % 2 else 0.3, demand=True, mixed=seed % 5 == 0
    )
    try:
        check_order(model, order)
    except InputError:
        one = np.ones(model.requests, np.int64)
        model = replace(
            model,
            minimum=np.maximum(model.minimum, one),
            demand=np.maximum(model.demand, one),
            capacity=model.capacity + 3,
        )
    return model


def _reviewers(small_model, seed, papers=20, reviewers=15, **columns):
    """Three reviewers a paper, no more than five papers a reviewer and no fewer than 2."""
    dice = np.random.default_rng(seed)
    pairs = [(p, r) for p in range(papers) for r in range(reviewers)]
    kept = dice.random(len(pairs)) < 0.9
    pairs = [pair for pair, stays in zip(pairs, kept, strict=True) if stays]
    return small_model(
        pairs,
        papers,
        reviewers,
        points=dice.integers(0, 100, len(pairs)),
        demand=[3] * papers,
        capacity=[5] * reviewers,
        supporter_minimum=[2] * reviewers,
        **{"minimum": [3] * papers, **columns},
    )


def _sums(model, used):
    points = np.bincount(model.request[used], model.points[used], model.requests)
    return points[model.given(used) > 0]


@pytest.mark.parametrize("order", ORDERS, ids="-".join)
def test_rows_for_the_badly_off_agree_with_brute_force(
    order, random_model, brute_force, monkeypatch
):
    monkeypatch.setattr(kernel, "FEWEST_PAIRS", 0)
    engines = Counter()
    for seed in range(100):
        model = _model_for(order, seed, random_model)
        best = brute_force(model, order)
        try:
            outcome = solve(model, order)
        except InfeasibleError:
            assert best is None, seed
            continue
        values = [
            None if s == float("inf") else -s if name in MINIMISED else s
            for name, s in zip(order, best[0], strict=True)
        ]
        assert [proof.value for proof in outcome.proofs] == values, seed
        assert all(proof.proved for proof in outcome.proofs), seed
        if outcome.canonical:
            assert outcome.used.tolist() == best[1], seed
        engines[outcome.engine] += 1
    assert engines["kernel"] > 10


@pytest.mark.parametrize("minimum", [3, 0])
def test_reviewers_for_papers_agree_with_cp_sat(small_model, minimum):
    order = ("worst-off", "points") if minimum else ("coverage", "worst-off", "points")
    for seed in range(4):
        model = _reviewers(small_model, seed, minimum=[minimum] * 20)
        ours = solve(model, order)
        theirs = solve(model, order, SolveParams("cp-sat"))
        assert ours.engine == "kernel"
        assert [p.value for p in ours.proofs] == [p.value for p in theirs.proofs]
        assert all(proof.proved for proof in ours.proofs)
        assert _sums(model, ours.used).min() == ours.proofs[-2].value


def test_scarce_reviewers_are_shared_out(small_model):
    # Both papers would have r0 and r1, who have room for one paper each. Apart they
    # have 9 + 1 and 8 + 1; the best total, 9 + 8 + 2 x 1, would be the same with
    # 9 + 8 against 1 + 1.
    pairs = [(p, r) for p in range(2) for r in range(4)]
    model = small_model(
        pairs, 2, 4, points=[9, 8, 1, 1] * 2, demand=[2, 2], minimum=[2, 2]
    )
    outcome = solve(model, ("worst-off", "points"))
    assert [proof.value for proof in outcome.proofs] == [9, 19]
    assert sorted(_sums(model, outcome.used).tolist()) == [9, 10]


def test_no_level_is_above_what_the_least_lucky_could_have_alone(small_model):
    pairs = [(0, 0), (0, 1), (0, 2), (1, 0), (1, 1)]
    model = small_model(
        pairs, 2, 3, points=[5, 4, -1, 9, 7], demand=[2, 1], minimum=[1, 1]
    )
    assert highest_level(model) == 9  # 5 + 4 and 9
    assert highest_level(replace(model, minimum=np.array([2, 0]))) == 9
    assert highest_level(replace(model, demand=np.array([3, 1]))) == 9
    assert highest_level(replace(model, minimum=np.array([3, 1]))) == 8  # and -1


def test_pairs_that_no_plan_above_a_level_could_use_are_left_out(small_model):
    pairs = [(0, 0), (0, 1), (0, 2), (0, 3)]
    model = small_model(pairs, 1, 4, points=[6, 5, 2, 1], demand=[2], minimum=[2])
    nobody = np.zeros(1, bool)
    for level, left in ((7, [0, 1, 2, 3]), (8, [0, 1, 2]), (9, [0, 1]), (11, [0, 1])):
        held, inside = at_least(model, level, nobody)
        assert inside.tolist() == left
        assert held.rows == 0
    assert may_stay_below(model, 4).tolist() == [True]  # 2 + 1
    assert may_stay_below(model, 3).tolist() == [False]


@pytest.mark.parametrize("minimum", [0, 1, 2])
@pytest.mark.parametrize("least", [-3, 0])
def test_the_rows_of_a_level_keep_just_the_plans_above_it(
    minimum, least, small_model, all_plans
):
    pairs, dice = [(0, s) for s in range(5)], np.random.default_rng(minimum)
    model = small_model(
        pairs,
        1,
        5,
        points=dice.integers(least, 6, 5),
        demand=[3],
        minimum=[minimum],
        pinned=[2] if minimum == 1 else [],
    )
    for level in range(-4, 14):
        held, inside = at_least(model, level, np.ones(1, bool))
        above = [
            plan
            for plan in all_plans(model)
            if not plan or model.points[plan].sum() >= level
        ]
        assert [inside[plan].tolist() for plan in all_plans(held)] == above


@pytest.mark.parametrize("step", range(4))
def test_stopped_at_any_step_what_is_said_is_so(small_model, step):
    model = _reviewers(small_model, 1)
    best = solve(model, ("worst-off", "points"))
    stop, heard = Stop(), []

    def listen(progress):
        heard.append(progress)
        if len(heard) > step:
            stop.press()

    outcome = solve(model, ("worst-off", "points"), progress=listen, stop=stop)
    worst, points = outcome.proofs
    assert model.obeys(outcome.used)
    assert worst.value == _sums(model, outcome.used).min()
    assert worst.value <= best.proofs[0].value <= worst.bound
    assert points.value == model.points[outcome.used].sum()
    if worst.proved and points.bound is not None:
        assert points.value <= best.proofs[1].value <= points.bound
    told = [one for one in heard if one.stage == "worst-off"]
    assert all(one.value <= best.proofs[0].value <= one.bound for one in told)


def test_a_level_that_is_not_settled_is_no_bound(small_model, monkeypatch):
    model = _reviewers(small_model, 1)
    best = solve(model, ("worst-off",)).proofs[0]
    assert best.value == highest_level(model)
    asked, told = [], []

    def once_unsettled(held, *others):
        asked.append(held.rows)
        if len(asked) == 2:  # the first is any plan at all, the second the highest
            raise GaveUpError
        return some_plan(held, *others)

    monkeypatch.setattr(lift, "some_plan", once_unsettled)
    outcome = solve(model, ("worst-off",), progress=told.append)
    assert asked[0] == 0 < asked[1]
    assert outcome.proofs[0].value == best.value  # by CP-SAT, from the best plan known
    assert all(one.bound >= best.value for one in told)


def test_later_objectives_may_take_from_worst_off_what_is_allowed(small_model):
    model = _reviewers(small_model, 2)
    exact = solve(model, ("worst-off", "points"))
    loose = Objective(name="worst-off", tolerance=12)
    outcome = solve(model, (loose, "points"))
    assert _sums(model, outcome.used).min() >= exact.proofs[0].value - 12
    assert outcome.proofs[1].value > exact.proofs[1].value
    assert outcome.proofs[1].proved
    assert outcome.proofs[1].value <= solve(model, ("points",)).proofs[0].value
