"""Chance is drawn in whole numbers that a seed settles once and for all."""

from collections import Counter

import pytest

from matchmaker.errors import InputError
from matchmaker.generate.dice import Dice, Weighted


def test_these_numbers_are_the_same_on_every_machine():
    dice = Dice(2022, "settings")
    assert [dice.whole(1, 100) for _ in range(8)] == [24, 17, 64, 24, 32, 95, 65, 14]


def test_streams_of_one_seed_differ():
    first, second = Dice(1, "settings"), Dice(1, "requests")
    assert [first.below(1000) for _ in range(5)] != [
        second.below(1000) for _ in range(5)
    ]


def test_both_ends_of_a_range_are_drawn_and_nothing_beyond():
    dice = Dice(0, "test")
    assert {dice.whole(3, 5) for _ in range(200)} == {3, 4, 5}


def test_weights_are_shares():
    dice = Dice(0, "test")
    drawn = Counter(
        dice.draw(Weighted({"a": 3, "b": 1, "never": 0})) for _ in range(4000)
    )
    assert drawn["a"] + drawn["b"] == 4000
    assert 2850 < drawn["a"] < 3150  # 3,000 and five standard deviations of 27


def test_some_things_are_different_things_and_a_subset_keeps_their_order():
    dice = Dice(0, "test")
    for _ in range(100):
        some = dice.some("abcde", 2, 4)
        assert 2 <= len(set(some)) == len(some) <= 4
        subset = dice.subset("abcde", 2, 4)
        assert list(subset) == sorted(subset)
    assert sorted(dice.some("ab", 5, 5)) == ["a", "b"]


def test_a_seed_below_zero_is_refused():
    with pytest.raises(InputError, match="zero or more"):
        Dice(-1, "test")
