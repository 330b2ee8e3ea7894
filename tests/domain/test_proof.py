"""When a value counts as proved."""

import pytest

from matchmaker.domain.proof import Proof


def line(value, bound, *, tolerance=0, shown_by="prices"):
    return Proof(
        objective="points",
        sense="maximise",
        value=value,
        bound=bound,
        shown_by=shown_by,
        tolerance=tolerance,
    )


@pytest.mark.parametrize(
    ("value", "bound", "tolerance", "proved"),
    [
        (10, 10, 0, True),
        (9, 10, 0, False),
        (7, 10, 3, True),
        (6, 10, 3, False),
        (None, None, 0, True),
        (None, 10, 3, False),
        (10, None, 3, False),
    ],
)
def test_a_value_is_proved_where_it_falls_behind_by_no_more_than_is_allowed(
    value, bound, tolerance, proved
):
    assert line(value, bound, tolerance=tolerance).proved == proved


def test_nothing_is_proved_that_was_not_shown():
    assert not line(10, 10, shown_by="not shown").proved


def test_the_gap_is_what_the_tolerance_gave_up():
    assert line(7, 10, tolerance=3).gap == 3
