"""The prices of the first objectives are read off those of all."""

from dataclasses import replace

import numpy as np
import pytest

from matchmaker.certify import Facts, confirmed, objective_bound
from matchmaker.certify.shortened import shortened
from matchmaker.domain.certificate import Certificate
from matchmaker.domain.proof import Proof

# Prices of three objectives, one after the other: 2 and -1 for the requests, then 3
# and -4, then -5 and 5; 0, then 1, then 6 for the supporter. With 10 = 2 + 2 x 4 and
# 14 = 2 + 2 x 6 they become (2 x 10 + 3) x 14 - 5 = 317, (-10 - 4) x 14 + 5 = -191 and
# (0 x 10 + 1) x 14 + 6 = 20.
THREE = Certificate(
    objectives=("coverage", "cost", "points"),
    weights=(140, 14, 1),
    threshold=7,
    refutes=False,
    request_prices=np.array([317, -191]),
    supporter_prices=np.array([20]),
)


def test_the_last_objectives_are_taken_out_of_the_prices():
    two, one = shortened(THREE, 2), shortened(THREE, 1)
    assert (two.objectives, two.weights) == (("coverage", "cost"), (10, 1))
    assert two.request_prices.tolist() == [23, -14]
    assert two.supporter_prices.tolist() == [1]
    assert (one.objectives, one.weights) == (("coverage",), (1,))
    assert one.request_prices.tolist() == [2, -1]
    assert one.supporter_prices.tolist() == [0]
    assert (two.threshold, two.refutes) == (7, False)
    assert shortened(THREE, 3) is THREE


@pytest.mark.parametrize("unit", [3, 2**63])
def test_weights_that_are_no_multiples_or_too_large_cannot_be_shortened(unit):
    odd = replace(THREE, weights=(140, unit, 1))
    assert shortened(odd, 2) is None


# r0 has 51 points with s0 and 29 with s1, r1 has 27 and 8; r2 can only have 8 with s2;
# and six more can each have 25 or 35, with two supporters of their own. All can be
# met. In bands of ten, r0 s1 and r1 s0 leave one in band 0 and two in band 20, and six
# are in 30; r0 s0 and r1 s1 would leave two in band 0.
SIX = range(3, 9)
FACTS = Facts(
    request=np.array([0, 0, 1, 1, 2, *np.repeat(SIX, 2)]),
    supporter=np.array([0, 1, 0, 1, *range(2, 15)]),
    points=np.array([51, 29, 27, 8, 8, *[25, 35] * 6]),
    load=np.ones(17, np.int64),
    pinned=np.zeros(17, bool),
    demand=np.ones(9, np.int64),
    minimum=np.zeros(9, np.int64),
    priority=np.ones(9, np.int64),
    capacity=np.ones(15, np.int64),
    supporter_minimum=np.zeros(15, np.int64),
    band=10,
)
# Coverage pays each request 1. Band 0 takes it back from r2. Band 20 takes 1 from r0
# and 2 from r1, and pays 1 to s0, which both want; band 30 takes 1 from each of six.
# The factors are 4 = 2 + 2 x 1, 6 = 2 + 2 x 2 and 4 = 2 + 2 x 1.
ONE_BY_ONE = Certificate(
    objectives=("coverage", "leximin:0", "leximin:20", "leximin:30"),
    weights=(96, 24, 4, 1),
    threshold=None,
    refutes=False,
    request_prices=np.array([92, 88, 72, *[95] * 6]),
    supporter_prices=np.array([4, *[0] * 14]),
)
COVERED = Proof(
    objective="coverage", sense="maximise", value=9, bound=9, shown_by="prices"
)


def is_confirmed(*levels, certificate=ONE_BY_ONE):
    proof = Proof(
        objective="leximin",
        sense="maximise",
        value=levels[0][0],
        bound=levels[0][0],
        shown_by="prices",
        levels=levels,
    )
    return confirmed(FACTS, [COVERED, proof], [None, certificate])[1]


def test_small_weights_do_band_by_band_though_eight_could_be_in_a_band():
    # The whole sum is 826 = 9 x 96 - 38. Of what it takes, 38, eight in band 20 would
    # be 32, so that nobody need be in band 0 as far as the whole sum goes.
    assert objective_bound(FACTS, ONE_BY_ONE, "leximin:0", {"coverage": 9}) == 0
    assert is_confirmed((0, 1), (20, 2), (30, 6))


@pytest.mark.parametrize(
    "levels",
    [
        ((0, 2), (30, 6), (50, 1)),  # the other plan
        ((0, 1), (20, 3), (30, 5)),
        ((0, 1), (20, 2), (30, 7)),
    ],
)
def test_counts_that_are_not_the_best_are_not_confirmed(levels):
    assert not is_confirmed(*levels)


def test_prices_that_are_not_those_of_the_stages_confirm_nothing():
    dear = ONE_BY_ONE.request_prices + 24 * (np.arange(9) == 2)
    assert not is_confirmed(
        (0, 1),
        (20, 2),
        (30, 6),
        certificate=replace(ONE_BY_ONE, request_prices=dear),
    )
