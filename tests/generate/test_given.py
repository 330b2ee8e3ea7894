"""Made-up pairs in columns: as many as asked for, sorted, each once."""

import numpy as np
import pytest

from matchmaker.errors import InputError
from matchmaker.generate import generate_given


@pytest.mark.parametrize(
    ("density", "pairs"), [(0, 0), (0.01, 15), (0.5, 750), (0.9, 1350), (1, 1500)]
)
def test_the_density_is_kept_to_the_pair(given_scores, density, pairs):
    whole = generate_given(given_scores, 50, 30, density=density, seed=4)
    given = whole.given
    assert len(given) == pairs
    cells = given.request.astype(np.int64) * 30 + given.supporter
    assert np.all(np.diff(cells) > 0)  # sorted by request, then supporter; each once
    assert not pairs or (cells.min() >= 0 and cells.max() < 1500)


def test_points_loads_and_capacity_are_as_told(given_scores):
    given = generate_given(
        given_scores, 60, 60, density=0.5, seed=1, points=(-2, 2), loads=(1, 3)
    ).given
    assert set(given.points.tolist()) == {-2, -1, 0, 1, 2}
    assert set(given.load.tolist()) == {1, 2, 3}


def test_equal_seeds_give_equal_pairs(given_scores):
    first, again, other = (
        generate_given(given_scores, 40, 40, density=0.2, seed=seed).given
        for seed in (7, 7, 8)
    )
    for name in ("request", "supporter", "points", "load"):
        assert np.array_equal(getattr(first, name), getattr(again, name))
    assert not np.array_equal(first.supporter, other.supporter)


def test_nonsense_is_refused(given_scores, early_years):
    with pytest.raises(InputError, match="between 0 and 1"):
        generate_given(given_scores, 3, 3, density=1.01, seed=1)
    with pytest.raises(InputError, match="computes its own"):
        generate_given(early_years, 3, 3, density=1, seed=1)
