"""Screening large blocks and single pairs gives the same answer."""

import numpy as np

from matchmaker.candidates import Screen, find_candidates, screen
from matchmaker.generate import generate_round


def test_blocks_and_grids_do_not_change_the_answer(early_years, monkeypatch):
    whole = generate_round(early_years, 120, seed=5)
    usual = find_candidates(whole)
    for block, sparse in ((1, 0.0), (7, 1.0), (10_000, 0.0)):
        monkeypatch.setattr(screen, "BLOCK", block)
        monkeypatch.setattr(screen, "SPARSE", sparse)
        other = find_candidates(whole)
        assert np.array_equal(usual.indptr, other.indptr)
        assert np.array_equal(usual.supporter, other.supporter)
        assert np.array_equal(usual.minutes, other.minutes)
        assert np.array_equal(usual.removed, other.removed)


def test_the_funnel_and_the_candidates_account_for_every_supporter(early_years):
    whole = generate_round(early_years, 80, seed=2)
    candidates = find_candidates(whole)
    left = np.diff(candidates.indptr)
    everybody = np.full(len(whole.requests), len(whole.supporters))
    assert np.array_equal(candidates.removed.sum(axis=1) + left, everybody)


def test_asking_every_rule_anew_agrees_with_the_candidates(early_years):
    whole = generate_round(early_years, 40, seed=3)
    candidates, asked = find_candidates(whole), Screen(whole)
    for r in range(len(whole.requests)):
        free = np.flatnonzero(~asked.failing(r).any(axis=0))
        assert np.array_equal(free, candidates.supporter[candidates.of(r)])


def test_a_round_without_requests_has_no_candidates(early_years, draw_round):
    whole = draw_round(0, strict=False).replace(requests=(), forbids=())
    assert len(find_candidates(whole)) == 0
