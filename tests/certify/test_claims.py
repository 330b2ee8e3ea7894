"""A certificate confirms what it shows, and nothing that it does not."""

from dataclasses import replace

import numpy as np
import pytest

from matchmaker.certify import Facts, confirmed, objective_bound
from matchmaker.domain.certificate import Certificate
from matchmaker.domain.proof import Proof

# r0 gets 9 or 2 points, r1 gets 7 from s0 only; each supporter has one place.
# Best: both met, s1 for r0 and s0 for r1, 2 + 7 = 9 points, worst-off 2.
FACTS = Facts(
    request=np.array([0, 0, 1]),
    supporter=np.array([0, 1, 0]),
    points=np.array([9, 2, 7]),
    load=np.array([1, 1, 1]),
    pinned=np.zeros(3, bool),
    demand=np.array([1, 1]),
    minimum=np.array([0, 0]),
    priority=np.array([1, 1]),
    capacity=np.array([1, 1]),
    supporter_minimum=np.array([0, 0]),
)
# Coverage counts 100: r0 is worth 102 at s1, so 7 dearer at s0 (109), which
# leaves r1 its 100.
BOTH = Certificate(
    objectives=("coverage", "points"),
    weights=(100, 1),
    threshold=None,
    refutes=False,
    request_prices=np.array([102, 100]),
    supporter_prices=np.array([7, 0]),
)
# Above 2 points both need s0, which has one place.
REFUTES_3 = Certificate(
    objectives=("coverage",),
    weights=(1,),
    threshold=3,
    refutes=True,
    request_prices=np.array([0, 0]),
    supporter_prices=np.array([1, 0]),
)


def _proof(objective, value):
    return Proof(
        objective=objective,
        sense="minimise" if objective == "balance" else "maximise",
        value=value,
        bound=value,
        shown_by="prices",
    )


def test_both_values_follow_from_one_sum():
    assert objective_bound(FACTS, BOTH, "coverage", {}) == 2
    assert objective_bound(FACTS, BOTH, "points", {"coverage": 2}) == 9


def test_claims_are_confirmed_up_to_the_truth_and_no_less():
    proofs = [_proof("coverage", 2), _proof("points", 9)]
    assert confirmed(FACTS, proofs, [BOTH, BOTH]) == (True, True)
    fewer = [_proof("coverage", 2), _proof("points", 8)]
    assert confirmed(FACTS, fewer, [BOTH, BOTH]) == (True, False)
    assert confirmed(FACTS, proofs, [BOTH, None]) == (True, False)


def test_points_are_not_bounded_without_what_is_held():
    assert objective_bound(FACTS, BOTH, "points", {}) is None
    assert objective_bound(FACTS, BOTH, "balance", {"coverage": 2}) is None


@pytest.mark.parametrize(("threshold", "bound"), [(3, 2), (2, None)])
def test_worst_off_is_refuted_above_two(threshold, bound):
    certificate = replace(REFUTES_3, threshold=threshold)
    assert objective_bound(FACTS, certificate, "worst-off", {"coverage": 2}) == bound


def test_a_refutation_needs_the_coverage_to_be_held():
    assert objective_bound(FACTS, REFUTES_3, "worst-off", {"coverage": 1}) is None
    assert objective_bound(FACTS, REFUTES_3, "worst-off", {}) is None
    assert objective_bound(FACTS, REFUTES_3, "coverage", {"coverage": 2}) is None


def test_a_threshold_may_not_be_smuggled_in():
    # Without the pair of 2 points the bound on coverage would be 1.
    cut = replace(REFUTES_3, refutes=False)
    assert objective_bound(FACTS, cut, "coverage", {}) is None
    assert objective_bound(FACTS, cut, "coverage", {"worst-off": 2}) is None
    assert objective_bound(FACTS, cut, "coverage", {"worst-off": 3}) == 1


@pytest.mark.parametrize(
    "broken",
    [
        {"weights": (100,)},
        {"weights": (100, 0)},
        {"weights": (-100, 1)},
        {"objectives": ("coverage", "coverage")},
        {"objectives": ("coverage", "happiness")},
        {"request_prices": np.array([102])},
        {"supporter_prices": np.array([7, 0, 0])},
    ],
)
def test_malformed_certificates_show_nothing(broken):
    assert objective_bound(FACTS, replace(BOTH, **broken), "coverage", {}) is None


def test_nobody_is_badly_off_where_nobody_is_given_anything():
    nobody = _proof("worst-off", None)
    assert confirmed(FACTS, [nobody], [None]) == (True,)


def test_balance_is_bounded_from_below():
    # Two requests, two places at s0: 1 + 1 at best, if both supporters share.
    facts = replace(
        FACTS,
        request=np.array([0, 0, 1]),
        supporter=np.array([0, 1, 0]),
        capacity=np.array([2, 2]),
    )
    shared = Certificate(
        objectives=("coverage", "balance"),
        weights=(10, 1),
        threshold=None,
        refutes=False,
        request_prices=np.array([9, 9]),
        supporter_prices=np.array([1, 1]),
    )
    assert objective_bound(facts, shared, "balance", {"coverage": 2}) == 2


def test_points_below_nothing_do_not_lower_the_bound_on_coverage():
    facts = replace(FACTS, points=np.array([-9, -2, -7]))
    prices = {
        "request_prices": np.array([98, 93]),
        "supporter_prices": np.array([0, 0]),
    }
    certificate = replace(BOTH, **prices)  # 100 - 2 and 100 - 7
    assert objective_bound(facts, certificate, "coverage", {}) == 2
    assert objective_bound(facts, certificate, "points", {"coverage": 2}) == -9


def test_two_units_may_add_up_to_more_than_any_pair_below_the_threshold():
    # r0 may have both of its pairs, 9 + 2 = 11; with one place at s0 for it and r1,
    # 12 is out of reach, and 11, which no pair is worth, is not.
    facts = replace(FACTS, demand=np.array([2, 1]), points=np.array([9, 2, 11]))
    prices = np.array([0, 0]), np.array([0, 0])
    refutes = Certificate(("coverage",), (1,), 12, True, *prices)
    held = {"coverage": 4}
    assert objective_bound(facts, refutes, "worst-off", held) == 11
    facts = replace(facts, points=np.array([9, 2, 20]))
    assert objective_bound(facts, refutes, "worst-off", held) == 11
