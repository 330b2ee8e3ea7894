"""Every engine returns the best plan there is, and the same one."""

from dataclasses import replace

import pytest

from matchmaker.errors import InfeasibleError, InputError
from matchmaker.optimise.objectives import check_order
from matchmaker.optimise.outcome import SolveParams
from matchmaker.optimise.solve import solve

ORDERS = [
    ("coverage", "points"),
    ("coverage", "worst-off", "points"),
    ("points", "coverage"),
    ("points",),
    ("worst-off", "coverage", "points"),
    ("coverage", "points", "worst-off", "balance"),
    ("coverage", "balance", "worst-off", "points"),
    ("balance", "coverage"),
    ("points", "worst-off", "balance"),
    ("coverage", "balance", "points"),
]
# A third of the models are of the flow class, and a third have no minimums, so
# that neither refusals nor conflicts crowd out the rest.
KINDS = [
    {"mixed": False, "demand": False, "rows": False},
    {"minimum": False, "floor": False},
    {},
]


def _model_for(order, seed, random_model):
    model = random_model(seed, **KINDS[seed % 3])
    try:
        check_order(model, order)
    except InputError:  # worst-off stands first, so everybody must be met
        model = random_model(seed, least=1, **KINDS[0] | {"minimum": True})
        return replace(model, capacity=model.capacity + 2)
    return model


def _value(objective, score):
    """The score of brute force in the objective's own unit."""
    if score == float("inf"):
        return None
    return -score if objective == "balance" else score


@pytest.mark.parametrize("engine", ["auto", "flow", "cp-sat"])
@pytest.mark.parametrize("order", ORDERS, ids="-".join)
def test_engines_agree_with_brute_force(engine, order, random_model, brute_force):
    solved = 0
    for seed in range(48):
        model = _model_for(order, seed, random_model)
        best = brute_force(model, order)
        try:
            outcome = solve(model, order, SolveParams(engine=engine))
        except InfeasibleError:
            assert best is None, seed
            continue
        except InputError:
            assert engine == "flow", seed
            continue
        scores, used = best
        wanted = [_value(n, s) for n, s in zip(order, scores, strict=True)]
        assert [proof.value for proof in outcome.proofs] == wanted, seed
        assert [proof.bound for proof in outcome.proofs] == wanted, seed
        assert all(proof.proved for proof in outcome.proofs), seed
        assert outcome.canonical, seed
        assert outcome.used.tolist() == used, seed
        solved += 1
    assert solved >= 6


def test_the_flow_engine_shows_everything_by_prices(random_model):
    shown = []
    for seed in range(60):
        model = random_model(seed, minimum=False, floor=False, pins=False)
        outcome = solve(model, ("coverage", "worst-off", "points", "balance"))
        if outcome.engine == "flow":
            shown += [proof.shown_by for proof in outcome.proofs]
    assert set(shown) == {"prices"}
    assert len(shown) > 40


def test_two_workers_return_the_same_plan(random_model):
    for seed in range(20):
        model = random_model(seed, mixed=True, minimum=False, floor=False, pins=False)
        plans = [
            solve(model, ("coverage", "points"), SolveParams("cp-sat", workers=workers))
            for workers in (1, 3)
        ]
        assert plans[0].used.tolist() == plans[1].used.tolist()


def test_coverage_before_points_and_points_before_coverage(small_model):
    # r0 can have 9 points with the only place, r1 counts three times as much.
    model = small_model(
        [(0, 0), (1, 0)], 2, 1, points=[9, 1], priority=[1, 3], capacity=[1]
    )
    assert solve(model, ("coverage", "points")).used.tolist() == [1]
    assert solve(model, ("points", "coverage")).used.tolist() == [0]


def test_worst_off_gives_up_points_to_lift_the_lowest(small_model):
    # 10 + 1 is more than 5 + 5, but somebody would be left with 1.
    pairs = [(0, 0), (0, 1), (1, 0), (1, 1)]
    model = small_model(pairs, 2, 2, points=[10, 5, 5, 1])
    plain = solve(model, ("coverage", "points"))
    fair = solve(model, ("coverage", "worst-off", "points"))
    assert plain.used.tolist() == [0, 3]
    assert fair.used.tolist() == [1, 2]
    assert [proof.value for proof in fair.proofs] == [2, 5, 10]


@pytest.mark.parametrize(("upper", "engine"), [(2, "flow"), (1, "counts")])
def test_a_row_that_does_not_bind_is_left_to_the_flow(small_model, upper, engine):
    row = ([0, 1], [1, 1], upper, "at most so many of the group")
    model = small_model([(0, 0), (1, 1)], 2, 2, rows=[row])
    outcome = solve(model, ("coverage",))
    assert outcome.engine == engine
    assert outcome.proofs[0].value == upper


def test_the_flow_engine_says_when_it_does_not_apply(small_model):
    model = small_model([(0, 0), (1, 0)], 2, 1, load=[1, 2], capacity=[3])
    with pytest.raises(InputError, match="flow engine cannot"):
        solve(model, ("coverage",), SolveParams(engine="flow"))


def test_a_bound_of_the_flow_that_is_reached_is_shown_by_prices(small_model):
    # The row costs points but no coverage, so the flow's prices prove coverage.
    row = ([0, 3], [1, 1], 1, "not both favourites")
    pairs = [(0, 0), (0, 1), (1, 0), (1, 1)]
    model = small_model(pairs, 2, 2, points=[9, 1, 1, 9], rows=[row])
    outcome = solve(model, ("coverage", "points"))
    assert [proof.shown_by for proof in outcome.proofs] == ["prices", "solver"]
    assert [proof.value for proof in outcome.proofs] == [2, 2]
    assert outcome.certificates[1] is None


def test_progress_tells_of_every_objective(small_model):
    heard = []
    model = small_model([(0, 0)], 1, 1, points=[4])
    solve(model, ("coverage", "points"), progress=heard.append)
    assert [(p.stage, p.value, p.bound) for p in heard] == [
        ("coverage", 1, 1),
        ("points", 4, 4),
    ]
