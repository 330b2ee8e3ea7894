"""People who ask and offer, and schools that contrast: kept, broken, and the edge."""

from __future__ import annotations

import pytest

from matchmaker.domain.criteria import TravelTime
from matchmaker.domain.plan import Pairing, Plan
from matchmaker.domain.request import Request
from matchmaker.domain.rules import Contrast, NotEachOther, Travel
from matchmaker.domain.setting import Setting
from matchmaker.domain.supporter import Supporter
from matchmaker.verify import check

NAMES = ("ann", "bob", "cat")
REQUESTS = (
    Request(id="A", setting="ann", role="expert", demand=2),
    Request(id="A2", setting="ann", role="mentor"),
    Request(id="B", setting="bob", role="expert"),
    Request(id="C", setting="cat", role="expert"),
    Request(id="N", role="expert"),
)


def broken(small, rule, *pairs, places=(), people=None, fields=None):
    """What a plan of these pairs breaks of one rule."""
    made = small.round(
        rule,
        settings=(*(Setting(id=name) for name in NAMES), *places),
        requests=REQUESTS,
        supporters=people
        or tuple(
            Supporter(id=name, roles=("expert", "mentor"), capacity=100)
            for name in NAMES
        ),
        programme={"field": fields or {}},
    )
    pairings = tuple(
        Pairing(request=r, supporter=s, role="expert", points=0, criteria={})
        for r, s in pairs
    )
    found = check(made, Plan(pairings=pairings))
    return [str(violation) for violation in found if violation.rule == rule.name]


def test_who_supports_somebody_is_not_supported_by_them(small):
    each = [("A", "bob"), ("B", "ann")]
    assert broken(small, NotEachOther(), *each) == [
        "not_each_other (ann): supports bob, who supports them"
    ]
    # One violation for two people, by however many requests.
    assert len(broken(small, NotEachOther(), *each, ("A2", "bob"))) == 1


@pytest.mark.parametrize(
    "pairs",
    [
        [("A", "bob")],
        [("A", "bob"), ("B", "cat"), ("C", "ann")],
        [("A", "bob"), ("A", "cat"), ("A2", "bob")],
        [("A", "ann"), ("B", "bob")],
        [("A", "bob"), ("N", "ann")],
    ],
)
def test_chains_and_longer_circles_are_allowed(small, pairs):
    assert broken(small, NotEachOther(), *pairs) == []


def test_only_roles_that_the_rule_speaks_of_count(small):
    for_experts = NotEachOther(roles=("expert",))
    assert broken(small, for_experts, ("A2", "bob"), ("B", "ann")) == []
    assert broken(small, for_experts, ("A", "bob"), ("B", "ann")) != []


SCHOOL = {"title": "School", "kind": "choice", "setting": {}}
TWO_FIELDS = {"type": SCHOOL, "size": SCHOOL | {"kind": "number"}}
PLACES = (
    Setting(id="hill", fields={"type": ("primary",), "size": 200}),
    Setting(id="dale", fields={"type": ("primary",), "size": 200}),
    Setting(id="glen", fields={"type": ("Primary ",), "size": 200}),
    Setting(id="moor", fields={"type": ("primary",), "size": 201}),
    Setting(id="fen", fields={"type": ("primary",)}),
    Setting(id="weir", fields={"type": ("primary",)}),
    Setting(id="new"),
    Setting(id="newer"),
)


@pytest.mark.parametrize(
    ("one", "other", "shared"),
    [
        ("hill", "dale", "type, size primary, 200"),
        ("hill", "glen", "type, size primary, 200"),
        ("hill", "moor", None),
        ("hill", "fen", None),
        ("fen", "weir", "type, size primary, not known"),
        ("hill", "hill", "type, size primary, 200"),
        ("new", "newer", None),
        ("new", "new", "employer new"),
        ("gone", "gone", "employer gone"),
        (None, None, None),
    ],
)
def test_contrast_by_fields_is_a_difference_in_one_of_them(small, one, other, shared):
    rule = Contrast(by="fields", fields=("type", "size"))
    people = tuple(
        Supporter(id=name, roles=("expert",), capacity=100, employer=employer)
        for name, employer in (("pat", one), ("quin", other))
    )
    found = broken(
        small,
        rule,
        ("A", "pat"),
        ("A", "quin"),
        places=PLACES,
        people=people,
        fields=TWO_FIELDS,
    )
    expected = f"contrast (ann): gets pat, quin, all of {shared}, limit 1"
    assert found == ([expected] if shared else [])


@pytest.mark.parametrize(
    ("asked", "held", "sentence"),
    [
        (50, None, None),
        (49, None, "travels 50 minutes, limit 49"),
        (None, 49, "travels 50 minutes, limit 49"),
        (90, 90, None),
        (40, 30, "travels 50 minutes, limit 30"),
        (30, 40, "travels 50 minutes, limit 30"),
    ],
)
def test_travel_heeds_the_limits_of_both_sides(small, asked, held, sentence):
    found = small.broken(
        Travel(limit_minutes=60),
        request={"travel_limit": asked},
        supporter={"travel_limit": held},
        travel={("nursery", "ada"): 50},
    )
    assert found == sentence


def test_the_programme_s_limit_holds_for_people_with_longer_ones(small):
    found = small.broken(
        Travel(limit_minutes=60),
        request={"travel_limit": 90},
        supporter={"travel_limit": 90},
        travel={("nursery", "ada"): 61},
    )
    assert found == "travels 61 minutes, limit 60"


def test_the_marks_of_a_journey_fall_to_nothing_at_the_shortest_limit(small):
    criterion = TravelTime(full_minutes=10, weight=10)
    rule = Travel(limit_minutes=60)

    def points(minutes, asked):
        return small.points(
            criterion,
            rule,
            request={"travel_limit": asked},
            travel={("nursery", "ada"): minutes},
        )

    # From 10 to 60 minutes is 50; 30 is 30 minutes short of 60, so 600 thousandths.
    assert points(30, None) == (60, 100)
    # To a limit of 50: 20 of 40 minutes short.
    assert points(30, 50) == (50, 100)
    assert points(30, 30) == (0, 100)
