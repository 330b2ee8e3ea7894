"""The orders that are allowed, and values by definition."""

import numpy as np
import pytest

from matchmaker.errors import InputError
from matchmaker.optimise.objectives import check_order, value_of


@pytest.mark.parametrize(
    "order", [(), ("happiness",), ("points", "points"), ("Coverage",)]
)
def test_orders_name_known_objectives_once(small_model, order):
    with pytest.raises(InputError, match="distinct names"):
        check_order(small_model([(0, 0)], 1, 1), order)


@pytest.mark.parametrize(
    ("order", "minimum", "allowed"),
    [
        (("worst-off", "coverage"), 0, False),
        (("worst-off", "coverage"), 1, True),
        (("points", "worst-off", "coverage"), 0, False),
        (("worst-off",), 0, False),
        (("coverage", "worst-off"), 0, True),
        (("points", "worst-off"), 0, True),
    ],
)
def test_worst_off_ahead_of_coverage_needs_minimums(
    small_model, order, minimum, allowed
):
    model = small_model([(0, 0)], 1, 1, minimum=[minimum])
    if allowed:
        check_order(model, order)
    else:
        with pytest.raises(InputError, match="ahead of coverage"):
            check_order(model, order)


def test_values_by_definition(small_model):
    pairs = [(0, 0), (0, 1), (1, 0)]
    model = small_model(
        pairs, 2, 2, points=[5, -2, 4], load=[2, 1, 1], priority=[3, 7], demand=[2, 1]
    )
    used = np.array([0, 1, 2])
    assert value_of(model, "coverage", used) == 3 + 3 + 7
    assert value_of(model, "points", used) == 7
    assert value_of(model, "worst-off", used) == 3  # 5 - 2 for r0, 4 for r1
    assert value_of(model, "balance", used) == 3 * 3 + 1
    assert value_of(model, "worst-off", used[:0]) is None
