"""Candidates of several requests at once, by hand."""

import numpy as np
import pytest

from matchmaker.candidates import Candidates


@pytest.fixture
def three():
    """r0 could have s0 and s2, r1 nobody, r2 s1 and s2."""
    return Candidates(
        indptr=np.array([0, 2, 2, 4]),
        supporter=np.array([0, 2, 1, 2], dtype=np.int32),
        minutes=np.zeros(4, dtype=np.int32),
        load=np.ones(4, dtype=np.int64),
        rules=(),
        removed=np.zeros((3, 0), dtype=np.int32),
    )


def lists(columns):
    return [column.tolist() for column in columns]


def test_each_request_named_brings_its_candidates_as_often_as_named(three):
    assert lists(three.of_each([2, 1, 0, 2])) == [
        [0, 0, 2, 2, 3, 3],
        [2, 3, 0, 1, 2, 3],
    ]
    assert lists(three.of_each([])) == lists(three.of_each([1])) == [[], []]


def test_two_requests_share_the_candidates_of_one_supporter(three):
    # s2 stands at position 1 for r0 and at 3 for r2.
    assert lists(three.in_common([0, 0, 2], [1, 2, 0])) == [[1, 2], [1, 3], [3, 1]]
    assert lists(three.in_common([], [])) == [[], [], []]


def test_the_requests_of_some_pairs_are_those_of_all(three):
    for pairs in (slice(None), slice(1, 3), slice(2, 4), slice(2, 2)):
        assert three.request_of(pairs).tolist() == three.request[pairs].tolist()
    assert three.request_of(np.array([3, 0, 1])).tolist() == [2, 0, 0]


def test_fewer_candidates_stand_where_their_requests_are(three):
    few = three.only(np.array([1, 2]))
    assert lists([few.request, few.supporter]) == [[0, 2], [2, 1]]
    assert three.only(np.array([], dtype=np.int64)).indptr.tolist() == [0, 0, 0, 0]
