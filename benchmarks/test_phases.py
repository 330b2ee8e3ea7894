"""
Each phase of a round of programme A, at three sizes; every benchmark asserts its answer.

Run with `pytest benchmarks --benchmark-only`; the gate runs them once, as a smoke
test, without the large size.
"""

from __future__ import annotations

import pytest

from conftest import SIZES, made, scored, screened, solved
from matchmaker import verify
from matchmaker.candidates import find_candidates
from matchmaker.optimise.build import build_model
from matchmaker.optimise.solve import solve
from matchmaker.reasons import explain
from matchmaker.scoring import score

ROUNDS = 3


@pytest.mark.parametrize("settings", SIZES)
def test_screen(benchmark, settings):
    whole = made(settings)
    candidates = benchmark.pedantic(find_candidates, args=(whole,), rounds=ROUNDS)
    accounted = candidates.removed.sum() + len(candidates)
    assert accounted == len(whole.requests) * len(whole.supporters)


@pytest.mark.parametrize("settings", SIZES)
def test_score(benchmark, settings):
    whole, candidates = made(settings), screened(settings)
    scores = benchmark.pedantic(score, args=(whole, candidates), rounds=ROUNDS)
    assert (scores.by_criterion.sum(axis=0) == scores.points).all()
    assert scores.points.min() >= 0
    assert scores.points.max() <= 900


@pytest.mark.parametrize("settings", SIZES)
def test_build(benchmark, settings):
    arguments = (made(settings), screened(settings), scored(settings))
    model = benchmark.pedantic(build_model, args=arguments, rounds=ROUNDS)
    assert model.pairs == len(screened(settings))


@pytest.mark.parametrize("settings", SIZES)
def test_solve(benchmark, settings):
    whole = made(settings)
    model = build_model(whole, screened(settings), scored(settings))
    outcome = benchmark.pedantic(solve, args=(model, whole.objectives), rounds=1)
    assert all(proof.proved for proof in outcome.proofs)
    assert model.obeys(outcome.used)


@pytest.mark.parametrize("settings", SIZES)
def test_verify(benchmark, settings):
    answer = solved(settings)
    arguments = (answer.round, answer.plan, answer.proof)
    assert benchmark.pedantic(verify.check, args=arguments, rounds=ROUNDS) == ()


@pytest.mark.parametrize("settings", SIZES)
def test_explain(benchmark, settings):
    answer = solved(settings)
    reasons = benchmark.pedantic(explain, args=(answer,), rounds=1)
    assert len(reasons.pairings) == len(answer.plan.pairings)
    assert len(reasons.unmet) == len(answer.plan.unmet)
