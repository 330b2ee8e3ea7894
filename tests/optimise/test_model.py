"""A model refuses columns that do not hold together, and knows its own rules."""

from dataclasses import replace

import numpy as np
import pytest

from matchmaker.errors import InputError, NumberRangeError


@pytest.mark.parametrize(
    ("column", "value", "words"),
    [
        ("points", [1, 2], "points has 2 entries, not 1"),
        ("load", [0], "load must be at least 1"),
        ("demand", [-1], "demand must be at least 0"),
        ("tie", [0], "tie must be at least 1"),
        ("indptr", [0, 2], "indptr does not run from 0 to 1"),
    ],
)
def test_faulty_columns_are_named(small_model, column, value, words):
    model = small_model([(0, 0)], 1, 1)
    with pytest.raises(InputError, match=words):
        replace(model, **{column: np.array(value, np.int64)})


def test_sums_that_could_leave_int64_are_refused(small_model):
    pairs = [(0, 0), (1, 0)]
    small_model(pairs, 2, 1, points=[2**60, -(2**59)])
    with pytest.raises(NumberRangeError, match="points"):
        small_model(pairs, 2, 1, points=[2**61, -(2**61)])


def test_the_model_and_the_plain_loops_agree_on_what_is_allowed(
    random_model, keeps_rules
):
    answers = []
    for seed in range(300):
        model = random_model(seed)
        mask = np.random.default_rng(seed).random(model.pairs) < 0.3
        used = np.flatnonzero(mask)
        answers.append(model.obeys(used))
        assert answers[-1] == keeps_rules(model, set(used.tolist())), seed
    assert 30 < sum(answers) < 270


def test_left_over_capacity_is_no_room(small_model):
    # Loads of 3 fill 7 hours twice; a minimum of 4 hours takes two of them.
    pairs = [(0, 0), (1, 0)]
    model = small_model(pairs, 2, 1, load=[3, 3], capacity=[7], supporter_minimum=[4])
    assert model.room.tolist() == [2]
    assert model.least_room.tolist() == [2]
    assert replace(model, minimum_if_used=True).least_room.tolist() == [0]
