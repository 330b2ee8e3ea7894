"""A plan that the checker or the prices do not bear out is refused."""

from dataclasses import replace

import numpy as np
import pytest

from matchmaker.errors import PlanRejectedError
from matchmaker.optimise import solve as solve_module
from matchmaker.pipeline import checking, match
from matchmaker.pipeline.checking import refuse_faults


@pytest.mark.parametrize("looks", [0, 1, 2, 3, 8])
def test_out_of_time_the_best_plan_is_no_fault(
    draw_round, monkeypatch, after_looks, looks
):
    # A plan that is short of its bound says so, and passes its check all the same.
    monkeypatch.setattr(solve_module, "Deadline", lambda *_: after_looks(looks))
    solved = [match(draw_round(seed, strict=False)) for seed in range(40)]
    short = [proof for one in solved for proof in one.proof if proof.gap]
    assert short
    assert not any(proof.proved for proof in short)


@pytest.fixture
def solved(draw_round):
    solved = match(draw_round(6, strict=False))
    assert len(solved.plan.pairings) > 1
    assert {proof.shown_by for proof in solved.proof} == {"prices"}
    return solved


def test_a_pairing_left_out_is_found(solved):
    fewer = solved.plan.model_copy(update={"pairings": solved.plan.pairings[1:]})
    with pytest.raises(PlanRejectedError):
        refuse_faults(replace(solved, plan=fewer))


@pytest.mark.parametrize("all_pairs", [0, 4_000])
def test_points_that_the_records_do_not_give_are_found(solved, monkeypatch, all_pairs):
    monkeypatch.setattr(checking, "ALL_PAIRS", all_pairs)
    refuse_faults(solved)
    scores = replace(solved.scores, points=solved.scores.points + 1)
    with pytest.raises(PlanRejectedError):
        refuse_faults(replace(solved, scores=scores, certificates=()))


def test_a_proof_without_its_prices_is_found(solved):
    nothing = tuple(None for _ in solved.proof)
    with pytest.raises(PlanRejectedError, match="its prices do not show"):
        refuse_faults(replace(solved, certificates=nothing))


def test_a_candidate_dropped_by_mistake_is_found(solved):
    kept = solved.candidates
    lost = replace(
        kept,
        indptr=np.concatenate([kept.indptr[:-1], kept.indptr[-1:] - 1]),
        supporter=kept.supporter[:-1],
        minutes=kept.minutes[:-1],
        load=kept.load[:-1],
    )
    scores = replace(solved.scores, points=solved.scores.points[:-1])
    with pytest.raises(PlanRejectedError):
        refuse_faults(replace(solved, candidates=lost, scores=scores))
