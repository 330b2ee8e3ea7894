"""Pairings at once: kept, broken, and the very day between."""

from __future__ import annotations

from datetime import date

import pytest

from matchmaker.domain.plan import Pairing, Plan
from matchmaker.domain.request import Request
from matchmaker.domain.rules import AtOnce
from matchmaker.domain.supporter import Supporter
from matchmaker.verify import check


def may(day):
    return date(2022, 5, day)


def asks(name, first=None, last=None, role="expert"):
    return Request(
        id=name,
        role=role,
        start=None if first is None else may(first),
        end=None if last is None else may(last),
    )


def broken(small, most, *requests, roles=(), people="ada", **fields):
    """What a plan breaks in which the people take the requests in turn."""
    made = small.round(
        AtOnce(most=most, roles=roles),
        requests=requests,
        supporters=tuple(
            Supporter(id=name, roles=("expert", "mentor"), capacity=100)
            for name in dict.fromkeys(people.split())
        ),
        settings=(),
        **fields,
    )
    names = people.split() * len(requests)
    pairings = tuple(
        Pairing(request=r.id, supporter=s, role=r.role, points=0, criteria={})
        for r, s in zip(requests, names, strict=False)
    )
    found = check(made, Plan(pairings=pairings))
    return [str(violation) for violation in found if violation.rule == "at_once"]


def test_the_last_day_of_one_and_the_first_of_the_next(small):
    assert broken(small, 1, asks("x", 2, 6), asks("y", 7, 13)) == []
    assert broken(small, 1, asks("x", 2, 7), asks("y", 7, 13)) == [
        "at_once (ada): has 2 pairings at once on 2022-05-07, limit 1"
    ]


def test_as_many_as_the_limit_may_run_at_once(small):
    three = (asks("x", 2, 9), asks("y", 9, 20), asks("z", 5, 30))
    assert broken(small, 3, *three) == []
    assert broken(small, 2, *three) == [
        "at_once (ada): has 3 pairings at once on 2022-05-09, limit 2"
    ]


def test_a_long_pairing_meets_short_ones_one_after_the_other(small):
    # The long one overlaps all three, but never more than one of them on a day.
    chain = (asks("x", 2, 4), asks("y", 5, 8), asks("z", 9, 9), asks("long", 1, 31))
    assert broken(small, 2, *chain) == []
    assert len(broken(small, 1, *chain)) == 1


def test_each_person_is_counted_alone(small):
    pair = (asks("x", 2, 9), asks("y", 2, 9))
    assert broken(small, 1, *pair, people="ada bob") == []


def test_only_the_roles_spoken_of_count(small):
    pair = (asks("x", 2, 9), asks("y", 2, 9, role="mentor"))
    assert broken(small, 1, *pair, roles=("mentor",)) == []
    assert len(broken(small, 1, *pair, roles=("expert", "mentor"))) == 1


@pytest.mark.parametrize(
    ("term", "expected"),
    [
        ({}, ["at_once (ada): has 2 pairings at once on 2022-05-20, limit 1"]),
        ({"end": may(19)}, []),
        (
            {"end": may(20)},
            ["at_once (ada): has 2 pairings at once on 2022-05-20, limit 1"],
        ),
    ],
)
def test_what_has_no_last_day_takes_the_round_s_or_goes_on(small, term, expected):
    assert broken(small, 1, asks("open", 2), asks("late", 20, 30), **term) == expected


def test_without_any_dates_everything_overlaps(small):
    assert broken(small, 1, asks("x"), asks("y")) == [
        "at_once (ada): has 2 pairings at once, limit 1"
    ]
    assert broken(small, 1, asks("x"), asks("y", 30, 31)) == [
        "at_once (ada): has 2 pairings at once on 2022-05-30, limit 1"
    ]
    assert broken(small, 2, asks("x"), asks("y", 2, 3), asks("z", 4, 5)) == []
