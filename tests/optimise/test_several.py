"""Leximin where requests may be given several pairs: bands of whole bundles."""

from collections import Counter
from dataclasses import replace

import numpy as np
import pytest

from matchmaker.errors import InfeasibleError
from matchmaker.optimise import bundles, ladder
from matchmaker.optimise.bonus_columns import Bonuses, Side
from matchmaker.optimise.gave_up import GaveUpError
from matchmaker.optimise.kernel import Kernel
from matchmaker.optimise.leximin import collapsed, in_bands
from matchmaker.optimise.outcome import Progress, SolveParams, ignore
from matchmaker.optimise.several import several_applies, solve_several
from matchmaker.optimise.solve import solve

ORDER = ("coverage", "leximin", "points")
ORDERS = [
    ORDER,
    ("coverage", "cost", "leximin", "change"),
    ("coverage", "leximin", "balance"),
    ("mixture", "coverage", "leximin"),
]
KINDS = [
    {"minimum": False, "floor": False},
    {"rows": True, "floor": False, "minimum": False},
    {"if_used": True, "floor": True, "minimum": False, "pins": False},
    {"mixed": True, "bonuses": True, "floor": False, "minimum": False},
]


def _worthless(relaxation, sought, unit, model):
    """Prices of nothing: whatever gains anything might be used."""
    worth = relaxation.linear.worth(sought, model)
    left = np.where(relaxation.linear.must, worth, np.maximum(worth, 0))
    free = np.zeros(relaxation.linear.rows, np.int64)
    return replace(
        relaxation, bound=int(left.sum()), prices=free, column_slack=worth, scale=1
    )


def _gives_up(*_, **__):
    raise GaveUpError


WAYS = {
    "no look near the prices": {"TRIES": 0},
    "one band at a time": {"LARGEST": 0},
    "several bands only at a glance": {"FEW_PAIRS": 0},
    "whole prices alone": {"PARTS": (1,)},
    "no guide to speak of": {"STEEPNESS": 1},
    "nothing found near the prices": {"some_plan_near": _gives_up},
    "prices that say nothing": {"_alone": _worthless},
    "neither prices nor a look near them": {"_alone": _worthless, "TRIES": 0},
}


def _bands(model, used):
    """How many requests lie in each band, the lowest first."""
    points = Counter()
    for pair in used:
        points[int(model.request[pair])] += int(model.points[pair])
    bands = Counter(one // model.band * model.band for one in points.values())
    return tuple(sorted(bands.items()))


def _crowd(small_model, requests, seed=1, **columns):
    """Up to three places each, of twelve who could help; nine in ten places are there."""
    rng = np.random.default_rng(seed)
    demand = rng.integers(1, 4, requests)
    supporters = requests // 2
    room = rng.integers(0, supporters, int(0.9 * demand.sum()))
    pairs = [
        (request, supporter)
        for request in range(requests)
        for supporter in sorted(
            rng.choice(supporters, min(12, supporters), replace=False).tolist()
        )
    ]
    plain = {"points": rng.integers(1, 1000, len(pairs)), "band": 100}
    return small_model(
        pairs,
        requests,
        supporters,
        demand=demand,
        capacity=np.bincount(room, minlength=supporters),
        **(plain | columns),
    )


def _is_as_brute_force_has_it(order, random_model, brute_force):
    solved = 0
    for seed in range(48):
        model = random_model(seed, demand=True, **KINDS[seed % len(KINDS)])
        best = brute_force(model, order)
        if best is None:
            with pytest.raises(InfeasibleError):
                solve(model, order)
            continue
        outcome = solve(model, order)
        assert outcome.used.tolist() == best[1], seed
        assert all(proof.proved for proof in outcome.proofs), seed
        assert outcome.canonical, seed
        levels = [p.levels for p in outcome.proofs if p.objective == "leximin"]
        assert levels == [_bands(model, best[1])], seed
        solved += several_applies(model, in_bands(model, order))
    assert solved > 5


@pytest.mark.parametrize("order", ORDERS, ids="-".join)
def test_as_brute_force_has_it(order, random_model, brute_force):
    _is_as_brute_force_has_it(order, random_model, brute_force)


@pytest.mark.parametrize("way", WAYS)
def test_whatever_is_found_first(way, random_model, brute_force, monkeypatch):
    for name, other in WAYS[way].items():
        monkeypatch.setattr(ladder, name, other)
    _is_as_brute_force_has_it(ORDER, random_model, brute_force)


def test_larger_rounds_are_as_cp_sat_alone_has_them(small_model):
    for seed in range(3):
        rng = np.random.default_rng(seed)
        pairs = [(r, s) for r in range(8) for s in range(6) if rng.random() < 0.7]
        model = small_model(
            pairs, 8, 6, band=20,
            points=rng.integers(1, 60, len(pairs)), demand=rng.integers(1, 4, 8),
            capacity=rng.integers(1, 4, 6), load=rng.integers(1, 3, len(pairs)),
            tie=rng.integers(2**20, 2**30, len(pairs)),
        )  # fmt: skip
        one, other = (solve(model, ORDER, SolveParams(e)) for e in ("auto", "cp-sat"))
        assert (one.engine, other.engine) == ("kernel", "cp-sat")
        assert one.used.tolist() == other.used.tolist()
        for ours, theirs in zip(one.proofs, other.proofs, strict=True):
            assert (ours.value, ours.bound) == (theirs.value, theirs.bound)
            assert ours.levels == theirs.levels


def test_thirty_requests_take_few_steps(small_model, monkeypatch):
    """Every relaxation is whole: each band, or block of bands, needs one and no search."""
    steps, take = [], ladder.Ladder._take

    def counted(self, names, above):
        steps.append(names)
        return take(self, names, above)

    monkeypatch.setattr(ladder.Ladder, "_take", counted)
    monkeypatch.delattr(ladder, "some_plan_near")  # whoever looks for it fails
    outcome = solve(_crowd(small_model, 30), ORDER)
    coverage, leximin, points = outcome.proofs
    assert (coverage.value, leximin.value, points.value) == (54, 900, 43192)
    assert leximin.levels[:4] == ((900, 5), (1400, 1), (1500, 2), (1600, 2))
    assert all(proof.proved for proof in outcome.proofs)
    assert len(steps) < 10


def test_a_plan_that_is_left_may_be_even_where_bundles_cannot_tell(small_model):
    # Each request has one of 3 and one of 1 either way: only the loads tell.
    pairs = [(0, 0), (0, 1), (0, 2), (1, 0), (1, 1), (1, 3)]
    model = small_model(
        pairs, 2, 4, points=[3, 1, 1, 3, 1, 1], demand=[2, 2], capacity=[2, 2, 2, 2]
    )
    outcome = solve(model, ("coverage", "leximin", "balance"))
    assert [proof.value for proof in outcome.proofs] == [4, 4, 6]
    assert all(proof.proved for proof in outcome.proofs)
    assert sorted(model.load_of(outcome.used).tolist()) == [0, 1, 1, 2]


def test_it_tells_of_every_band_that_it_looks_at(small_model):
    heard = []
    solve(_crowd(small_model, 10), ORDER, progress=heard.append)
    assert Progress("leximin:800", 1, 1) in heard
    stages = [step.stage for step in heard]
    assert "coverage" in stages
    assert "points" in stages
    assert not any(stage.startswith("guide") for stage in stages)


def _until(model, deadline):
    """What is shown until then; or the error."""
    sought = in_bands(model, ORDER)
    try:
        return solve_several(model, sought, SolveParams(), deadline, listen=ignore)
    except GaveUpError as error:
        return error


def test_out_of_time_nothing_is_shown_of_leximin(small_model, after_looks):
    model, shown = _crowd(small_model, 10), set()
    for looks in range(0, 60, 4):
        found = _until(model, after_looks(looks))
        if not isinstance(found, GaveUpError):
            shown.add("all")
            assert collapsed(model, ORDER, found).proofs[1].proved
            continue
        shown.add(len(found.proofs))
        known = [(proof.objective, proof.value) for proof in found.proofs]
        assert known in ([], [("coverage", 18)])
        assert found.plan is None or model.obeys(found.plan)
        assert found.ceiling == (18 if known else None)
    assert shown == {0, 1, "all"}


def test_what_was_not_settled_is_not_shown(small_model, monkeypatch, after_looks):
    """There is a plan that meets all 18, but nothing says that it is best."""
    monkeypatch.setattr(ladder, "_alone", _worthless)
    monkeypatch.setattr(ladder, "some_plan_near", _gives_up)
    monkeypatch.setattr(Kernel, "best_sum", _gives_up)
    model = _crowd(small_model, 10)
    error = _until(model, after_looks(1000))
    assert (error.proofs, error.ceiling) == ((), None)
    assert model.obeys(error.plan)


def test_bonuses_count_ahead_of_leximin_only_without_bundles(small_model):
    sides = [Side(np.array([0])), Side(np.array([1]))]
    bonuses = Bonuses.of([5], ["both"], [sides])
    model = small_model([(0, 0), (0, 1)], 1, 2, demand=[2], bonuses=bonuses)
    ahead, behind = ("points", "leximin:0"), ("leximin:0", "points")
    assert not several_applies(model, ahead)
    assert several_applies(model, behind)
    assert several_applies(model.without_bonuses, ahead)
    held = replace(model, floors=((model.built_in["points"], 5),))
    assert not several_applies(held, behind)
    assert not several_applies(model, ("balance", "leximin:0"))
    single = replace(model, demand=np.ones(1, np.int64))
    assert not several_applies(single, behind)


def test_where_bundles_are_too_many_cp_sat_goes_on_alone(small_model, monkeypatch):
    pairs = [(0, 0), (0, 1), (1, 0), (1, 1)]
    model = small_model(pairs, 2, 2, points=[5, 4, 9, 2], demand=[2, 1])
    assert solve(model, ORDER).engine == "kernel"
    monkeypatch.setattr(bundles, "MOST_BUNDLES", 1)
    outcome = solve(model, ORDER)
    assert outcome.engine == "cp-sat"
    assert all(proof.proved for proof in outcome.proofs)
