"""The best stable plan of a model: stories, and every plan there is."""

from dataclasses import replace
from itertools import combinations, islice

import numpy as np
import pytest
from ortools.sat.python import cp_model

from matchmaker.domain.objective import Objective
from matchmaker.errors import InfeasibleError, InputError
from matchmaker.optimise.formulation import Formulation
from matchmaker.optimise.model import Model
from matchmaker.optimise.objectives import levels_of, value_of
from matchmaker.optimise.outcome import Deadline, SolveParams
from matchmaker.optimise.solve import solve
from matchmaker.optimise.stable import Market, deferred_acceptance
from matchmaker.optimise.stable.exchange import exchanges, is_stable
from matchmaker.optimise.stable.layers import layered_plan
from matchmaker.optimise.stable.settled import settle

BOTH = ("coverage", "points")


def ints(values):
    return np.array(values, np.int64)


def model_of(table, *, rows=(), **changed):
    """
    A model of a table of points by request and supporter; `None` is no pair.

    Rows are (coefficients by pair, least, most).
    """
    pairs = [
        (r, s)
        for r, line in enumerate(table)
        for s, p in enumerate(line)
        if p is not None
    ]
    requests, supporters = len(table), len(table[0])
    entries = [[(p, a) for p, a in enumerate(row[0]) if a] for row in rows]
    flat = [entry for row in entries for entry in row]
    model = Model(
        indptr=np.searchsorted(ints([r for r, _ in pairs]), np.arange(requests + 1)),
        supporter=np.array([s for _, s in pairs], np.int32),
        points=ints([table[r][s] for r, s in pairs]),
        load=np.ones(len(pairs), np.int64),
        demand=np.ones(requests, np.int64),
        minimum=np.zeros(requests, np.int64),
        priority=np.ones(requests, np.int64),
        capacity=np.ones(supporters, np.int64),
        supporter_minimum=np.zeros(supporters, np.int64),
        minimum_if_used=False,
        pinned=np.zeros(len(pairs), bool),
        row_indptr=ints(np.cumsum([0, *(len(row) for row in entries)])),
        row_pairs=ints([p for p, _ in flat]),
        row_coefficient=ints([a for _, a in flat]),
        row_lower=ints([row[1] for row in rows]),
        row_upper=ints([row[2] for row in rows]),
        row_names=tuple(f"row {k}" for k in range(len(rows))),
        request_names=tuple(f"r{r}" for r in range(requests)),
        supporter_names=tuple(f"s{s}" for s in range(supporters)),
        tie=np.arange(1, len(pairs) + 1),
        stable=True,
    )
    return replace(model, **changed)


def made(model, used):
    return [(int(model.request[p]), int(model.supporter[p])) for p in used]


def test_the_two_who_are_worth_most_to_each_other_come_first():
    # Together 7 + 8 = 15 would be more than 9 + 1, but 0 and 0 would leave for each other.
    model = model_of([[9, 7], [8, 1]])
    assert made(model, solve(model, BOTH).used) == [(0, 0), (1, 1)]
    free = replace(model, stable=False)
    assert made(free, solve(free, BOTH).used) == [(0, 1), (1, 0)]


def test_of_stable_plans_that_differ_in_size_the_larger():
    # Supporter 0 is worth as much to both; only request 0 could go to supporter 1.
    model = model_of([[5, 3], [5, None]])
    assert not settle(model).chosen.any()
    outcome = solve(model, BOTH)
    assert made(model, outcome.used) == [(0, 1), (1, 0)]
    assert [proof.value for proof in outcome.proofs] == [2, 8]
    assert {proof.shown_by for proof in outcome.proofs} == {"solver"}
    # By points alone as well: 5 for one of them, and 3 more.
    assert solve(model, ("points",)).proofs[0].value == 8


def test_nobody_gives_up_what_is_pinned():
    pinned = np.array([False, True, False, False])
    model = model_of([[9, 7], [8, 1]], pinned=pinned)
    assert made(model, solve(model, BOTH).used) == [(0, 1), (1, 0)]


def test_a_minimum_may_leave_no_stable_plan_and_is_then_named():
    """Supporter 0 would drop request 1, which must have somebody, for request 0."""
    model = model_of([[9], [3]], minimum=ints([0, 1]))
    with pytest.raises(InfeasibleError) as refused:
        solve(model, BOTH)
    assert refused.value.minimal
    assert refused.value.conflict[0].startswith("no request and supporter may rather")
    (named,) = refused.value.conflict[1:]
    assert "r1" in named


def test_where_rules_alone_leave_no_plan_stability_is_not_named():
    model = model_of([[9], [3]], minimum=ints([1, 1]))
    with pytest.raises(InfeasibleError) as refused:
        solve(model, BOTH)
    assert not any("rather" in said for said in refused.value.conflict)


def test_a_row_may_forbid_what_both_would_rather():
    # 0 and 0 may not stand beside 2 and 2, whose pairing makes three of two.
    table = [[9, 7, None], [8, None, None], [None, None, 5]]
    model = model_of(table, rows=[([1, 0, 0, 1], 0, 1)])
    outcome = solve(model, ("coverage",))
    assert made(model, outcome.used) == [(0, 1), (1, 0), (2, 2)]
    (blocking,) = exchanges(replace(model, row_upper=ints([2])), outcome.used)
    assert blocking.pair == 0


def test_a_supporter_drops_no_more_than_it_must():
    # 0 needs 2 beside it. So for 0 request 1 is dropped and 2 is kept, though both
    # are worth less; request 1 counts most, and has no place all the same.
    rows = [([-1, 0, 1], 0, 9)]
    model = model_of(
        [[5], [1], [2]], rows=rows, capacity=ints([2]), priority=ints([1, 5, 1])
    )
    assert made(model, solve(model, BOTH).used) == [(0, 0), (2, 0)]


def test_worst_off_within_a_tolerance_is_refused():
    model = model_of([[9, 7], [8, 1]])
    loosely = [Objective(name="worst-off", tolerance=1), Objective(name="points")]
    with pytest.raises(InputError, match="worst-off"):
        solve(replace(model, minimum=ints([1, 1])), loosely)


def test_a_tolerance_is_used_among_stable_plans():
    # Either request may have supporter 0. Points prefer 5 + 3; 1 less is 5 + 2.
    model = model_of([[5, 3, None], [5, None, 2]])
    loosely = [Objective(name="points", tolerance=1), Objective(name="worst-off")]
    for order in (loosely[:1], ["points", "worst-off"]):
        outcome = solve(model, order)
        assert is_stable(model, outcome.used)
        assert outcome.proofs[0].value == 8


def test_without_any_time_the_plan_is_stable_too():
    table = np.random.default_rng(3).integers(0, 3, (6, 6)).tolist()
    model = model_of(table)
    outcome = solve(model, BOTH, SolveParams(time_limit=0))
    assert is_stable(model, outcome.used)
    assert not outcome.proofs[1].proved


@pytest.mark.parametrize("seed", range(20))
def test_without_equals_all_is_settled_as_by_proposals_of_either_side(seed):
    rng = np.random.default_rng(seed)
    table = rng.permutation(30).reshape(6, 5)
    rooms = rng.integers(0, 3, 5)
    model = model_of(table.tolist(), capacity=rooms)
    known = settle(model)
    assert not known.unsettled.any()
    market = Market.two_sided(
        [np.argsort(-line).tolist() for line in table],
        [np.argsort(-column).tolist() for column in table.T],
        rooms.tolist(),
    )
    outcome = solve(model, BOTH)
    assert np.array_equal(outcome.used, np.flatnonzero(known.chosen))
    for side in ("requests", "supporters"):
        used = deferred_acceptance(market, side)
        pairs = zip(market.request[used], market.offer[used], strict=True)
        assert sorted(pairs) == made(model, outcome.used)


def drawn(rng, *, rows, loads):
    """A small model with ties, pins, rows of all kinds and mixed loads."""
    requests, supporters = int(rng.integers(1, 5)), int(rng.integers(1, 4))
    table = [
        [
            int(rng.integers(-1, 4)) if rng.random() < 0.7 else None
            for _ in range(supporters)
        ]
        for _ in range(requests)
    ]
    count = sum(p is not None for line in table for p in line)
    limits = ((-99, 1), (-99, 2), (1, 99), (2, 99), (0, 0))
    lines = [
        (
            rng.choice([0, 0, 0, 1, 1, 2, -1], count).tolist(),
            *limits[rng.integers(0, len(limits))],
        )
        for _ in range(int(rng.integers(1, 4)) if rows else 0)
    ]
    return model_of(
        table,
        rows=lines,
        demand=rng.integers(0, 3, requests),
        minimum=ints([0] * requests),
        priority=rng.integers(1, 3, requests),
        capacity=rng.integers(0, 4, supporters),
        load=rng.integers(1, 3, count) if loads else np.ones(count, np.int64),
        pinned=rng.random(count) < 0.05,
        tie=rng.integers(1, 9, count),
    )


def every_plan(model):
    pairs = range(model.pairs)
    plain = replace(model, stable=False)
    for size in range(model.pairs + 1):
        for some in combinations(pairs, size):
            if plain.obeys(ints(some)):
                yield ints(some)


def worth(model, objectives, used):
    """What a plan reaches, objective by objective; more is better."""
    return tuple(_worth(model, name, used) for name in objectives)


def _worth(model, name, used):
    if name == "leximin":
        levels = levels_of(model, name, used)
        return tuple(-levels.get(edge, 0) for edge in range(-3, 12))
    value = value_of(model, name, used)
    if name == "worst-off":
        return 99 if value is None else value
    return -value if name == "balance" else value


ORDERS = (
    BOTH,
    ("points",),
    ("coverage", "worst-off", "points"),
    ("points", "balance"),
    ("coverage", "leximin"),
)


@pytest.mark.parametrize("loads", [False, True])
@pytest.mark.parametrize("rows", [False, True])
@pytest.mark.parametrize("seed", range(25))
def test_no_stable_plan_is_better(seed, rows, loads):
    model = drawn(np.random.default_rng(seed), rows=rows, loads=loads)
    objectives = ORDERS[seed % len(ORDERS)]
    stable = [used for used in every_plan(model) if is_stable(model, used)]
    if not stable:
        with pytest.raises(InfeasibleError):
            solve(model, objectives)
        return
    outcome = solve(model, objectives)
    assert is_stable(model, outcome.used)
    best = max(worth(model, objectives, used) for used in stable)
    assert worth(model, objectives, outcome.used) == best
    assert all(proof.proved for proof in outcome.proofs)
    equal = [used for used in stable if worth(model, objectives, used) == best]
    heaviest = max(int(model.tie[used].sum()) for used in equal)
    assert not outcome.canonical or int(model.tie[outcome.used].sum()) == heaviest


@pytest.mark.parametrize("loads", [False, True])
@pytest.mark.parametrize("seed", range(25))
def test_cp_sat_is_left_the_stable_plans_and_no_others(seed, loads):
    """Each plan in turn is fixed: it fits if, and only if, nothing blocks it."""
    model = drawn(np.random.default_rng(1000 + seed), rows=True, loads=loads)
    written = Formulation(model, ())
    for used in islice(every_plan(model), 40):
        chosen = np.isin(np.arange(model.pairs), used).astype(int).tolist()
        for variable, value in enumerate(chosen):
            domain = written.cp.proto.variables[variable].domain
            domain[0], domain[1] = value, value
        fits = cp_model.CpSolver().solve(written.cp) == cp_model.OPTIMAL
        assert fits == is_stable(model, used)


def test_a_flow_that_leaves_stability_aside_is_not_taken_at_its_word():
    # Request 2 counts most and only 0 would do, who rather has request 0 or 1.
    model = model_of([[5, 4], [5, 4], [3, None]], priority=ints([1, 1, 5]))
    outcome = solve(model, BOTH)
    assert is_stable(model, outcome.used)
    assert [proof.value for proof in outcome.proofs] == [2, 9]
    assert all(proof.proved for proof in outcome.proofs)


def test_layers_begin_with_what_is_worth_most():
    # By 5 points both are met in one way only; one by one 0 would take the first.
    model = model_of([[5, 5], [5, None], [4, 4]])
    used = layered_plan(model, Deadline(None))
    assert made(model, used) == [(0, 1), (1, 0)]
    assert layered_plan(replace(model, minimum=ints([0, 0, 1])), Deadline(None)) is None


@pytest.mark.parametrize("seed", range(40))
def test_what_is_settled_is_so_in_every_stable_plan(seed):
    model = drawn(np.random.default_rng(seed), rows=seed % 2 > 0, loads=seed % 4 > 1)
    known = settle(model)
    for used in every_plan(model):
        if is_stable(model, used):
            assert np.isin(np.flatnonzero(known.chosen), used).all()
            assert (known.chosen | known.unsettled)[used].all()
