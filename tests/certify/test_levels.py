"""Leximin, band by band: what is confirmed, and all that must not be."""

from dataclasses import replace

import numpy as np
import pytest

from matchmaker.certify import Facts, confirmed, objective_bound
from matchmaker.domain.certificate import Certificate
from matchmaker.domain.proof import Proof

# Three requests and three supporters with one place each; points, and their bands:
#        s0  s1  s2         s0  s1  s2
#   r0   35   7   -         30   0   -
#   r1   31   -   4         30   -   0
#   r2    -  22  18          -  20  10
# All can be met in two ways: (r0 s0, r1 s2, r2 s1) leaves r1 in band 0, with 20 and
# 30; (r0 s1, r1 s0, r2 s2) leaves r0 in band 0, with 10 and 30. So the best counts
# are one in band 0, none in 10, one in 20 and one in 30.
FACTS = Facts(
    request=np.array([0, 0, 1, 1, 2, 2]),
    supporter=np.array([0, 1, 0, 2, 1, 2]),
    points=np.array([35, 7, 31, 4, 22, 18]),
    load=np.ones(6, np.int64),
    pinned=np.zeros(6, bool),
    demand=np.ones(3, np.int64),
    minimum=np.zeros(3, np.int64),
    priority=np.ones(3, np.int64),
    capacity=np.ones(3, np.int64),
    supporter_minimum=np.zeros(3, np.int64),
    band=10,
)
# Weights 64, 16, 8, 2, 1: a request is worth 64 - 16 in band 0, 64 - 8 in band 10,
# 64 - 2 in band 20 and 64 - 1 in band 30. The best plan adds up to 63 + 48 + 62, as
# the prices do, and no pair is worth more than its two prices.
NAMES = ("coverage", "leximin:0", "leximin:10", "leximin:20", "leximin:30")
LEVELS = Certificate(
    objectives=NAMES,
    weights=(64, 16, 8, 2, 1),
    threshold=None,
    refutes=False,
    request_prices=np.array([48, 48, 62]),
    supporter_prices=np.array([15, 0, 0]),
)
# The same a thousandfold and points: 35 + 4 + 22 = 8 + 4 + 22 + 27.
THEN_POINTS = replace(
    LEVELS,
    objectives=(*NAMES, "points"),
    weights=(64_000, 16_000, 8_000, 2_000, 1_000, 1),
    request_prices=np.array([48_008, 48_004, 62_022]),
    supporter_prices=np.array([15_027, 0, 0]),
)
COVERED = Proof(
    objective="coverage", sense="maximise", value=3, bound=3, shown_by="prices"
)
POINTS = Proof(
    objective="points", sense="maximise", value=61, bound=61, shown_by="prices"
)
BEST = ((0, 1), (20, 1), (30, 1))


def leximin(levels, value=0, shown_by="prices"):
    return Proof(
        objective="leximin",
        sense="maximise",
        value=value,
        bound=value,
        shown_by=shown_by,
        levels=levels,
    )


def is_confirmed(levels, certificate=LEVELS, facts=FACTS, value=0):
    proofs = [COVERED, leximin(levels, value)]
    return confirmed(facts, proofs, [None, certificate])[1]


def points_confirmed(levels, certificate=THEN_POINTS, shown_by="prices"):
    proofs = [COVERED, leximin(levels, shown_by=shown_by), POINTS]
    return confirmed(FACTS, proofs, [None, None, certificate])[2]


def test_the_best_counts_are_confirmed():
    assert is_confirmed(BEST)


@pytest.mark.parametrize(
    ("levels", "value"),
    [
        (((0, 1), (10, 1), (30, 1)), 0),  # the other plan
        (((0, 2), (20, 1)), 0),
        (((0, 1), (20, 2)), 0),
        (((0, 1), (20, 1), (30, 2)), 0),
        (((10, 1), (20, 1), (30, 1)), 0),  # the lowest band is not the value's
        (((0, 1), (20, 1), (30, 1)), 10),
        (((20, 1), (0, 1), (30, 1)), 0),  # out of order
        (((0, 1), (0, 1), (20, 1), (30, 1)), 0),
        (((0, 1), (5, 1), (20, 1), (30, 1)), 0),  # no such band
        (((0, 1), (0, 0), (20, 1), (30, 1)), 0),
        (((0, -1), (20, 1), (30, 1)), 0),
        ((), 0),
    ],
)
def test_other_counts_are_not(levels, value):
    assert not is_confirmed(levels, value=value)


def test_prices_too_low_or_too_high_confirm_nothing():
    for change in (-1, 1, 40):
        wrong = replace(LEVELS, request_prices=LEVELS.request_prices + change)
        assert not is_confirmed(BEST, wrong)


def test_without_a_certificate_or_bands_nothing_is_confirmed():
    assert not is_confirmed(BEST, None)
    assert not is_confirmed(BEST, facts=replace(FACTS, band=None))
    assert not is_confirmed(BEST, replace(LEVELS, refutes=True))


def test_pairs_of_a_request_that_may_be_given_two_have_no_bands():
    double = replace(FACTS, demand=np.array([1, 1, 2]))
    assert not is_confirmed(BEST, facts=double)
    # One that asks for two and has one pair can be given but one.
    columns = ("request", "supporter", "points", "load", "pinned")
    fewer = {name: getattr(FACTS, name)[:5] for name in columns}
    lonely = replace(FACTS, demand=np.array([1, 1, 2]), **fewer)
    named = replace(
        LEVELS,
        objectives=("coverage", "leximin:0", "leximin:20", "leximin:30"),
        weights=(64, 16, 2, 1),
    )
    assert is_confirmed(BEST, named, facts=lonely)


@pytest.mark.parametrize(
    "name",
    [
        "leximin:00",
        "leximin:+0",
        "leximin:-0",
        "leximin:",
        "leximin:0.0",
        "leximin:\u0660",
        "leximin:" + "9" * 5000,
    ],
)
def test_a_band_is_named_in_one_way_only(name):
    odd = replace(LEVELS, objectives=(*NAMES[:4], name))
    assert objective_bound(FACTS, odd, "coverage", {}) is None


def test_counts_are_bounded_only_once_what_comes_before_is_held():
    assert objective_bound(FACTS, LEVELS, "leximin:0", {}) is None
    assert objective_bound(FACTS, LEVELS, "leximin:0", {"coverage": 3}) == 1
    assert objective_bound(FACTS, LEVELS, "leximin:20", {"coverage": 3}) is None


def test_a_threshold_may_be_used_below_which_leximin_lets_nobody_fall():
    # With s1 as good as s0 for r0, all are met without band 0: r0 s1, r1 s0, r2 s2.
    facts = replace(FACTS, points=np.array([35, 37, 31, 4, 22, 18]))
    levels = ((10, 1), (30, 2))
    above = Certificate(
        objectives=("coverage", "leximin:10", "leximin:20", "leximin:30"),
        weights=(64, 16, 8, 1),
        threshold=10,
        refutes=False,
        request_prices=np.array([55, 55, 48]),
        supporter_prices=np.array([8, 8, 0]),
    )
    assert is_confirmed(levels, above, facts=facts, value=10)
    # At 11 nothing more would be out, but nobody said that it could be.
    cut = replace(above, threshold=11)
    assert not is_confirmed(levels, cut, facts=facts, value=10)
    # Nor may part of a band be left out in which somebody lies.
    assert is_confirmed(BEST, replace(LEVELS, threshold=0))
    assert not is_confirmed(BEST, replace(LEVELS, threshold=1))


def test_points_follow_from_levels_that_are_held():
    assert points_confirmed(BEST)
    # With three in band 0, more points might be had than these prices say.
    assert not points_confirmed(((0, 3),))
    dear = THEN_POINTS.request_prices + np.array([1, 0, 0])
    assert not points_confirmed(BEST, replace(THEN_POINTS, request_prices=dear))
    # As long as the lowest band is held, pairs below it may be left out.
    assert points_confirmed(BEST, replace(THEN_POINTS, threshold=0))
    assert not points_confirmed(BEST, replace(THEN_POINTS, threshold=1))


def test_levels_that_were_not_proved_hold_nothing():
    assert points_confirmed(BEST, shown_by="solver")
    assert not points_confirmed(BEST, shown_by="not shown")


def test_nobody_is_badly_off_where_nobody_is_given_anything():
    nobody = Proof(
        objective="leximin", sense="maximise", value=None, bound=None, shown_by="prices"
    )
    assert confirmed(FACTS, [nobody], [None]) == (True,)
    claimed = nobody.model_copy(update={"levels": BEST})
    assert confirmed(FACTS, [claimed], [None]) == (False,)


def test_bands_reach_below_nothing():
    facts = replace(FACTS, points=FACTS.points - 40)
    assert facts.levels == (-40, -30, -20, -10)
    names = ("coverage", *(f"leximin:{edge}" for edge in facts.levels))
    below = replace(LEVELS, objectives=names)
    levels = ((-40, 1), (-20, 1), (-10, 1))
    assert is_confirmed(levels, below, facts=facts, value=-40)
