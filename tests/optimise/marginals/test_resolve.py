"""Questions answered by solving again are exact for every model."""

from dataclasses import replace

import numpy as np

from matchmaker.optimise.marginals.resolve import cost_of, resolve_with
from matchmaker.optimise.solve import solve

ORDERS = [
    ("coverage", "points"),
    ("coverage", "worst-off", "points", "balance"),
    ("coverage", "balance", "points"),
]


def test_answers_are_the_best_of_the_plans_that_obey_the_decision(
    random_model, all_plans, score
):
    asked = impossible = 0
    for seed in range(80):
        model, objectives = random_model(seed), ORDERS[seed % 3]
        if not all_plans(model, objectives) or not model.pairs:
            continue
        now = solve(model, objectives)
        pair = seed % model.pairs
        chosen = pair in now.used
        decision = {"forbid": [pair]} if chosen else {"insist": [pair]}
        answer = resolve_with(model, objectives, **decision)
        best = _obeying(model, pair, chosen, all_plans, objectives)
        if best is None:
            assert answer.used is None, seed
            assert answer.conflict
            impossible += 1
            continue
        assert answer.proved
        assert (pair in answer.used) != chosen
        then = [score(model, answer.used, n) for n in objectives]
        assert tuple(then) == best, seed
        before = [score(model, now.used, n) for n in objectives]
        for lost, a, b in zip(
            cost_of(now.proofs, answer.proofs), before, best, strict=True
        ):
            nobody = float("inf") in {a, b}
            assert lost == (a - b if a != b else 0) or (nobody and lost is None)
        asked += 1
    assert asked > 20
    assert impossible > 5


def _obeying(model, pair, chosen, all_plans, objectives):
    """The best scores of all plans in which the decision is the other way round."""
    unpinned = model.pinned.copy()
    unpinned[pair] = False
    free = replace(model, pinned=unpinned)
    scores = [s for s, used in all_plans(free, objectives) if (pair in used) != chosen]
    return max(scores, default=None)


def test_a_minimised_objective_costs_what_it_rises_by(small_model):
    # s0 could take both; balance 1 + 1 = 2 turns to 2 * 2 = 4 if r1 must have s0.
    pairs = [(0, 0), (1, 0), (1, 1)]
    model = small_model(pairs, 2, 2, capacity=[2, 1], points=[1, 1, 1])
    objectives = ("coverage", "balance", "points")
    now = solve(model, objectives)
    assert now.used.tolist() == [0, 2]
    answer = resolve_with(model, objectives, insist=[1])
    assert cost_of(now.proofs, answer.proofs) == (0, 2, 0)


def test_a_decision_that_contradicts_a_pin_is_named(small_model):
    model = small_model([(0, 0), (1, 0)], 2, 1, pinned=[0])
    answer = resolve_with(model, ("coverage",), insist=[1])
    assert answer.used is None
    assert sorted(answer.conflict) == [
        "r0 is pinned to s0",
        "r1 is pinned to s0",
        "s0 has room for 1",
    ]


def test_forbidding_a_pinned_pair_drops_the_pin(small_model):
    model = small_model([(0, 0), (0, 1)], 1, 2, points=[1, 5], pinned=[0])
    answer = resolve_with(model, ("coverage", "points"), forbid=[0])
    assert answer.used.tolist() == [1]
    assert np.array_equal(model.pinned, [True, False])
