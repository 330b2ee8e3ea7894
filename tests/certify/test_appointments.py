"""What prices show about appointments, by hand; the search is held to it elsewhere."""

from types import SimpleNamespace

import numpy as np
import pytest

from matchmaker.certify.appointments import appointments_bound


def facts(cost, *, appoint=None, opening=0, most=9, least=0, weight=1):
    cost = np.array(cost, np.int64)
    leads, members = cost.shape
    return SimpleNamespace(
        cost=cost,
        allowed=cost < 90,
        opening=np.full(leads, opening),
        weight=np.broadcast_to(weight, members),
        most=np.full(leads, most),
        least=np.full(leads, least),
        appoint=appoint,
    )


def bound(prices, *args, **more):
    return appointments_bound(facts(*args, **more), np.array(prices) * 1_000)


TWO = [[1, 5, 99], [6, 2, 3]]  # the first may not lead the third


@pytest.mark.parametrize(
    ("prices", "shown"),
    [
        ([0, 0, 0], 0),  # empty posts cost nothing
        # The first would take one at 1 - 4, the second two at 2 - 4 and 3 - 4: both
        # are appointed, and 12 - 3 - 3 is what all cost together.
        ([4, 4, 4], 6),
        ([9, 4, 4], 17 - 8 - (3 + 2 + 1)),  # both want the one who pays 9
    ],
)
def test_posts_take_who_pays_more_than_they_cost(prices, shown):
    assert bound(prices, TWO, appoint=2) == shown


def test_so_many_posts_are_filled_and_no_more():
    # One post: the second is worth 3 + 1 + 2 less.
    assert bound([4, 4, 4], TWO, appoint=1) == 12 - 3
    assert bound([9, 9, 9], TWO, appoint=1) == 27 - (3 + 7 + 6)


@pytest.mark.parametrize(("least", "shown"), [(1, 6), (2, 6 + 1), (3, None)])
def test_a_post_takes_its_least_though_it_costs(least, shown):
    # With two at least the first takes the second member too, at 5 - 4.
    assert bound([4, 4, 4], TWO, appoint=2, least=least) == shown


def test_a_post_takes_no_more_than_its_most():
    assert bound([9, 9, 9], TWO, appoint=1, most=1) == 27 - 8


def test_an_open_number_spans_everybody():
    # Empty posts are free, but one for two members is needed, at least, besides
    # another: rooms for two each span three.
    assert bound([0, 0, 0], TWO, opening=7, most=2) == 14
    assert bound([0, 0, 0], TWO, opening=7, most=3) == 7


def test_weights_fill_spans():
    # Of 3 and 2 into a span of 4 goes one: the one who pays more, at 9 - 1.
    assert bound([9, 9], [[1, 2]], appoint=1, most=4, weight=[3, 2]) == 18 - 8


def test_thousandths_are_rounded_up_to_what_costs_are_counted_in():
    asked = facts([[1, 1]], appoint=1)
    assert appointments_bound(asked, np.array([999, 999])) == 2  # 1.998
    assert appointments_bound(asked, np.array([500, 500])) == 1
