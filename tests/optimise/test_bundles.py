"""Plans in bundles are the plans in pairs, one for one."""

from dataclasses import replace
from itertools import product

import numpy as np
import pytest

from matchmaker.optimise import bundles
from matchmaker.optimise.bundles import bundles_of
from matchmaker.optimise.objectives import sum_of

KINDS = [
    {"bonuses": False},
    {"rows": True, "limits": True},
    {"if_used": True, "floor": True, "mixed": True},
    {"pins": True, "several_pins": True, "minimum": True},
]


def _members(made):
    count = made.model.pairs
    return [made.pairs_of(np.array([one])).tolist() for one in range(count)]


def _one_each(model):
    """Every way to give each request one of its pairs, or none."""
    ends = [*zip(model.indptr[:-1].tolist(), model.indptr[1:].tolist(), strict=True)]
    for chosen in product(*([None, *range(*each)] for each in ends)):
        yield np.array([one for one in chosen if one is not None], np.int64)


def test_a_bundle_is_all_that_a_request_is_given(small_model):
    pairs = [(0, 0), (0, 1), (0, 2), (1, 0)]
    model = small_model(pairs, 2, 3, points=[5, 3, 1, 7], demand=[2, 2])
    made = bundles_of(model)
    assert _members(made) == [[0], [1], [2], [0, 1], [0, 2], [1, 2], [3]]
    assert made.model.points.tolist() == [5, 3, 1, 8, 6, 4, 7]
    assert made.model.request.tolist() == [0] * 6 + [1]
    assert sum_of(made.model, "coverage").pairs.tolist() == [1, 1, 1, 2, 2, 2, 1]


def test_no_bundle_is_smaller_than_a_minimum_or_lacks_a_pinned_pair(small_model):
    pairs = [(0, 0), (0, 1), (0, 2)]
    for rules, members in (
        ({"minimum": [2]}, [[0, 1], [0, 2], [1, 2]]),
        ({"pinned": [1]}, [[1], [0, 1], [1, 2]]),
        ({"pinned": [1], "minimum": [2]}, [[0, 1], [1, 2]]),
        ({"pinned": [0, 1, 2]}, []),
        ({"minimum": [3]}, []),
    ):
        made = bundles_of(small_model(pairs, 1, 3, demand=[2], **rules))
        assert _members(made) == members
        assert made.model.minimum.tolist() == [1]


@pytest.mark.parametrize("kind", KINDS, ids="-".join)
def test_plans_in_bundles_are_the_plans_in_pairs(kind, random_model, all_plans):
    plans = 0
    for seed in range(40):
        model = random_model(seed, most=6, demand=True, **kind)
        made = bundles_of(model)
        found = {}
        for used in _one_each(made.model):
            if made.model.obeys(used):
                found[tuple(made.pairs_of(used).tolist())] = used
        assert sorted(found) == sorted(map(tuple, all_plans(model))), seed
        for pairs, used in found.items():
            for name in ("coverage", "points", "tie", "cost", "change", "mixture"):
                own = sum_of(model, name).pairs[list(pairs)].sum()
                assert sum_of(made.model, name).pairs[used].sum() == own, (seed, name)
        plans += len(found)
    assert plans > 10


def test_a_floor_is_held_in_bundles_too(small_model):
    model = small_model([(0, 0), (0, 1)], 1, 2, points=[4, 3], demand=[2])
    held = replace(model, floors=((sum_of(model, "points"), 7),))
    made = bundles_of(held)
    assert [made.model.obeys(np.array([one])) for one in range(3)] == [
        False,
        False,
        True,
    ]


@pytest.mark.parametrize("limit", ["MOST_BUNDLES", "MOST_ENTRIES"])
def test_too_many_are_refused(limit, small_model, monkeypatch):
    # One bundle of two pairs, and two of one: four entries at two supporters.
    model = small_model([(0, 0), (0, 1)], 1, 2, demand=[2])
    most = {"MOST_BUNDLES": 3, "MOST_ENTRIES": 4}[limit]
    monkeypatch.setattr(bundles, limit, most)
    assert bundles_of(model) is not None
    monkeypatch.setattr(bundles, limit, most - 1)
    assert bundles_of(model) is None
