"""Relaxed again and again with other limits, held against relaxations from the start."""

import numpy as np
import pytest

from matchmaker.optimise.apart import again
from matchmaker.optimise.apart.again import Again
from matchmaker.optimise.apart.field import Field
from matchmaker.optimise.gave_up import GaveUpError
from matchmaker.optimise.linear import linear_without_switches
from matchmaker.optimise.objectives import combined
from matchmaker.optimise.outcome import Deadline
from matchmaker.optimise.relaxation import relax

NO_LIMIT = Deadline(None)
SUMS = ("coverage", "points")


@pytest.fixture(params=[0, 2])
def near(request, monkeypatch):
    """How many pairs of each request take part at first."""
    monkeypatch.setattr(again, "NEAREST_PER_REQUEST", request.param)
    monkeypatch.setattr(again, "MORE", 0)
    return request.param


def crowd(small_model, seed):
    """Twelve requests, every third of them heavy, and four supporters, never even."""
    dice = np.random.default_rng(seed)
    pairs = [(r, s) for r in range(12) for s in range(4) if dice.random() < 0.9]
    return small_model(
        pairs,
        12,
        4,
        points=dice.integers(1, 40, len(pairs)),
        load=[3 if r % 3 == 0 else 1 for r, _ in pairs],
        capacity=dice.integers(2, 6, 4),
    )


def standing(small_model, seed):
    """A model, what its plans are worth, and its relaxation with a count of the heavy."""
    model = crowd(small_model, seed)
    linear = linear_without_switches(model).with_count(np.flatnonzero(model.load == 3))
    whole = combined(model, SUMS)
    return model, whole, relax(model, whole, NO_LIMIT, linear=linear)


def changes(linear, dice):
    """Limits of some rows that count heavy pairs."""
    rows = [*range(linear.heavy.start, linear.heavy.stop), linear.rows - 1]
    for row in dice.choice(rows, 6):
        limits = sorted(dice.integers(0, 5, 2).tolist())
        yield linear.within(int(row), *limits)


def test_limits_changed_in_turn_give_the_bounds_of_relaxations_from_the_start(
    small_model, near
):
    infeasible = grown = 0
    for seed in range(25):
        model, whole, root = standing(small_model, seed)
        worth = root.linear.worth(whole, model)
        heavy = root.linear.heavy
        counted = np.r_[heavy.start : heavy.stop, root.linear.rows - 1]
        begun = Again(root, worth, counted)
        few = begun._inside.sum()
        for linear in changes(root.linear, np.random.default_rng(seed)):
            fresh = relax(model, whole, NO_LIMIT, linear=linear)
            found = begun.relaxed(linear, NO_LIMIT)
            if fresh is None:
                assert found is None
                infeasible += 1
            elif found is not None:
                assert found.bound // found.scale == fresh.bound // fresh.scale
                left = found.column_slack[~found.inside]
                assert np.maximum(left, 0).sum() < found.scale
        grown += begun._inside.sum() > few
    assert infeasible > 3
    assert grown > 3


def test_without_time_nothing_is_claimed_and_later_it_goes_on(small_model, near):
    model, whole, root = standing(small_model, 1)
    begun = Again(
        root, root.linear.worth(whole, model), np.array([root.linear.rows - 1])
    )
    linear = root.linear.within(root.linear.rows - 1, 1, 1)
    with pytest.raises(GaveUpError):
        begun.relaxed(linear, Deadline(0.0))
    fresh = relax(model, whole, NO_LIMIT, linear=linear)
    found = begun.relaxed(linear, NO_LIMIT)
    assert found.bound // found.scale == fresh.bound // fresh.scale


def test_where_it_founders_a_part_is_relaxed_from_the_prices_of_the_one_before(
    small_model, monkeypatch
):
    model, whole, root = standing(small_model, 2)
    total = root.linear.rows - 1
    everybody = np.ones(model.pairs, bool)

    def part(field):
        return field.within(field.all_plans(), total, 1, 1, NO_LIMIT)

    wanted = part(Field(model, whole, root, total, everybody))
    asked = []

    def founders(self, linear, deadline):
        asked.append(linear)
        raise GaveUpError

    monkeypatch.setattr(Again, "relaxed", founders)
    found = part(Field(model, whole, root, total, everybody))
    assert len(asked) == 1
    assert (
        found.bound
        == wanted.bound
        < Field(model, whole, root, total, everybody).all_plans().bound
    )
