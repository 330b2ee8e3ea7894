"""A time limit ends with the best plan so far, and claims no more than is shown."""

import numpy as np
import pytest

from matchmaker.errors import InputError, NoPlanError
from matchmaker.optimise.cpsat import solve_cpsat
from matchmaker.optimise.flow import solve_flow
from matchmaker.optimise.objectives import levels_of
from matchmaker.optimise.outcome import Deadline, SolveParams, ignore
from matchmaker.optimise.solve import solve

ORDER = ("coverage", "worst-off", "points")


def _tangle(small_model, size=30, **columns):
    """Loads that do not fit each other: quick to start, slow to prove."""
    rng = np.random.default_rng(4)
    pairs = [(r, s) for r in range(3 * size) for s in range(size)]
    return small_model(
        pairs,
        3 * size,
        size,
        points=rng.integers(1, 1000, len(pairs)),
        load=rng.integers(20, 60, len(pairs)),
        capacity=rng.integers(70, 130, size),
        **columns,
    )


@pytest.mark.parametrize("engine", ["auto", "flow", "cp-sat"])
@pytest.mark.parametrize("limit", [0.0, 1e-6])
def test_no_time_at_all_still_gives_a_plan(random_model, keeps_rules, engine, limit):
    for seed in range(30):
        plain = {"minimum": False, "floor": False, "pins": False}
        flow = {"mixed": False, "demand": False, "rows": False}
        model = random_model(seed, **plain, **(flow if engine == "flow" else {}))
        outcome = solve(model, ORDER, SolveParams(engine, time_limit=limit))
        assert keeps_rules(model, set(outcome.used.tolist()))
        assert not outcome.canonical


def test_no_time_at_all_says_what_leximin_has_come_to(random_model):
    for seed in range(10):
        model = random_model(seed, minimum=False, floor=False, pins=False)
        outcome = solve(model, ("coverage", "leximin"), SolveParams(time_limit=0.0))
        leximin = outcome.proofs[1]
        levels = levels_of(model, "leximin", outcome.used)
        assert leximin.levels == tuple(sorted(levels.items()))
        assert leximin.shown_by == "not shown"


def test_stopped_in_the_middle_the_values_stay_true(
    random_model, score, brute_force, after_looks
):
    unproved = 0
    for seed in range(40):
        plain = {"minimum": False, "floor": False, "pins": False}
        model = random_model(seed, mixed=False, demand=False, rows=False, **plain)
        best, _ = brute_force(model, ORDER)
        for looks in range(4):
            outcome = solve_flow(model, ORDER, after_looks(looks), ignore)
            proved = True
            for proof, name, top in zip(outcome.proofs, ORDER, best, strict=True):
                value = score(model, outcome.used.tolist(), name)
                assert proof.value == (None if value == float("inf") else value)
                assert proof.shown_by == "not shown" or proved
                if proof.proved:
                    assert value == top
                elif proof.bound is not None and proved:
                    assert proof.bound >= top > value
                proved = proved and proof.proved
            unproved += not proved
    assert unproved > 40


def test_cp_sat_stopped_early_keeps_a_valid_bound(small_model):
    model = _tangle(small_model)
    outcome = solve(model, ("points",), SolveParams("cp-sat", time_limit=1.0))
    (proof,) = outcome.proofs
    assert model.obeys(outcome.used)
    assert not proof.proved
    assert not outcome.canonical
    assert proof.bound is None or proof.bound > proof.value


def test_after_an_unproved_objective_nothing_is_shown(small_model):
    model = _tangle(small_model)
    outcome = solve(
        model, ("points", "coverage", "balance"), SolveParams("cp-sat", time_limit=0.5)
    )
    assert not outcome.proofs[0].proved
    assert [proof.shown_by for proof in outcome.proofs[1:]] == ["not shown"] * 2
    assert [proof.bound for proof in outcome.proofs[1:]] == [None, None]


def test_with_minimums_there_may_be_no_plan_in_time(small_model):
    # The quick plan gives s0 to the first request, and strands the second.
    row = ([0, 2], [1, 1], 1, "not both")
    pairs = [(0, 0), (0, 1), (1, 0)]
    model = small_model(pairs, 2, 2, points=[9, 1, 5], minimum=[1, 1], rows=[row])
    with pytest.raises(NoPlanError):
        solve_cpsat(model, ("points",), SolveParams(), Deadline(0.0), ignore)


@pytest.mark.parametrize(
    "wrong", [{"engine": "magic"}, {"workers": 0}, {"time_limit": -1.0}]
)
def test_params_that_mean_nothing_are_refused(wrong):
    with pytest.raises(InputError):
        SolveParams(**wrong)


def test_with_no_time_the_first_objective_still_has_a_bound(small_model):
    pairs = [(0, 0), (0, 1), (1, 0)]
    model = small_model(pairs, 2, 2, points=[5, 7, 2], priority=[3, 1])
    for order, bound in ((("coverage", "points"), 4), (("points", "coverage"), 9)):
        outcome = solve(model, order, SolveParams(time_limit=0.0))
        first, second = outcome.proofs
        assert first.bound == bound  # each request with its best pair
        assert first.value <= bound
        assert second.bound is None


def test_with_no_time_at_all_the_plan_is_a_flow_put_right(small_model):
    # One by one r0 takes s0 at 9, and r1 stays with s1 at 1. The flow crosses them:
    # 8 + 8. r2 and r3 may not both have s2, so one of them is dropped.
    pairs = [(0, 0), (0, 1), (1, 0), (1, 1), (2, 2), (3, 2)]
    model = small_model(
        pairs,
        4,
        3,
        points=[9, 8, 8, 1, 5, 4],
        capacity=[1, 1, 2],
        rows=[([4, 5], [1, 1], 1, "not both")],
    )
    outcome = solve(model, ("coverage", "points"), SolveParams(time_limit=0.0))
    assert outcome.used.tolist() == [1, 2, 4]
    assert [proof.value for proof in outcome.proofs] == [3, 21]


def test_where_time_is_up_after_coverage_points_are_still_good(
    small_model, after_looks
):
    # Both plans meet both requests; the worst pairing would be looked for next.
    pairs = [(0, 0), (0, 1), (1, 0), (1, 1)]
    for points, used in (([9, 3, 1, 9], [0, 3]), ([1, 9, 9, 3], [1, 2])):
        model = small_model(pairs, 2, 2, points=points)
        outcome = solve_flow(model, ORDER, after_looks(0), ignore)
        assert outcome.used.tolist() == used
        assert outcome.proofs[0].proved
        assert [proof.shown_by for proof in outcome.proofs[1:]] == ["not shown"] * 2


def test_leximin_can_be_stopped_between_its_bands(small_model, after_looks):
    # Both requests at their best is one in band 0 and one in band 50; else both are
    # in band 20. One look at the clock before leximin, then one before each band.
    model = small_model(
        [(0, 0), (0, 1), (1, 0), (1, 1)], 2, 2, points=[51, 29, 27, 8], band=10
    )
    for looks, shown in ((2, False), (20, True)):
        outcome = solve_flow(model, ("coverage", "leximin"), after_looks(looks), ignore)
        coverage, leximin = outcome.proofs
        assert (coverage.value, coverage.proved) == (2, True)
        assert leximin.proved == shown
        assert outcome.canonical == shown
        assert len(outcome.used) == 2
        if shown:
            assert np.unique(model.levels[outcome.used]).tolist() == [20]
