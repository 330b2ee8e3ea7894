"""A round of two thousand settings: a sample of every answer, solved for again."""

from dataclasses import replace
from time import process_time

import numpy as np
import pytest

from matchmaker.optimise.marginals.chain import after, swap_chain
from matchmaker.optimise.marginals.marginals import marginals_of
from matchmaker.optimise.marginals.resolve import cost_of, resolve_with
from matchmaker.optimise.marginals.sameness import always_or_never
from matchmaker.optimise.marginals.shortage import shortage_of
from matchmaker.optimise.solve import solve

BOTH = ("coverage", "points")
SAMPLE = 12


@pytest.fixture(scope="module", params=[1, 3])
def solved(request, small_model):
    """Requests and supporters along a line, each request wanting up to `param`."""
    rng = np.random.default_rng(request.param)
    requests, supporters = 2_000, 500
    here, there = rng.random(requests), np.sort(rng.random(supporters))
    middle = np.searchsorted(there, here)
    near = np.clip(middle[:, None] + rng.integers(-25, 25, (requests, 10)), 0, 499)
    near = [sorted(set(row)) for row in near.tolist()]
    pairs = [(r, s) for r, row in enumerate(near) for s in row]
    model = small_model(
        pairs,
        requests,
        supporters,
        points=rng.integers(0, 900, len(pairs)),
        priority=rng.integers(1, 4, requests),
        demand=rng.integers(1, request.param + 1, requests),
        minimum=(rng.random(requests) < 0.02).astype(int),
        capacity=rng.integers(0, 5 * request.param, supporters),
        supporter_minimum=np.zeros(supporters, int),
    )
    outcome = solve(model, BOTH)
    return model, outcome, marginals_of(model, outcome.used, BOTH)


def test_all_regrets_take_less_than_five_times_the_solve(solved):
    """Measured at 10,000 settings and 2.4 million pairs: less than half of it."""
    model, outcome, _ = solved
    start = process_time()
    again = solve(model, BOTH)
    between = process_time()
    lost = marginals_of(model, outcome.used, BOTH).lost
    assert process_time() - between < 5 * (between - start)
    assert np.array_equal(again.used, outcome.used)
    assert lost.shape == (model.pairs, 2)


def test_a_sample_of_regrets(solved):
    model, outcome, marginals = solved
    rng = np.random.default_rng(0)
    sample = [*rng.integers(0, model.pairs, SAMPLE), *rng.choice(outcome.used, SAMPLE)]
    for pair in sample:
        chosen = pair in outcome.used
        decision = {"forbid": [pair]} if chosen else {"insist": [pair]}
        answer = resolve_with(model, BOTH, **decision)
        if answer.used is None:
            assert not marginals.possible[pair]
            continue
        lost = tuple(marginals.lost[pair].tolist())
        assert cost_of(outcome.proofs, answer.proofs) == lost
        there = after(marginals, swap_chain(marginals, int(pair)))
        assert model.obeys(there)
        assert int(model.points[there].sum()) == answer.proofs[1].value


def test_a_sample_of_places(solved):
    model, outcome, marginals = solved
    worth = marginals.scale.split(marginals.place_worth)
    dearest = np.argsort(-marginals.place_worth)[:200]
    for s in np.random.default_rng(1).choice(dearest, SAMPLE):
        capacity = model.capacity.copy()
        capacity[s] += 1
        more = solve(replace(model, capacity=capacity), BOTH)
        gained = cost_of(more.proofs, outcome.proofs)
        assert gained == tuple(worth[s].tolist())


def test_what_is_the_same_in_all_best_plans_has_a_regret(solved):
    _, _, marginals = solved
    same = always_or_never(marginals.residual)
    used, certain = marginals.residual.used, marginals.regret > 0
    assert np.array_equal(same.always, used & certain)
    assert np.array_equal(same.never, ~used & certain)


def test_every_unmet_request_has_a_shortage_that_counts(solved):
    model, outcome, _ = solved
    short = np.flatnonzero(model.given(outcome.used) < model.demand)
    assert len(short) > 50
    for request in short[:50].tolist():
        shortage = shortage_of(model, outcome.used, request)
        assert shortage.wanted.sum() == shortage.places.sum() + 1
