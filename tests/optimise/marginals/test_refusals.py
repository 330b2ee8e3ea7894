"""What no flow can price is refused, and what rows could change is said."""

from dataclasses import replace

import numpy as np
import pytest

from matchmaker.errors import NumberRangeError
from matchmaker.optimise.bonus_columns import Bonuses, Side
from matchmaker.optimise.marginals.marginals import marginals_of
from matchmaker.optimise.marginals.refusal import OutsideFlowError
from matchmaker.optimise.marginals.scale import Scale

BOTH = ("coverage", "points")


@pytest.mark.parametrize("objectives", [(), ("coverage", "balance"), ("worst-off",)])
def test_other_objectives(small_model, objectives):
    model = small_model([(0, 0)], 1, 1)
    with pytest.raises(OutsideFlowError, match="not all sums"):
        marginals_of(model, np.array([0]), objectives)


def test_loads_that_differ_at_one_supporter(small_model):
    model = small_model([(0, 0), (1, 0)], 2, 1, load=[1, 2], capacity=[3])
    with pytest.raises(OutsideFlowError, match="Loads differ"):
        marginals_of(model, np.array([0, 1]), BOTH)


def test_a_plan_that_is_best_only_because_of_a_row(small_model):
    row = ([0, 1], [1, 1], 1, "one of the two")
    model = small_model([(0, 0), (1, 1)], 2, 2, rows=[row])
    with pytest.raises(OutsideFlowError, match="not best"):
        marginals_of(model, np.array([0]), BOTH)


@pytest.mark.parametrize(("upper", "coupled"), [(1, True), (2, False)])
def test_a_row_that_could_bind_and_one_that_cannot(small_model, upper, coupled):
    # Both pairs of one request: with demand 1 only one is used.
    row = ([0, 1], [1, 1], upper, "two pairs")
    model = small_model([(0, 0), (0, 1)], 1, 2, rows=[row])
    assert marginals_of(model, np.array([0]), BOTH).coupled == coupled


def test_with_rows_aside_a_regret_is_never_too_high(random_model, all_plans):
    exact = below = 0
    for seed in range(200):
        model = random_model(seed, mixed=False, rows=True)
        plans = all_plans(model, BOTH)
        best, used = max(plans, default=(None, None), key=lambda plan: plan[0])
        if used is None:
            continue
        try:
            marginals = marginals_of(model, np.array(sorted(used), np.int64), BOTH)
        except OutsideFlowError:
            continue
        for pair in range(model.pairs):
            other = [s for s, p in plans if (pair in p) != (pair in used)]
            if other:
                lost = tuple(a - b for a, b in zip(best, max(other), strict=True))
                assert tuple(marginals.lost[pair]) <= lost
                exact += tuple(marginals.lost[pair]) == lost
                below += tuple(marginals.lost[pair]) < lost
                assert marginals.coupled or tuple(marginals.lost[pair]) == lost
    assert exact > 100
    assert below > 3


def test_numbers_that_could_wrap_around(small_model):
    model = small_model([(0, 0)], 1, 1, points=[2**40], priority=[2**17])
    with pytest.raises(NumberRangeError, match="too large to compare"):
        Scale.of(model, BOTH)
    smaller = small_model([(0, 0)], 1, 1, points=[2**40], priority=[2**13])
    assert Scale.of(smaller, BOTH).weights == (2**41 + 1, 1)


def test_differences_are_taken_apart_to_the_last_unit(small_model):
    model = small_model([(0, 0), (1, 0)], 2, 1, points=[7, -4], priority=[2, 3])
    scale = Scale.of(model, BOTH)
    assert scale.ranges == (5, 11)
    for coverage in (-5, 0, 5):
        for points in (-11, 0, 11):
            total = coverage * scale.weights[0] + points * scale.weights[1]
            assert scale.split(np.array(total)).tolist() == [coverage, points]


def test_points_that_several_pairs_earn_together(small_model):
    # Both pairs together earn 4 points more.
    sides = [Side(np.array([0])), Side(np.array([1]))]
    bonuses = Bonuses.of([4], ["couple"], [sides])
    model = replace(small_model([(0, 0), (1, 1)], 2, 2), bonuses=bonuses)
    with pytest.raises(OutsideFlowError, match="together"):
        marginals_of(model, np.array([0, 1]), BOTH)
    # Coverage counts no bonus.
    assert marginals_of(model, np.array([0, 1]), ("coverage",)).regret.tolist() == [
        1,
        1,
    ]
