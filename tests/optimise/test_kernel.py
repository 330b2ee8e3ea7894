"""Kernels leave out pairs that cannot matter, and nothing else."""

import numpy as np
import pytest

from matchmaker.errors import InfeasibleError
from matchmaker.optimise import kernel, relaxation
from matchmaker.optimise.bonus_columns import Bonuses, Side
from matchmaker.optimise.gave_up import GaveUpError
from matchmaker.optimise.outcome import Deadline, Progress, SolveParams, ignore
from matchmaker.optimise.relaxation import relax
from matchmaker.optimise.settle import kernel_applies, solve_kernel
from matchmaker.optimise.solve import solve
from matchmaker.optimise.sums import Sum

ORDER = ("coverage", "worst-off", "points")
FLOW_BUT_ROWS = {"mixed": False, "demand": False, "rows": True, "steps": False}
FREE = {"minimum": False, "floor": False, "pins": False, "limits": False}
"""Nothing must be, so that there is a plan."""


@pytest.fixture(autouse=True)
def _kernels_even_for_few_pairs(monkeypatch):
    monkeypatch.setattr(kernel, "FEWEST_PAIRS", 0)


@pytest.mark.parametrize(
    "order",
    [("coverage", "points"), ("coverage", "worst-off", "points"), ("points",)],
    ids="-".join,
)
def test_kernels_agree_with_brute_force(order, random_model, brute_force):
    by_kernel = 0
    for seed in range(150):
        model = random_model(seed, **FLOW_BUT_ROWS, least=0.1, negative=seed % 2)
        best = brute_force(model, order)
        try:
            outcome = solve(model, order)
        except InfeasibleError:
            assert best is None, seed
            continue
        assert outcome.used.tolist() == best[1], seed
        assert all(proof.proved for proof in outcome.proofs), seed
        assert outcome.canonical, seed
        by_kernel += outcome.engine in ("kernel", "cp-sat")
    assert by_kernel > 15


def test_where_no_kernel_picks_among_equals_cp_sat_does(
    random_model, brute_force, monkeypatch
):
    best_sum, given_up = kernel.Kernel.best_sum, []

    def never_ties(self, model, objectives, *more, **further):
        if objectives == ("tie",):
            given_up.append(model)
            raise GaveUpError
        return best_sum(self, model, objectives, *more, **further)

    monkeypatch.setattr(kernel.Kernel, "best_sum", never_ties)
    for seed in range(150):
        model = random_model(seed, **FLOW_BUT_ROWS, **FREE)
        outcome = solve(model, ("coverage",))
        assert outcome.used.tolist() == brute_force(model, ("coverage",))[1], seed
        assert outcome.canonical, seed
    assert len(given_up) > 5


@pytest.mark.parametrize(
    "order",
    [
        ("coverage", "points"),
        ("points",),
        ("coverage", "worst-off", "points"),
        ("coverage", "points", "balance"),
        ("coverage", "worst-off", "points", "balance"),
    ],
    ids="-".join,
)
def test_mixed_loads_by_branch_and_cut_agree_with_brute_force(
    order, random_model, brute_force
):
    by_search = 0
    for seed in range(150):
        model = random_model(
            seed, mixed=True, demand=False, rows=seed % 2 == 0, steps=False, least=0.1
        )
        best = brute_force(model, order)
        try:
            outcome = solve(model, order)
        except InfeasibleError:
            assert best is None, seed
            continue
        assert outcome.used.tolist() == best[1], seed
        assert all(proof.proved for proof in outcome.proofs), seed
        by_search += outcome.engine == "kernel"
    assert by_search > 15


def test_no_plan_beats_the_relaxation_nor_the_slack_of_its_pairs(
    random_model, keeps_rules
):
    checked = 0
    for seed in range(120):
        model = random_model(seed, rows=True, minimum=False, floor=False)
        relaxation = relax(model, Sum(model.points), Deadline(None))
        for code in range(0, 2**model.pairs, 3):
            used = [p for p in range(model.pairs) if code >> p & 1]
            if relaxation is None or not keeps_rules(model, set(used)):
                continue
            worth = relaxation.scale * int(model.points[used].sum())
            free = [p for p in used if not model.pinned[p]]
            losses = np.minimum(relaxation.slack[free], 0)
            assert worth <= relaxation.bound + losses.sum(), seed
            checked += 1
    assert checked > 150


def test_steps_before_pivots_lead_to_the_same_bound(random_model, monkeypatch):
    both = 0
    for seed in range(80):
        kind = {"bonuses": True, "if_used": seed % 2 == 0, "minimum": seed % 3 == 0}
        model = random_model(seed, rows=True, floor=True, **kind)
        bounds = []
        for many in (relaxation.MANY_COLUMNS, 0):
            with monkeypatch.context() as patch:
                patch.setattr(relaxation, "MANY_COLUMNS", many)
                found = relax(model, Sum(model.points, bonus=1), Deadline(None))
            bounds.append(None if found is None else found.bound / found.scale)
        assert bounds == pytest.approx(bounds[:1] * 2, abs=1e-3), seed
        both += bounds[0] is not None
    assert both > 30


def test_a_relaxation_without_solution_means_no_plan(small_model):
    model = small_model([(0, 0), (1, 0)], 2, 1, minimum=[1, 1])
    assert relax(model, Sum(model.points), Deadline(None)) is None


@pytest.mark.parametrize(
    ("order", "demand", "applies"),
    [
        (("coverage", "points"), 2, True),
        (("coverage", "worst-off"), 1, True),
        (("worst-off", "coverage"), 2, True),
        (("worst-off", "points"), 1, True),
        (("coverage", "balance"), 1, True),
        (("balance", "coverage"), 1, False),
        (("coverage", "balance", "points"), 1, True),
    ],
)
def test_where_kernels_apply(small_model, order, demand, applies):
    model = small_model([(0, 0), (0, 1)], 1, 2, demand=[demand])
    assert kernel_applies(model, order) is applies


def test_out_of_time_the_kernel_says_so(small_model):
    row = ([0, 3], [1, 1], 1, "not both favourites")
    pairs = [(0, 0), (0, 1), (1, 0), (1, 1)]
    model = small_model(pairs, 2, 2, points=[9, 1, 1, 9], rows=[row])
    relaxed = solve(model.only(np.ones(4, bool), model.pinned), ("points",))
    with pytest.raises(GaveUpError):
        solve_kernel(
            model,
            ("points",),
            SolveParams(),
            Deadline(0.0),
            listen=ignore,
            relaxed=relaxed,
        )


def test_a_plan_of_the_flow_is_told_and_kept_if_time_ends_behind_it(
    small_model, monkeypatch
):
    def out_of_time(*_):
        raise GaveUpError

    sides = Side(np.array([1])), Side(np.array([2]))
    both = Bonuses.of([5], ("the other two",), [sides])
    pairs = [(0, 0), (0, 1), (1, 0), (1, 1)]
    model = small_model(pairs, 2, 2, points=[9, 1, 1, 9], bonuses=both)
    monkeypatch.setattr(kernel, "relax", out_of_time)
    told: list[Progress] = []
    quick = kernel.Kernel(SolveParams(), Deadline(None), told.append)
    with pytest.raises(GaveUpError) as given_up:
        quick.best_sum(model, ("coverage", "points"))
    assert given_up.value.plan.tolist() == [0, 3]
    assert told == [Progress("coverage", 2, None)]


@pytest.mark.parametrize("limit", [0.002, 0.01])
def test_a_time_limit_with_binding_rows_still_gives_a_plan(
    random_model, keeps_rules, limit
):
    for seed in range(40):
        plain = {"minimum": False, "floor": False, "pins": False}
        model = random_model(seed, **FLOW_BUT_ROWS, **plain)
        outcome = solve(
            model, ("coverage", "worst-off", "points"), SolveParams(time_limit=limit)
        )
        assert keeps_rules(model, set(outcome.used.tolist()))


def test_to_meet_nobody_may_be_best(small_model):
    # Nobody counts in coverage, so leaving both out costs none of it, and then
    # nobody is badly off; a threshold on pairs could not say so.
    row = ([0, 1], [1, 1], 1, "only one of them")
    pairs = [(0, 0), (1, 1)]
    model = small_model(pairs, 2, 2, points=[3, 4], priority=[0, 0], rows=[row])
    outcome = solve(model, ("points", "coverage"))
    assert outcome.used.tolist() == [1]
    relaxed = solve(small_model(pairs, 2, 2, points=[3, 4]), ORDER)
    with pytest.raises(GaveUpError):
        solve_kernel(
            model, ORDER, SolveParams(), Deadline(None), listen=ignore, relaxed=relaxed
        )
    fair = solve(model, ORDER)
    assert fair.used.tolist() == []
    assert [proof.value for proof in fair.proofs] == [0, None, 0]


def test_points_below_nothing_do_not_lower_the_bound_on_coverage(small_model):
    row = ([0, 3], [1, 1], 1, "not both favourites")
    pairs = [(0, 0), (0, 1), (1, 0), (1, 1)]
    model = small_model(pairs, 2, 2, points=[-1, -9, -9, -1], rows=[row])
    outcome = solve(model, ("coverage", "points"))
    assert [proof.value for proof in outcome.proofs] == [2, -18]


def test_a_ceiling_on_coverage_allows_for_points_below_nothing(
    random_model, brute_force
):
    # The bound on coverage and points together leaves room for what points may cost:
    # without it, coverage seems out of reach above the threshold that keeps it.
    order = ("coverage", "worst-off", "points")
    plain = {"minimum": False, "floor": False, "negative": True}
    model = random_model(3579, **FLOW_BUT_ROWS, **plain)
    (best, used) = brute_force(model, order)
    assert best == [4, -8, -6]
    outcome = solve(model, order)
    assert [proof.value for proof in outcome.proofs] == best
    assert outcome.used.tolist() == used
