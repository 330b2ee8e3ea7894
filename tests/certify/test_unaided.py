"""What needs no search to be seen: nobody can be better served than by their best."""

from dataclasses import replace
from itertools import product

import numpy as np
import pytest

from matchmaker.certify import Facts, Sum, confirmed, objective_bound
from matchmaker.certify.unaided import unaided
from matchmaker.domain.proof import Proof

# r0 may have s0 for 9 points or s1 for 2, r1 only s0, for 7; everybody has one place.
FACTS = Facts(
    request=np.array([0, 0, 1]),
    supporter=np.array([0, 1, 0]),
    points=np.array([9, 2, 7]),
    load=np.array([1, 1, 1]),
    pinned=np.zeros(3, bool),
    demand=np.array([1, 1]),
    minimum=np.array([0, 0]),
    priority=np.array([5, 3]),
    capacity=np.array([1, 1]),
    supporter_minimum=np.array([0, 0]),
)


def claim(objective, value, *, less=False):
    return Proof(
        objective=objective,
        sense="minimise" if less else "maximise",
        value=value,
        bound=value,
        shown_by="solver",
    )


def test_everybody_served_is_seen_at_once_but_not_that_nobody_gets_their_best():
    # Coverage 5 + 3; points are at most 9 + 7, which s0 cannot give both of them.
    proofs = claim("coverage", 8), claim("points", 9)
    assert confirmed(FACTS, proofs, (None, None)) == (True, False)
    assert objective_bound(FACTS, unaided(FACTS, "points"), "points", {}) == 16


def test_who_gets_nothing_is_not_explained_away():
    assert confirmed(FACTS, (claim("coverage", 5),), (None,)) == (False,)


@pytest.mark.parametrize(("lost", "shown"), [(4, True), (5, False)])
def test_of_a_plan_before_only_what_is_impossible_must_be_lost(lost, shown):
    # Pairings of weight 3 and 2 are still possible, of another one, of 4, nothing is.
    change = Sum(np.array([0, 3, 2]), minimise=True, base=9)
    facts = replace(FACTS, sums={"change": change})
    proofs = (claim("change", lost, less=True),)
    assert confirmed(facts, proofs, (None,)) == (shown,)


def test_no_plan_at_all_costs_nothing_and_nothing_is_said_of_what_is_no_sum():
    facts = replace(FACTS, sums={"cost": Sum(np.array([-4, -2, -5]), minimise=True)})
    bounds = [
        objective_bound(facts, unaided(facts, name), name, {})
        for name in ("cost", "coverage")
    ]
    assert bounds == [0, 8]
    for name in ("worst-off", "balance", "leximin"):
        assert unaided(facts, name) is None
    assert unaided(replace(FACTS, bonused=True), "points") is None


def test_numbers_beyond_int64_are_left_to_others():
    large = Sum(np.array([2**70, 0, 0], dtype=object))
    assert unaided(replace(FACTS, sums={"fit": large}), "fit") is None


def test_no_plan_of_any_kind_beats_it():
    rng = np.random.default_rng(5)
    for _ in range(200):
        facts = replace(
            FACTS,
            points=rng.integers(-9, 10, 3),
            demand=rng.integers(0, 3, 2),
            pinned=rng.random(3) < 0.2,
        )
        bound = objective_bound(facts, unaided(facts, "points"), "points", {})
        for chosen in product((False, True), repeat=3):
            used = np.flatnonzero(chosen)
            given = np.bincount(facts.request[used], minlength=2)
            kept = set(np.flatnonzero(facts.pinned)) <= set(used)
            if kept and np.all(given <= facts.demand):
                assert facts.points[used].sum() <= bound
