"""Rows of quotas, contrast and pairings at once: no more of them than can bind."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise

import numpy as np
import pytest

from matchmaker.candidates import find_candidates
from matchmaker.domain.programme import Programme
from matchmaker.domain.quota import Quota
from matchmaker.domain.request import Request
from matchmaker.domain.round import Round
from matchmaker.domain.rules import AtOnce, Contrast, Quotas
from matchmaker.domain.setting import Setting
from matchmaker.domain.supporter import Supporter
from matchmaker.optimise.rules import at_once, contrast, quota

MONDAY = date(2022, 5, 2)


def round_of(windows, people=1, **fields):
    """A mentor is asked for in each window (weeks from May), by one setting each."""
    programme = Programme.model_validate(
        {
            "name": "small",
            "title": "Small",
            "unit": "units",
            "roles": {"mentor": {"title": "Mentor"}},
            "criterion": [],
            "objective": [{"name": "coverage"}],
        }
    )
    settings = [Setting(id=f"S{i}", region="London") for i in range(len(windows))]
    requests = [
        Request(
            id=f"R{i}",
            setting=f"S{i}",
            role="mentor",
            start=MONDAY + timedelta(weeks=first),
            end=MONDAY + timedelta(weeks=last, days=-1),
        )
        for i, (first, last) in enumerate(windows)
    ]
    supporters = [
        Supporter(id=f"P{i}", roles=("mentor",), capacity=99) for i in range(people)
    ]
    known = {"settings": settings, "requests": requests, "supporters": supporters}
    return Round(name="May", programme=programme, today=MONDAY, **(known | fields))


def sets_of(found):
    """The pairs of each row."""
    return [
        sorted(found.pairs[a:b].tolist()) for a, b in pairwise(found.indptr.tolist())
    ]


def rows_of(file, rule, whole):
    return file.rows(rule, whole, find_candidates(whole))


@pytest.mark.parametrize(
    ("windows", "expected"),
    [
        ([(0, 1), (1, 2), (2, 3)], []),
        ([(0, 2), (1, 3), (2, 4)], [[0, 1], [1, 2]]),
        ([(0, 3), (1, 3), (2, 3)], [[0, 1, 2]]),
        ([(0, 9), (1, 2), (3, 4), (5, 6)], [[0, 1], [0, 2], [0, 3]]),
        ([(0, 2), (0, 2), (0, 2)], [[0, 1, 2]]),
    ],
)
def test_one_row_for_each_largest_set_that_overlaps(windows, expected):
    found = rows_of(at_once, AtOnce(most=1), round_of(windows))
    assert sets_of(found) == expected
    assert found.upper.tolist() == [1] * len(expected)


def test_random_windows_give_every_largest_set_once():
    for seed in range(60):
        rng = np.random.default_rng(seed)
        first = rng.integers(0, 9, 7)
        windows = [
            (f, f + length)
            for f, length in zip(first, rng.integers(1, 5, 7), strict=True)
        ]
        whole = round_of([(int(a), int(b)) for a, b in windows])
        weeks = [
            {i for i, (a, b) in enumerate(windows) if a <= w < b} for w in range(14)
        ]
        largest = {
            tuple(sorted(one))
            for one in weeks
            if len(one) > 1 and not any(one < other for other in weeks)
        }
        found = sets_of(rows_of(at_once, AtOnce(most=1), whole))
        assert sorted(map(tuple, found)) == sorted(largest), seed


def test_many_people_do_not_get_into_each_other_s_rows():
    # Beyond 588 people a supporter and a day no longer fit into 31 bits.
    people = 600
    found = rows_of(at_once, AtOnce(most=1), round_of([(0, 2), (1, 3)], people))
    assert sets_of(found) == [[i, people + i] for i in range(people)]
    assert found.names[-1] == "P599 has at most 1 pairing at once on 2022-05-09"


def test_a_quota_that_cannot_bind_needs_no_row():
    windows = [(0, 1)] * 3
    quotas = (
        Quota(by="region", name="London", most=3),
        Quota(by="region", name="London", role="mentor", most=2),
        Quota(by="region", name="Leeds", most=0),
    )
    found = rows_of(quota, Quotas(), round_of(windows, people=5, quotas=quotas))
    assert found.names == ("at most 2 pairings in London as mentor",)
    assert (found.lower.tolist(), found.upper.tolist()) == ([0], [2])
    assert len(found.pairs) == 15


def test_a_quota_gets_no_more_than_is_asked_for():
    quotas = (Quota(by="region", name="London", least=4),)
    found = rows_of(quota, Quotas(), round_of([(0, 1)] * 3, people=5, quotas=quotas))
    assert (found.lower.tolist(), found.upper.tolist()) == ([4], [3])
    assert found.names == ("at least 4 pairings in London, but only 3 could be",)


def test_one_request_for_one_needs_no_contrast():
    whole = round_of([(0, 1)], people=4)
    assert sets_of(rows_of(contrast, Contrast(by="supporter"), whole)) == []
    leeds = [p.model_copy(update={"authority": "Leeds"}) for p in whole.supporters]
    alike = whole.replace(supporters=leeds)
    assert sets_of(rows_of(contrast, Contrast(by="authority"), alike)) == []
    two = [whole.requests[0].model_copy(update={"demand": 2})]
    found = rows_of(contrast, Contrast(by="authority"), alike.replace(requests=two))
    assert sets_of(found) == [[0, 1, 2, 3]]
    assert found.names == ("S0 gets at most one of authority Leeds",)
