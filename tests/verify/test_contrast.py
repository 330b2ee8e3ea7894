"""A setting's supporters differ: kept, broken, and the edge between."""

from __future__ import annotations

import pytest

from matchmaker.domain.plan import Pairing, Plan
from matchmaker.domain.request import Request
from matchmaker.domain.rules import Contrast
from matchmaker.domain.setting import Setting
from matchmaker.domain.supporter import Supporter
from matchmaker.verify import check

PLACES = (Setting(id="acorn"), Setting(id="beech", group="Oaks"), Setting(id="cedar"))
REQUESTS = (
    Request(id="x", setting="acorn", role="expert"),
    Request(id="y", setting="acorn", role="mentor"),
    Request(id="z", setting="acorn", role="expert", demand=2),
    Request(id="other", setting="beech", role="expert"),
    Request(id="nowhere", role="expert"),
    Request(id="nowhere too", role="expert"),
)


def person(name, **fields):
    return Supporter(id=name, roles=("expert", "mentor"), capacity=100, **fields)


PEOPLE = (
    person("ada", employer="beech", authority="Leeds"),
    person("bob", employer="beech", authority="Camden"),
    person("cat", employer="cedar", employer_group="Oaks", authority="Leeds"),
    person("dan"),
    person("eve"),
)


def broken(small, by, *pairs, **fields):
    made = small.round(
        Contrast(by=by, **fields),
        settings=PLACES,
        requests=REQUESTS,
        supporters=PEOPLE,
    )
    pairings = tuple(
        Pairing(request=r, supporter=s, role="expert", points=0, criteria={})
        for r, s in pairs
    )
    found = check(made, Plan(pairings=pairings))
    return [str(violation) for violation in found if violation.rule == "contrast"]


@pytest.mark.parametrize(
    ("by", "other", "expected"),
    [
        ("employer", "bob", "gets ada, bob, all of employer beech, limit 1"),
        ("employer", "cat", None),
        ("employer_group", "bob", "gets ada, bob, all of employer group Oaks, limit 1"),
        ("employer_group", "cat", "gets ada, cat, all of employer group Oaks, limit 1"),
        ("authority", "cat", "gets ada, cat, all of authority Leeds, limit 1"),
        ("authority", "bob", None),
        ("supporter", "bob", None),
        ("supporter", "ada", "gets ada, ada, all of supporter ada, limit 1"),
        ("employer", "dan", None),
        ("employer_group", "dan", None),
    ],
)
def test_two_requests_of_a_setting_go_to_different_ones(small, by, other, expected):
    found = broken(small, by, ("x", "ada"), ("y", other))
    assert found == ([] if expected is None else [f"contrast (acorn): {expected}"])


def test_other_settings_and_requests_without_one_are_not_compared(small):
    alone = [("x", "ada"), ("other", "bob"), ("nowhere", "ada"), ("nowhere too", "ada")]
    assert broken(small, "employer", *alone) == []


def test_whoever_is_of_unknown_value_differs_from_others_not_from_themselves(small):
    assert broken(small, "employer", ("x", "dan"), ("y", "eve")) == []
    assert broken(small, "employer", ("x", "dan"), ("y", "dan")) == [
        "contrast (acorn): gets dan, dan, all of supporter dan, limit 1"
    ]


def test_the_units_of_one_request_are_compared_too(small):
    assert broken(small, "employer", ("z", "ada"), ("z", "cat")) == []
    assert broken(small, "employer", ("z", "ada"), ("z", "bob")) == [
        "contrast (acorn): gets ada, bob, all of employer beech, limit 1"
    ]


def test_only_the_roles_spoken_of_are_compared(small):
    pairs = [("x", "ada"), ("y", "bob")]
    assert broken(small, "employer", *pairs, roles=("expert",)) == []
    assert len(broken(small, "employer", *pairs, roles=("expert", "mentor"))) == 1
