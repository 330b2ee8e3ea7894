"""A search that is stopped at any of its steps says nothing that is not so."""

from threading import Timer

import numpy as np
import pytest

from matchmaker.domain.objective import Objective
from matchmaker.errors import NoPlanError
from matchmaker.optimise.formulation import solver_until
from matchmaker.optimise.gave_up import GaveUpError
from matchmaker.optimise.loosely import solve_loosely
from matchmaker.optimise.mip import EXACTLY, best_sum
from matchmaker.optimise.objectives import sum_of
from matchmaker.optimise.outcome import Deadline, SolveParams, Stop
from matchmaker.optimise.repair import repaired_plan
from matchmaker.optimise.solve import solve
from matchmaker.optimise.standing import as_it_stands

ORDER = ("coverage", "points", "balance")


def _crowd(small_model, *, coupled, size=8):
    """More requests than places; where `coupled`, at most 3 of each 5 neighbours."""
    rng = np.random.default_rng(7)
    requests = 5 * size
    pairs = [(r, s) for r in range(requests) for s in range(size)]
    rows = [
        ([r * size + s for r in range(5 * k, 5 * k + 5)], [1] * 5, 3, f"row {k} {s}")
        for k in range(size)
        for s in range(size)
    ]
    return small_model(
        pairs,
        requests,
        size,
        points=rng.integers(0, 40, len(pairs)) + 60 * (rng.random(len(pairs)) < 0.2),
        priority=rng.integers(1, 4, requests),
        load=np.ones(len(pairs)) + (coupled & (rng.random(len(pairs)) < 0.3)),
        capacity=[4] * size,
        rows=rows if coupled else [],
    )


class _PressedAt:
    """Presses the switch at one step of the search."""

    def __init__(self, step):
        self.stop = Stop()
        self.left = step
        self.heard = []

    def __call__(self, progress):
        self.heard.append(progress)
        if self.left == 0:
            self.stop.press()
        self.left -= 1


@pytest.mark.parametrize("how", [("auto", False), ("auto", True), ("cp-sat", True)])
@pytest.mark.parametrize("step", range(6))
def test_whatever_the_step_all_that_is_said_is_true(
    small_model, score, keeps_rules, how, step
):
    engine, coupled = how
    model = _crowd(small_model, coupled=coupled)
    best = solve(model, ("coverage", "points"))
    listener = _PressedAt(step)
    outcome = solve(model, ORDER, SolveParams(engine), listener, listener.stop)
    used = outcome.used.tolist()
    assert keeps_rules(model, set(used))
    assert [proof.value for proof in outcome.proofs] == [
        abs(score(model, used, name)) for name in ORDER
    ]
    first, second, _ = outcome.proofs
    assert first.bound >= best.proofs[0].value >= first.value
    if first.proved and second.bound is not None:
        assert second.bound >= best.proofs[1].value >= second.value
    if listener.left < 0:
        assert not outcome.canonical or all(proof.proved for proof in outcome.proofs)


@pytest.mark.parametrize(
    ("engine", "coupled"), [("auto", False), ("auto", True), ("cp-sat", True)]
)
def test_every_step_tells_of_a_bound_no_plan_beats(small_model, engine, coupled):
    model = _crowd(small_model, coupled=coupled)
    listener = _PressedAt(-1)
    outcome = solve(model, ("coverage", "points"), SolveParams(engine), listener)
    best = {proof.objective: proof.value for proof in outcome.proofs}
    assert listener.heard
    for step in listener.heard:
        assert step.bound is None or step.bound >= best[step.stage]
        if step.stage == "coverage":
            assert step.value is None or step.value <= best["coverage"]
    assert listener.heard[-1].gap == 0


def test_cp_sat_tells_of_plans_on_the_way(small_model):
    model = _crowd(small_model, coupled=True)
    listener = _PressedAt(-1)
    solve(model, ("points",), SolveParams("cp-sat"), listener)
    values = [step.value for step in listener.heard]
    assert len(values) > 2
    assert values == sorted(values)


def test_branch_and_cut_lets_go_when_the_switch_is_pressed(small_model):
    rng = np.random.default_rng(4)
    size = 60
    pairs = [(r, s) for r in range(3 * size) for s in range(size)]
    model = small_model(
        pairs,
        3 * size,
        size,
        points=rng.integers(1, 1000, len(pairs)),
        load=rng.integers(20, 60, len(pairs)),
        capacity=rng.integers(70, 130, size),
    )

    # Left to itself it has a plan after 30 seconds, and no proof.
    stop = Stop()
    Timer(1.0, stop.press).start()
    with pytest.raises(GaveUpError):
        best_sum(model, sum_of(model, "points"), Deadline(30.0, stop))


def test_solvers_leave_signals_to_us():
    # CP-SAT's own handler aborts the process when another thread gets the signal.
    assert not solver_until(Deadline(None)).parameters.catch_sigint_signal
    assert "catchctrlc = FALSE" in EXACTLY


def test_a_plan_as_it_stands_keeps_the_bounds_that_are_known(small_model):
    model = small_model([(0, 0), (1, 0), (1, 1)], 2, 2, points=[5, 7, 3])
    names, used = ("coverage", "points"), np.array([1])
    for ceiling, bound in ((None, 2), (2, 2), (1, 1)):
        outcome = as_it_stands(
            model, names, used, lambda p, c=ceiling: None if p else c
        )
        coverage, points = outcome.proofs
        assert (coverage.value, coverage.bound) == (1, bound)
        assert coverage.proved == (bound == 1)
        assert (points.value, points.bound, points.shown_by) == (7, None, "not shown")


def test_a_broken_plan_is_repaired_by_moving_others(small_model):
    # Not both r0 and r1 with s0. The flow gives s0 to both; whoever goes first, the
    # other finds only s1, which r2 has, who could as well go to s2.
    pairs = [(0, 0), (1, 0), (1, 1), (2, 1), (2, 2)]
    model = small_model(
        pairs,
        3,
        3,
        points=[9, 8, 1, 5, 1],
        capacity=[2, 1, 1],
        rows=[([0, 1], [1, 1], 1, "not both")],
    )
    flow = np.array([0, 1, 3])
    for time, given in ((None, [0, 2, 4]), (0.0, [0, 3])):
        plan = repaired_plan(model, ("coverage", "points"), flow, Deadline(time))
        assert plan.tolist() == given


def test_without_time_for_what_follows_a_tolerance_its_plan_stays(small_model):
    model = small_model([(0, 0), (0, 1)], 1, 2, points=[5, 9])
    loose = {"coverage": Objective(name="coverage", tolerance=1)}

    def once(allowed, names):
        if names == ("points",):
            raise NoPlanError("no time")
        return solve(allowed, names)

    outcome = solve_loosely(model, ("coverage", "points"), loose, once)
    coverage, points = outcome.proofs
    assert (coverage.value, coverage.bound) == (1, 1)
    assert (points.value, points.bound) == (int(model.points[outcome.used[0]]), None)
    assert not outcome.canonical
