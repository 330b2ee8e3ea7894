"""
Each phase of a round of programme A, at three sizes; every benchmark asserts its answer.

Run with `pytest benchmarks --benchmark-only`; the gate runs them once, as a smoke
test, without the large size.
"""

from __future__ import annotations

from matchmaker import verify
from matchmaker.candidates import find_candidates
from matchmaker.optimise.build import build_model
from matchmaker.optimise.solve import solve
from matchmaker.reasons import explain
from matchmaker.scoring import score

ROUNDS = 3


def test_screen(benchmark, settings, shelf):
    whole = shelf.made(settings)
    candidates = benchmark.pedantic(find_candidates, args=(whole,), rounds=ROUNDS)
    accounted = candidates.removed.sum() + len(candidates)
    assert accounted == len(whole.requests) * len(whole.supporters)


def test_score(benchmark, settings, shelf):
    whole, candidates = shelf.made(settings), shelf.screened(settings)
    scores = benchmark.pedantic(score, args=(whole, candidates), rounds=ROUNDS)
    whole_columns = scores.behind.by_criterion(slice(None))
    assert (whole_columns.sum(axis=0) == scores.points).all()
    assert scores.points.min() >= 0
    assert scores.points.max() <= 900


def test_build(benchmark, settings, shelf):
    arguments = (shelf.made(settings), shelf.screened(settings), shelf.scored(settings))
    model = benchmark.pedantic(build_model, args=arguments, rounds=ROUNDS)
    assert model.pairs == len(shelf.screened(settings))


def test_solve(benchmark, settings, shelf):
    whole = shelf.made(settings)
    model = build_model(whole, shelf.screened(settings), shelf.scored(settings))
    outcome = benchmark.pedantic(solve, args=(model, whole.objectives), rounds=1)
    assert all(proof.proved for proof in outcome.proofs)
    assert model.obeys(outcome.used)


def test_verify(benchmark, settings, shelf):
    answer = shelf.solved(settings)
    arguments = (answer.round, answer.plan, answer.proof)
    assert benchmark.pedantic(verify.check, args=arguments, rounds=ROUNDS) == ()


def test_explain(benchmark, settings, shelf):
    answer = shelf.solved(settings)
    reasons = benchmark.pedantic(explain, args=(answer,), rounds=1)
    assert len(reasons.pairings) == len(answer.plan.pairings)
    assert len(reasons.unmet) == len(answer.plan.unmet)
