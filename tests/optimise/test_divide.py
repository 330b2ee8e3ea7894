"""Which count a part of the plans is divided by."""

from dataclasses import dataclass
from types import SimpleNamespace

import numpy as np
import pytest

from matchmaker.optimise.apart import divide
from matchmaker.optimise.apart.divide import Divider
from matchmaker.optimise.apart.heavy import Counts
from matchmaker.optimise.outcome import Deadline

NO_LIMIT = Deadline(None)
WORTH = 0
TOTAL = 4


@dataclass
class Made:
    """A part of the plans of which only the counts and the bound are known."""

    near: int
    counts: tuple[float, ...]

    @property
    def bound(self):
        return self.near

    @property
    def relaxation(self):
        high = np.full(TOTAL + 1, 9)
        linear = SimpleNamespace(low=np.zeros(TOTAL + 1, np.int64), high=high)
        return SimpleNamespace(shares=np.array(self.counts), linear=linear)


class Told:
    """A field in which bounds fall by so much a row, on each side; rows are kept."""

    def __init__(self, falls):
        self.total, self.falls, self.asked = TOTAL, falls, []
        places = np.arange(TOTAL + 1)
        self.counts = Counts(places, places)

    def within(self, part, row, low, high, deadline):
        self.asked.append((row, low, high))
        down, up = self.falls[row]
        fall = down if low == 0 else up
        return None if fall is None else Made(part.near - fall, part.counts)


def test_the_count_of_all_goes_first():
    field = Told({TOTAL: (3, 5)})
    parts = Divider(field).divided(Made(100, (0.5, 0, 0, 0, 2.5)), WORTH, NO_LIMIT)
    assert field.asked == [(TOTAL, 0, 2), (TOTAL, 3, 9)]
    assert [part.near for part in parts] == [95, 97]  # the better one last


def test_of_those_tried_the_one_that_gains_most_on_both_sides_is_taken():
    # 1 x 90 is less than 10 x 10.
    field = Told({0: (1, 90), 1: (10, 10), 2: (2, 30)})
    parts = Divider(field).divided(Made(100, (0.5, 0.5, 1.5, 0, 2)), WORTH, NO_LIMIT)
    assert [part.near for part in parts] == [90, 90]
    assert {row for row, _, _ in field.asked} == {0, 1, 2}


def test_those_nearest_to_a_half_are_tried_and_no_more_than_so_many(monkeypatch):
    monkeypatch.setattr(divide, "TRIED", 2)
    field = Told(dict.fromkeys(range(4), (1, 1)))
    Divider(field).divided(Made(100, (0.1, 0.4, 1.6, 0.8, 2)), WORTH, NO_LIMIT)
    assert {row for row, _, _ in field.asked} == {1, 2}


def test_what_a_count_brought_is_what_it_promises_and_it_is_not_tried_again():
    field = Told({0: (4, 4), 1: (10, 10)})
    divider = Divider(field)
    first = divider.divided(Made(100, (0.5, 0.5, 0, 0, 2)), WORTH, NO_LIMIT)
    assert [part.near for part in first] == [90, 90]
    field.asked.clear()
    # Row 0 brought 8 a unit and row 1 brought 20: 4 x 4 against 0.4 x 19.6.
    divider.divided(Made(90, (0.5, 0.02, 0, 0, 2)), WORTH, NO_LIMIT)
    assert {row for row, _, _ in field.asked} == {0}
    field.asked.clear()
    # 4 x 4 against 4 x 16.
    divider.divided(Made(90, (0.5, 0.2, 0, 0, 2)), WORTH, NO_LIMIT)
    assert {row for row, _, _ in field.asked} == {1}


def test_what_was_gained_counts_by_how_far_the_count_was_moved():
    field = Told({0: (4.0, 4.0), 1: (3.5, 3.5)})
    divider = Divider(field)
    divider.divided(Made(100, (0.5, 0.25, 0, 0, 2)), WORTH, NO_LIMIT)
    field.asked.clear()
    # Row 1 brought 14 a unit down and 4.67 up: 7 x 2.33 against 4 x 4.
    divider.divided(Made(90, (0.5, 0.5, 0, 0, 2)), WORTH, NO_LIMIT)
    assert {row for row, _, _ in field.asked} == {1}


def test_a_count_that_leaves_nothing_to_look_at_ends_the_trials():
    field = Told({0: (None, 100), 1: (10, 10)})
    parts = Divider(field).divided(Made(100, (0.5, 0.4, 0, 0, 2)), WORTH, NO_LIMIT)
    assert [part.near for part in parts] == [0]
    assert {row for row, _, _ in field.asked} == {0}


@pytest.mark.parametrize(("down", "taken"), [(0, 1), (1, 0)])
def test_a_count_that_gains_nothing_on_one_side_is_worth_little(down, taken):
    field = Told({0: (down, 90), 1: (2, 3)})
    divider = Divider(field)
    divider.divided(Made(100, (0.5, 0.5, 0, 0, 2)), WORTH, NO_LIMIT)
    field.asked.clear()
    divider.divided(Made(100, (0.5, 0.5, 0, 0, 2)), WORTH, NO_LIMIT)
    assert {row for row, _, _ in field.asked} == {taken}
