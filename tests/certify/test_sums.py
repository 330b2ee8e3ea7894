"""Cost, change, blends and what is held loosely: confirmed up to the truth only."""

from dataclasses import replace

import numpy as np
import pytest

from matchmaker.certify import Facts, Sum, blended, confirmed, objective_bound
from matchmaker.domain.certificate import Certificate
from matchmaker.domain.proof import Proof

# One request. s0 brings 10 points for 5 pence, s1 brings 7 points for 1 penny. The
# plan before had s0 (weight 100) and somebody who left (weight 10).
COST = Sum(np.array([-5, -1]), minimise=True)
CHANGE = Sum(np.array([100, 0]), minimise=True, base=110)
POINTS = Sum(np.array([10, 7]))
FACTS = Facts(
    request=np.array([0, 0]),
    supporter=np.array([0, 1]),
    points=np.array([10, 7]),
    load=np.array([1, 1]),
    pinned=np.zeros(2, bool),
    demand=np.array([1]),
    minimum=np.array([1]),
    priority=np.array([1]),
    capacity=np.array([1, 1]),
    supporter_minimum=np.array([0, 0]),
    sums={
        "cost": COST,
        "change": CHANGE,
        "fit": blended([(3, POINTS), (2, COST), (1, CHANGE)], 2),
    },
)


def certificate(objectives, weights, price):
    return Certificate(
        objectives=objectives,
        weights=weights,
        threshold=None,
        refutes=False,
        request_prices=np.array([price]),
        supporter_prices=np.array([0, 0]),
    )


def proof(objective, value, *, bound=None, tolerance=0):
    less = objective in ("cost", "change", "balance")
    return Proof(
        objective=objective,
        sense="minimise" if less else "maximise",
        value=value,
        bound=value if bound is None else bound,
        shown_by="prices",
        tolerance=tolerance,
    )


@pytest.mark.parametrize(
    ("objective", "price", "best", "worse"),
    [
        ("cost", -1, 1, 2),
        ("change", 100, 10, 11),
        # 3 x 10 - 2 x 5 - 10 for s0, 3 x 7 - 2 x 1 - 110 for s1. The sums over pairs
        # leave the 110 of the plan before out.
        ("fit", 120, 10, 9),
    ],
)
def test_each_sum_is_confirmed_up_to_the_truth(objective, price, best, worse):
    prices = certificate((objective,), (1,), price)
    assert objective_bound(FACTS, prices, objective, {}) == best
    assert confirmed(FACTS, [proof(objective, best)], [prices]) == (True,)
    assert confirmed(FACTS, [proof(objective, worse)], [prices]) == (False,)


def test_bad_prices_bound_less_tightly_and_stay_true():
    # At -7 both pairs seem worth having, 2 and 6 beyond the price.
    assert objective_bound(FACTS, certificate(("cost",), (1,), -7), "cost", {}) == -1
    assert objective_bound(FACTS, certificate(("cost",), (1,), 3), "cost", {}) == -3


@pytest.mark.parametrize("name", ["cots", "leximin:0", "leximin"])
def test_what_is_no_sum_here_is_not_spoken_of(name):
    assert objective_bound(FACTS, certificate((name,), (1,), 0), name, {}) is None


def test_where_pairs_earn_more_together_their_points_bound_nothing():
    prices = certificate(("points",), (1,), 10)
    assert objective_bound(FACTS, prices, "points", {}) == 10
    earning = replace(FACTS, bonused=True)
    assert objective_bound(earning, prices, "points", {}) is None
    after = certificate(("cost", "points"), (1, 1), 10)
    assert objective_bound(earning, after, "cost", {}) is None


# Points first, at most 3 of them given up; then the cheaper s1 is best.
BOTH = certificate(("points", "cost"), (1, 1), 6)  # 10 - 5 and 7 - 1
LOOSE = [proof("points", 7, bound=10, tolerance=3), proof("cost", 1)]
CERTIFICATES = [certificate(("points",), (1,), 10), BOTH]


def test_what_is_held_loosely_is_confirmed_from_the_bound():
    assert confirmed(FACTS, LOOSE, CERTIFICATES) == (True, True)


@pytest.mark.parametrize(
    ("place", "changes", "answers"),
    [
        # Nothing given up: 7 points are too few.
        (0, {"tolerance": 2}, (False, True)),
        # The bound is what is reckoned from, so it has to be the one shown.
        (0, {"bound": 9}, (False, False)),
        (0, {"bound": 11, "tolerance": 4}, (False, True)),
        # More could have been given up, but nothing cheaper is to be had.
        (0, {"tolerance": 9}, (True, False)),
        (1, {"value": 2, "bound": 2}, (True, False)),
    ],
)
def test_a_loose_claim_is_confirmed_no_further_than_it_goes(place, changes, answers):
    proofs = list(LOOSE)
    proofs[place] = proofs[place].model_copy(update=changes)
    assert confirmed(FACTS, proofs, CERTIFICATES) == answers


def test_a_loose_cost_may_be_exceeded_by_what_is_allowed():
    prices = [
        certificate(("cost",), (1,), -1),
        certificate(("cost", "points"), (1, 1), 6),
    ]
    proofs = [proof("cost", 5, bound=1, tolerance=4), proof("points", 10)]
    # Up to 5 pence: 6 + 5 = 11 is the bound on points that these prices leave.
    assert confirmed(FACTS, proofs, prices) == (True, False)
    better = [prices[0], certificate(("cost", "points"), (1, 4), 35)]
    assert objective_bound(FACTS, better[1], "points", {"cost": 5}) == 10
    assert confirmed(FACTS, proofs, better) == (True, True)
    tight = [proofs[0].model_copy(update={"tolerance": 3}), proofs[1]]
    assert confirmed(FACTS, tight, better)[0] is False


@pytest.mark.parametrize(
    "broken",
    [
        {"weights": (1.0,)},
        {"weights": (True,)},
        {"threshold": 2.5},
        {"request_prices": np.array([float("nan")])},
        {"request_prices": np.array([-1.5])},
        {"request_prices": np.array([[-1]])},
        {"request_prices": np.array(-1)},
    ],
)
def test_numbers_that_are_not_whole_show_nothing(broken):
    prices = replace(certificate(("cost",), (1,), -1), **broken)
    assert objective_bound(FACTS, prices, "cost", {}) is None
    assert confirmed(FACTS, [proof("cost", 1)], [prices]) == (False,)


def test_sums_beyond_int64_are_still_exact():
    huge = Sum(np.array([2**61, 0]))
    blend = blended([(1_000_000, huge), (3, POINTS)], 2)
    assert blend.pairs.tolist() == [10**6 * 2**61 + 30, 21]
    facts = replace(FACTS, sums={"huge": blend})
    prices = certificate(("huge",), (1,), 0)
    assert objective_bound(facts, prices, "huge", {}) == 10**6 * 2**61 + 51
    assert objective_bound(facts, certificate(("points", "huge"), (1, 1), 0), "points", {}) == (
        10**6 * 2**61 + 68
    )  # fmt: skip
