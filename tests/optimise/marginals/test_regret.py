"""What the opposite of a decision loses, and the swap chain that shows it."""

from dataclasses import replace

import numpy as np
import pytest

from matchmaker.optimise.marginals.chain import Move, after, swap_chain
from matchmaker.optimise.marginals.marginals import marginals_of
from matchmaker.optimise.sums import Sum

BOTH = ("coverage", "points")


def _reversed(small, pair):
    """The scores of all plans in which a decision is the other way round."""
    return [scores for scores, p in small.plans if (pair in p) != (pair in small.used)]


def test_regrets_are_what_the_best_other_plan_loses(small_rounds):
    asked = impossible = 0
    for small in small_rounds:
        marginals = small.marginals
        for pair in range(small.model.pairs):
            lost = small.lost_by(_reversed(small, pair))
            assert marginals.possible[pair] == (lost is not None), (small.seed, pair)
            if lost is None:
                impossible += 1
            else:
                assert tuple(marginals.lost[pair]) == lost, (small.seed, pair)
                asked += 1
    assert asked > 150
    assert impossible > 100


def test_swap_chains_lead_to_a_plan_that_loses_the_regret(
    small_rounds, keeps_rules, score
):
    longest = 0
    for small in small_rounds:
        for pair in range(small.model.pairs):
            chain = swap_chain(small.marginals, pair)
            assert (chain is None) == (not small.marginals.possible[pair])
            if chain is None:
                continue
            there = set(after(small.marginals, chain).tolist())
            assert keeps_rules(small.model, there)
            assert (pair in there) != (pair in small.used)
            scores = [tuple(score(small.model, there, n) for n in small.objectives)]
            assert small.lost_by(scores) == tuple(small.marginals.lost[pair])
            assert len(chain) == len(there ^ small.used), "no move is undone"
            longest = max(longest, len(chain))
    assert longest >= 4


def test_a_chain_through_three_requests(small_model):
    # s0, s1 and s2 have one place each. r0 has s0 (9), r1 has s1 (9), r2 has s2 (9);
    # each could move one on: r0 to s1 (8), r1 to s2 (7), r2 to s3 (4), who is free.
    pairs = [(0, 0), (0, 1), (1, 1), (1, 2), (2, 2), (2, 3)]
    model = small_model(pairs, 3, 4, points=[9, 8, 9, 7, 9, 4])
    marginals = marginals_of(model, np.array([0, 2, 4]), BOTH)
    # r0 to s1 moves everybody on: 1 + 2 + 5 points, and nobody is left out.
    assert marginals.lost[1].tolist() == [0, 8]
    assert swap_chain(marginals, 1) == (
        Move(1, "+"),
        Move(2, "-"),
        Move(3, "+"),
        Move(4, "-"),
        Move(5, "+"),
        Move(0, "-"),
    )


def test_more_points_do_not_make_up_for_a_request_left_out(small_model):
    # r0 can have s0 alone (2 points), r1 has s1 (1) and would be worth 900 with s0.
    model = small_model([(0, 0), (1, 0), (1, 1)], 2, 2, points=[2, 900, 1])
    marginals = marginals_of(model, np.array([0, 2]), BOTH)
    # Insisting loses one request and gains 900 - 3 points.
    assert marginals.lost[1].tolist() == [1, -897]


def test_a_pinned_pair_cannot_be_forbidden(small_model):
    model = small_model([(0, 0), (0, 1)], 1, 2, points=[1, 5], pinned=[0])
    marginals = marginals_of(model, np.array([0]), BOTH)
    assert not marginals.possible.any()
    assert swap_chain(marginals, 0) is None
    assert swap_chain(marginals, 1) is None


def test_equally_good_pairs_cost_nothing(small_model):
    model = small_model([(0, 0), (0, 1)], 1, 2, points=[5, 5])
    assert marginals_of(model, np.array([0]), BOTH).regret.tolist() == [0, 0]


@pytest.mark.parametrize("requests", [0, 1])
def test_a_round_without_pairs(small_model, requests):
    model = small_model([], requests, 2)
    marginals = marginals_of(model, np.zeros(0, np.int64), BOTH)
    assert len(marginals.regret) == 0
    assert marginals.place_worth.tolist() == [0, 0]
    assert marginals.unit_worth.tolist() == [0] * requests


def test_a_minimised_objective_loses_what_it_rises_by(random_model, all_plans):
    order, asked = ("coverage", "cost", "points"), 0
    for seed in range(60):
        plain = random_model(seed, mixed=False, rows=False, limits=False, if_used=False)
        pence = np.random.default_rng(seed).integers(0, 5, plain.pairs)
        model = replace(plain, sums={"cost": Sum(-pence, minimise=True)})
        # As scores, of which more is better: coverage, less cost, points.
        plans = [
            ((c, -int(pence[sorted(used)].sum()), p), used)
            for (c, p), used in all_plans(model, BOTH)
        ]
        best, used = max(plans, default=(None, None), key=lambda plan: plan[0])
        if used is None:
            continue
        marginals = marginals_of(model, np.array(sorted(used), np.int64), order)
        for pair in range(model.pairs):
            other = [s for s, u in plans if (pair in u) != (pair in used)]
            if other:
                lost = tuple(a - b for a, b in zip(best, max(other), strict=True))
                assert tuple(marginals.lost[pair].tolist()) == lost, (seed, pair)
                asked += lost[1] > 0
    assert asked > 20
