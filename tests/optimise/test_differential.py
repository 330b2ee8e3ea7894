"""Bonuses, costs, changes, mixtures, leximin and tolerances against brute force."""

from collections import Counter
from dataclasses import replace

import numpy as np
import pytest

from matchmaker.domain.objective import Objective
from matchmaker.errors import InfeasibleError, InputError
from matchmaker.optimise import kernel, level, relaxation
from matchmaker.optimise.loosely import solve_loosely
from matchmaker.optimise.objectives import check_order
from matchmaker.optimise.outcome import SolveParams
from matchmaker.optimise.solve import solve
from matchmaker.optimise.sums import Sum

ORDERS = [
    ("coverage", "points", "cost"),
    ("coverage", "leximin"),
    ("coverage", "leximin", "points", "balance"),
    ("leximin", "cost"),
    ("coverage", "cost", "leximin"),
    ("coverage", "change", "worst-off", "points"),
    ("change", "coverage", "points"),
    ("cost", "points", "worst-off"),
    ("mixture", "coverage"),
    ("coverage", "mixture", "worst-off", "balance"),
    ("points", "coverage", "change"),
    ("coverage", "points", "balance", "cost"),
]
MIXED = {"points": 2, "coverage": 3, "cost": 1, "change": 1}
LOOSE = [
    (Objective(name="coverage", tolerance=2), "points"),
    ("coverage", Objective(name="points", tolerance_percent=30), "cost", "change"),
    ("coverage", Objective(name="cost", tolerance=5), "leximin", "points"),
    (
        Objective(name="coverage", tolerance=1, tolerance_percent=20),
        Objective(name="worst-off", tolerance=3),
        "mixture",
    ),
    (
        "coverage",
        Objective(name="mixture", blend=MIXED, tolerance=9),
        "cost",
        "balance",
    ),
    (Objective(name="change", tolerance=1), "coverage", "worst-off", "points"),
    ("coverage", Objective(name="worst-off", tolerance_percent=50), "cost", "points"),
    ("points", Objective(name="coverage", tolerance=9)),
    (
        Objective(name="coverage", tolerance=1),
        "balance",
        Objective(name="points", tolerance=2),
        "cost",
    ),
    (
        "coverage",
        "leximin",
        Objective(name="cost", tolerance=4),
        "balance",
        Objective(name="change", tolerance=2),
        "points",
    ),
]
# Rows that bind, bonuses, loads of several sizes and minimums only if used, in turn.
KINDS = [
    {"bonuses": True, "minimum": False, "floor": False},
    {"bonuses": True, "rows": True, "mixed": False, "demand": False},
    {"if_used": True, "floor": True, "minimum": False},
    {"rows": True, "limits": True, "mixed": False, "demand": False},
]
MINIMISED = ("cost", "change", "balance")
ENGINES = [("auto", 0), ("auto", kernel.FEWEST_PAIRS), ("cp-sat", 0)]


def _names(objectives):
    return tuple(one if isinstance(one, str) else one.name for one in objectives)


def _model_for(names, seed, random_model):
    kind = KINDS[seed % len(KINDS)]
    model = random_model(seed, **kind)
    try:
        check_order(model, names)
    except InputError:  # everybody must be met where badly off stands first
        kind = kind | {"minimum": True, "mixed": False, "rows": False, "floor": False}
        model = random_model(seed, least=1, **kind)
        return replace(model, capacity=model.capacity + 2)
    return model


def _value(name, score, band):
    """The score of brute force as users know it; of leximin the lowest band."""
    lowest = score[0] if name == "leximin" else score
    if lowest == float("inf"):
        return None
    if name == "leximin":
        return lowest * band
    return -score if name in MINIMISED else score


def _nothing(_):
    return 0


def _levels(model, used):
    points = Counter()
    for p in used:
        points[int(model.request[p])] += int(model.points[p])
    bands = Counter(one // model.band * model.band for one in points.values())
    return tuple(sorted(bands.items()))


def _outcomes(model, objectives, monkeypatch):
    """What the engines find, kernels also for few pairs and with columns left out."""
    for engine, fewest in ENGINES:
        monkeypatch.setattr(kernel, "FEWEST_PAIRS", fewest)
        few = {"FEW_COLUMNS": 1, "COLUMNS_PER_REQUEST": 1, "BEST_OF_REQUEST": 1}
        for name, number in {
            **few,
            "MANY_COLUMNS": 0,
            "NEAREST_PER_REQUEST": 1,
        }.items():
            monkeypatch.setattr(relaxation, name, number)
        try:
            yield engine, solve(model, objectives, SolveParams(engine=engine))
        except InfeasibleError:
            yield engine, None


@pytest.mark.parametrize("order", ORDERS, ids="-".join)
def test_every_engine_agrees_with_brute_force(
    order, random_model, brute_force, monkeypatch
):
    solved = Counter()
    for seed in range(28):
        model = _model_for(order, seed, random_model)
        best = brute_force(model, order)
        for engine, outcome in _outcomes(model, order, monkeypatch):
            story = (seed, engine)
            if best is None or outcome is None:
                assert best is None, story
                assert outcome is None, story
                continue
            wanted = [
                _value(n, s, model.band) for n, s in zip(order, best[0], strict=True)
            ]
            assert [proof.value for proof in outcome.proofs] == wanted, story
            assert [proof.bound for proof in outcome.proofs] == wanted, story
            assert all(proof.proved for proof in outcome.proofs), story
            assert all(proof.tolerance == 0 for proof in outcome.proofs), story
            assert outcome.canonical, story
            assert outcome.used.tolist() == best[1], story
            for proof in outcome.proofs:
                if proof.objective == "leximin":
                    assert proof.levels == _levels(model, best[1]), story
            solved[outcome.engine] += 1
    assert solved.total() > 20
    assert len(solved) > 1


@pytest.mark.parametrize("objectives", LOOSE, ids=lambda o: "-".join(_names(o)))
def test_tolerances_give_later_objectives_all_that_they_may_take(
    objectives, random_model, brute_force, score, monkeypatch
):
    names, taken = _names(objectives), 0
    loose = {o.name: o.allowance for o in objectives if not isinstance(o, str)}
    for seed in range(28):
        model = _model_for(names, seed, random_model)
        best = brute_force(model, names, loose)
        for engine, outcome in _outcomes(model, objectives, monkeypatch):
            story = (seed, engine)
            if best is None or outcome is None:
                assert best is None, story
                assert outcome is None, story
                continue
            scores, used = best
            reached = [score(model, used, name) for name in names]
            assert outcome.used.tolist() == used, story
            assert outcome.canonical, story
            lines = zip(names, outcome.proofs, scores, reached, strict=True)
            for name, proof, top, own in lines:
                allowed = 0 if proof.bound is None else loose.get(name, _nothing)(top)
                assert proof.proved, story
                assert proof.bound == _value(name, top, model.band), story
                assert proof.value == _value(name, own, model.band), story
                assert proof.tolerance == allowed, story
                taken += top != own
    assert (taken > 0) is (names[-1] not in loose)


def test_where_a_level_takes_too_many_rows_the_rest_is_not_shown(
    small_model, monkeypatch
):
    # Each request has two people of three; its best two are worth 7, and 5 will do.
    pairs = [(r, s) for r in range(2) for s in range(3)]
    points = [1, 3, 4, 4, 3, 1]
    model = small_model(
        pairs, 2, 3, points=points, demand=[2, 2], capacity=[2, 2, 2],
        sums={"cost": Sum(-np.array([0, 0, 9, 9, 0, 0]), minimise=True)},
    )  # fmt: skip
    objectives = ("coverage", Objective(name="worst-off", tolerance=3), "cost")
    whole = solve(model, objectives)
    assert [proof.value for proof in whole.proofs] == [4, 4, 0]
    monkeypatch.setattr(level, "MOST_ENTRIES", 0)
    short = solve(model, objectives)
    assert [proof.value for proof in short.proofs] == [4, 7, 18]
    assert [proof.proved for proof in short.proofs] == [True, True, False]
    assert not short.canonical


def test_out_of_time_before_what_is_sought_again_the_plan_before_is_kept(small_model):
    # One each is even; both with the first costs nothing.
    model = small_model(
        [(0, 0), (0, 1), (1, 0), (1, 1)], 2, 2, points=[1, 2, 3, 1], capacity=[2, 2],
        sums={"cost": Sum(-np.array([0, 9, 0, 9]), minimise=True)},
    )  # fmt: skip
    names, asked = ("coverage", "balance", "points", "cost"), []

    def once(this, sought):
        asked.append(sought)
        outcome = solve(this, sought)
        if len(asked) == 1:
            return outcome
        open_ = [p.model_copy(update={"shown_by": "not shown"}) for p in outcome.proofs]
        return replace(outcome, used=np.array([0, 2]), proofs=tuple(open_))

    loose = {"points": Objective(name="points", tolerance=5)}
    outcome = solve_loosely(model, names, loose, once)
    assert asked == [("coverage", "balance", "points"), ("balance", "cost")]
    assert outcome.used.tolist() == [1, 2]
    assert [proof.value for proof in outcome.proofs] == [2, 2, 5, 9]
    assert [proof.proved for proof in outcome.proofs] == [True] * 3 + [False]
    assert not outcome.canonical
