"""The best stable plan where both sides rank each other: every plan there is."""

from dataclasses import replace
from itertools import combinations, islice

import numpy as np
import pytest
from ortools.sat.python import cp_model

from matchmaker.errors import InfeasibleError
from matchmaker.optimise.formulation import Formulation
from matchmaker.optimise.model import Model
from matchmaker.optimise.objectives import value_of
from matchmaker.optimise.outcome import Deadline, SolveParams
from matchmaker.optimise.repair import repaired_plan
from matchmaker.optimise.solve import solve
from matchmaker.optimise.stable import Market, deferred_acceptance
from matchmaker.optimise.stable.exchange import exchanges, is_stable
from matchmaker.optimise.stable.narrowing import narrow
from matchmaker.optimise.stable.proposals import proposed_plans
from matchmaker.optimise.stable.wishes import Wishes
from matchmaker.optimise.sums import Sum

BOTH = ("coverage", "points")


def ints(values):
    return np.array(values, np.int64)


def model_of(asked, offered, *, rows=(), **changed):
    """
    A model of two tables: how much each request likes each supporter, and back.

    `None` is no pair. Rows are (coefficients by pair, least, most).
    """
    pairs = [
        (r, s)
        for r, line in enumerate(asked)
        for s, liking in enumerate(line)
        if liking is not None
    ]
    requests, supporters = len(asked), len(asked[0])
    entries = [[(p, a) for p, a in enumerate(row[0]) if a] for row in rows]
    flat = [entry for row in entries for entry in row]
    model = Model(
        indptr=np.searchsorted(ints([r for r, _ in pairs]), np.arange(requests + 1)),
        supporter=np.array([s for _, s in pairs], np.int32),
        points=np.ones(len(pairs), np.int64),
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
        wishes=Wishes(
            ints([asked[r][s] for r, s in pairs]),
            ints([offered[s][r] for r, s in pairs]),
        ),
    )
    return replace(model, **changed)


def made(model, used):
    return [(int(model.request[p]), int(model.supporter[p])) for p in used]


# Each of two would rather have what the other side would rather not: two stable plans.
OPPOSED = ([[2, 1], [1, 2]], [[1, 2], [2, 1]])


def test_each_side_has_a_stable_plan_that_is_best_for_all_of_it():
    model = model_of(*OPPOSED)
    assert not narrow(model).chosen.any()
    assert narrow(model).unsettled.all()
    asking, supporting = proposed_plans(model)
    assert made(model, asking) == [(0, 0), (1, 1)]
    assert made(model, supporting) == [(0, 1), (1, 0)]


def test_points_choose_among_stable_plans():
    for points, best in (
        ([5, 1, 1, 5], [(0, 0), (1, 1)]),
        ([1, 5, 5, 1], [(0, 1), (1, 0)]),
    ):
        model = model_of(*OPPOSED, points=ints(points))
        outcome = solve(model, BOTH)
        assert made(model, outcome.used) == best
        assert [proof.value for proof in outcome.proofs] == [2, 10]
        assert all(proof.proved for proof in outcome.proofs)


def test_points_do_not_buy_a_plan_that_two_would_leave():
    # Both 0 like each other best; 9 points for the other pairs change nothing.
    model = model_of([[2, 1], [2, 1]], [[2, 1], [2, 1]], points=ints([0, 9, 9, 0]))
    outcome = solve(model, ("points",))
    assert made(model, outcome.used) == [(0, 0), (1, 1)]
    free = replace(model, stable=False)
    (blocking,) = exchanges(free, solve(free, ("points",)).used)
    assert (blocking.pair, blocking.leaves, blocking.drops) == (0, 1, (2,))


def test_loads_that_differ_may_leave_no_plan_stable():
    """
    Supporter 0 has two places, and likes 1 best, who takes both, then 0, then 2.

    Requests 0 and 2 take one each. 1 likes 1 best, who likes 0 best, who likes 1.
    """
    model = model_of(
        [[1, 2], [1, 2], [1, None]],
        [[2, 3, 1], [2, 1, None]],
        capacity=ints([2, 1]),
        load=ints([1, 1, 2, 1, 1]),
    )
    found = [used for used in every_plan(model) if is_stable(model, used)]
    assert [made(model, used) for used in found] == [[(0, 1), (1, 0)]]


def drawn(rng, *, rows, loads, ties):
    """A small model with ties, pins, rows of all kinds and mixed loads."""
    requests, supporters = int(rng.integers(1, 5)), int(rng.integers(1, 4))
    most = 3 if ties else 100
    asked = [
        [
            int(rng.integers(0, most)) if rng.random() < 0.8 else None
            for _ in range(supporters)
        ]
        for _ in range(requests)
    ]
    offered = rng.integers(0, most, (supporters, requests)).tolist()
    count = sum(liking is not None for line in asked for liking in line)
    limits = ((-99, 1), (-99, 2), (1, 99), (2, 99), (0, 0))
    lines = [
        (
            rng.choice([0, 0, 0, 1, 1, 2, -1], count).tolist(),
            *limits[rng.integers(0, len(limits))],
        )
        for _ in range(int(rng.integers(1, 4)) if rows else 0)
    ]
    return model_of(
        asked,
        offered,
        rows=lines,
        points=rng.integers(-1, 4, count),
        demand=rng.integers(0, 3, requests),
        priority=rng.integers(1, 3, requests),
        capacity=rng.integers(0, 4, supporters),
        load=rng.integers(1, 3, count) if loads else np.ones(count, np.int64),
        pinned=rng.random(count) < 0.05,
        tie=rng.integers(1, 9, count),
        sums={"cost": Sum(-rng.integers(0, 4, count), minimise=True)},
    )


def every_plan(model):
    pairs = range(model.pairs)
    plain = replace(model, stable=False)
    for size in range(model.pairs + 1):
        for some in combinations(pairs, size):
            if plain.obeys(ints(some)):
                yield ints(some)


def blocks(model, used, pair):
    """Whether a pair without coupling rows blocks a plan, in plain words."""
    if pair in used or model.demand[model.request[pair]] < 1:
        return False
    mine, theirs = model.wishes.request, model.wishes.supporter
    same = [p for p in used if model.request[p] == model.request[pair]]
    gives_up = [p for p in same if not model.pinned[p] and mine[p] < mine[pair]]
    if len(same) == model.demand[model.request[pair]] and not gives_up:
        return False
    held = [p for p in used if model.supporter[p] == model.supporter[pair]]
    kept = sum(
        model.load[p] for p in held if model.pinned[p] or theirs[p] >= theirs[pair]
    )
    return kept + model.load[pair] <= model.capacity[model.supporter[pair]]


@pytest.mark.parametrize("loads", [False, True])
@pytest.mark.parametrize("seed", range(30))
def test_exchanges_are_those_of_the_plain_definition(seed, loads):
    model = drawn(np.random.default_rng(seed), rows=False, loads=loads, ties=seed % 2)
    for used in every_plan(model):
        found = {found.pair for found in exchanges(model, used)}
        assert found == {p for p in range(model.pairs) if blocks(model, used, p)}


def worth(model, objectives, used):
    values = (value_of(model, name, used) for name in objectives)
    return tuple(
        -value if name == "cost" else 99 if value is None else value
        for name, value in zip(objectives, values, strict=True)
    )


ORDERS = (BOTH, ("points",), ("coverage", "worst-off", "points"), ("coverage", "cost"))


@pytest.mark.parametrize("ties", [False, True])
@pytest.mark.parametrize("loads", [False, True])
@pytest.mark.parametrize("rows", [False, True])
@pytest.mark.parametrize("seed", range(25))
def test_no_stable_plan_is_better(seed, rows, loads, ties):
    model = drawn(np.random.default_rng(seed), rows=rows, loads=loads, ties=ties)
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


@pytest.mark.parametrize("ties", [False, True])
@pytest.mark.parametrize("loads", [False, True])
@pytest.mark.parametrize("seed", range(50))
def test_what_is_narrowed_down_is_so_in_every_stable_plan(seed, loads, ties):
    rng = np.random.default_rng(seed)
    model = drawn(rng, rows=seed % 2, loads=loads, ties=ties)
    known = narrow(model)
    for used in every_plan(model):
        if is_stable(model, used):
            assert np.isin(np.flatnonzero(known.chosen), used).all()
            assert (known.chosen | known.unsettled)[used].all()


@pytest.mark.parametrize("seed", range(20))
def test_without_equals_proposals_are_deferred_acceptance_of_a_market(seed):
    """And what lies beyond both outcomes is ruled out (Gusfield and Irving 1989)."""
    rng = np.random.default_rng(seed)
    asked = [rng.permutation(5).tolist() for _ in range(6)]
    offered = [rng.permutation(6).tolist() for _ in range(5)]
    rooms = rng.integers(0, 3, 5)
    model = model_of(asked, offered, capacity=rooms)
    market = Market.two_sided(
        [np.argsort(-ints(line)).tolist() for line in asked],
        [np.argsort(-ints(line)).tolist() for line in offered],
        rooms.tolist(),
    )
    left = narrow(model)
    for plan, side in zip(
        proposed_plans(model), ("requests", "supporters"), strict=True
    ):
        used = deferred_acceptance(market, side)
        pairs = zip(market.request[used], market.offer[used], strict=True)
        assert made(model, plan) == sorted(pairs)
        place = list(zip(model.request.tolist(), model.supporter.tolist(), strict=True))
        mine = model.request_wish if side == "requests" else model.supporter_wish
        party = model.request if side == "requests" else model.supporter
        for pair in np.flatnonzero(left.unsettled | left.chosen).tolist():
            theirs = [p for p in plan if party[p] == party[pair]]
            assert any(mine[pair] <= mine[p] for p in theirs), place[pair]


def test_a_plan_to_begin_with_is_stable_at_once():
    model = model_of(*OPPOSED, points=ints([1, 5, 5, 1]))
    used = repaired_plan(model, BOTH, None, Deadline(None))
    assert made(model, used) == [(0, 1), (1, 0)]
    outcome = solve(model, BOTH, SolveParams(time_limit=0))
    assert is_stable(model, outcome.used)


def sharing(rng, model):
    """The model with rows that some supporters share, beside those it has."""
    owner = rng.integers(0, 2, model.supporters)[model.supporter]
    members = [np.flatnonzero(owner == k) for k in (0, 1)]
    return replace(
        model,
        row_indptr=np.append(
            model.row_indptr, model.row_indptr[-1] + np.cumsum([*map(len, members)])
        ),
        row_pairs=np.concatenate([model.row_pairs, *members]),
        row_coefficient=np.append(
            model.row_coefficient, np.ones(model.pairs, np.int64)
        ),
        row_lower=np.append(model.row_lower, rng.integers(0, 2, 2)),
        row_upper=np.append(model.row_upper, rng.integers(1, 3, 2)),
        row_names=(*model.row_names, "one", "two"),
        shared=frozenset({"one", "two"}),
    )


@pytest.mark.parametrize("shared", [False, True])
@pytest.mark.parametrize("loads", [False, True])
@pytest.mark.parametrize("seed", range(20))
def test_cp_sat_is_left_the_stable_plans_and_no_others(seed, loads, shared):
    """Each plan in turn is fixed: it fits if, and only if, nothing blocks it."""
    rng = np.random.default_rng(2000 + seed)
    model = drawn(rng, rows=True, loads=loads, ties=seed % 2)
    model = sharing(rng, model) if shared else model
    written = Formulation(model, ())
    for used in islice(every_plan(model), 30):
        chosen = np.isin(np.arange(model.pairs), used).astype(int).tolist()
        for variable, value in enumerate(chosen):
            domain = written.cp.proto.variables[variable].domain
            domain[0], domain[1] = value, value
        fits = cp_model.CpSolver().solve(written.cp) == cp_model.OPTIMAL
        assert fits == is_stable(model, used)
