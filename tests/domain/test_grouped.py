"""What a group asks for, put together from its members."""

from __future__ import annotations

import tomllib
from datetime import date

import pytest

from matchmaker.domain.decisions import Conflict, Forbid, Pin
from matchmaker.domain.grouped import as_planned, grouped
from matchmaker.domain.groups import Group
from matchmaker.domain.plan import Plan
from matchmaker.domain.programme import Programme
from matchmaker.domain.put_together import most_wanted, suiting_all
from matchmaker.domain.request import Request
from matchmaker.domain.round import Round
from matchmaker.domain.setting import Setting
from matchmaker.domain.supporter import Supporter

PROGRAMME = """
name = "circle"
title = "Circle"
asks = "people"
[roles.guide]
title = "Guide"
load_hours = 6
[roles.host]
title = "Host"
[groups]
role = "guide"
[field.likes]
title = "Likes"
kind = "list"
request = {}
[field.free]
title = "Free"
kind = "half-days"
request = {}
[field.children]
title = "Children"
kind = "number"
request = {}
[field.agreed]
title = "Agreed"
kind = "yes or no"
request = {}
[field.stage]
title = "Stage"
kind = "level"
words = { new = [], old = [] }
request = {}
[field.since]
title = "Since"
kind = "date"
request = {}
[[criterion]]
name = "needs"
weight = 10
[[objective]]
name = "coverage"
"""


def asks(key, **more):
    return Request(id=key, setting=f"home-{key}", role="guide", load=360, **more)


@pytest.fixture
def whole():
    fields = {
        "a": {"likes": ("tea",), "free": ("mon-am", "tue-am"), "children": 3},
        "b": {"likes": ("jam", "tea"), "free": ("tue-am",), "children": 1},
        "c": {"likes": ("maps",)},
    }
    return Round(
        name="Circle",
        programme=Programme.model_validate(tomllib.loads(PROGRAMME)),
        today=date(2026, 1, 5),
        settings=tuple(
            Setting(id=f"home-{key}", name=key.upper(), authority=place, easting=east,
                    northing=0, precision="outcode")
            for key, place, east in (("a", "Leeds", 0), ("b", "York", 3), ("c", "York", 9))
        ),
        requests=(
            asks("a", priority=4, start=date(2026, 2, 2), fields=fields["a"]),
            asks("b", start=date(2026, 2, 9), fields=fields["b"], travel_limit=40),
            asks("c", fields=fields["c"], mode="either"),
            Request(id="other", role="host"),
        ),
        supporters=(Supporter(id="gus", roles=("guide",), capacity=720),),
    )  # fmt: skip


GROUPS = (
    Group(id="group-a", members=("a", "b"), points=0),
    Group(id="group-c", members=("c",), points=0),
)


def test_a_group_asks_as_one(whole):
    together = grouped(whole, GROUPS)
    assert [request.id for request in together.requests] == [
        "group-a",
        "group-c",
        "other",
    ]
    asked = together.request("group-a")
    # One hour's load once; the members' priorities, 4 and the usual 1, together.
    assert (asked.load, together.priority_of(asked), asked.practitioners) == (360, 5, 2)
    assert asked.start == date(2026, 2, 9)
    assert (asked.travel_limit, asked.mode) == (40, None)
    assert together.request("group-c").mode == "either"
    assert together.programme.groups is None


def test_answers_are_put_together_field_by_field(whole):
    asked = grouped(whole, GROUPS).request("group-a")
    assert asked.fields == {"likes": ("tea", "jam"), "free": ("tue-am",), "children": 1}


@pytest.mark.parametrize(
    ("name", "one", "other", "both"),
    [
        ("agreed", True, True, True),
        ("agreed", True, False, False),
        ("agreed", True, None, False),
        ("children", 5, 0, 0),
        ("children", 5, None, 5),
        ("stage", ("new",), ("old",), ("old",)),
        ("since", date(2020, 1, 1), date(2021, 1, 1), date(2021, 1, 1)),
        ("free", ("mon-am",), ("fri-pm",), ()),
        ("free", ("mon-am",), None, ("mon-am",)),
    ],
)
def test_an_answer_by_its_kind(whole, name, one, other, both):
    said = [{} if value is None else {name: value} for value in (one, other)]
    requests = tuple(
        request.model_copy(update={"fields": fields})
        for request, fields in zip(whole.requests[:2], said, strict=True)
    )
    together = grouped(whole.replace(requests=requests), GROUPS[:1])
    assert together.request("group-a").fields == {name: both}


def test_a_group_meets_in_the_middle_of_its_homes(whole):
    place = grouped(whole, GROUPS).setting_by_id["group-a"]
    assert (place.name, place.easting, place.authority) == ("A, B", 1, "Leeds")
    assert (place.precision, place.postcode) == ("outcode", None)


def test_decisions_about_members_are_about_their_group(whole):
    whole = whole.replace(
        pins=(Pin(request="a", supporter="gus"), Pin(request="b", supporter="gus")),
        forbids=(Forbid(request="c", supporter="gus"),),
        conflicts=(Conflict(supporter="gus", party="home-b"),),
        travel={("home-a", "gus"): 10, ("home-b", "gus"): 25},
    )
    together = grouped(whole, GROUPS)
    assert [pin.request for pin in together.pins] == ["group-a"]
    assert [forbid.request for forbid in together.forbids] == ["group-c"]
    assert {conflict.party for conflict in together.conflicts} == {"home-b", "group-a"}
    assert together.travel["group-a", "gus"] == 25


def test_whoever_is_in_no_group_does_not_ask(whole):
    whole = whole.replace(forbids=(Forbid(request="c", supporter="gus"),))
    together = grouped(whole, GROUPS[:1])
    assert "group-c" not in together.request_index
    assert together.forbids == ()


def test_a_plan_without_groups_speaks_of_the_round_itself(whole):
    plain = whole.programme.model_copy(update={"groups": None})
    alone = whole.replace(programme=plain)
    assert as_planned(alone, Plan(pairings=())) is alone
    planned = as_planned(whole, Plan(pairings=(), groups=GROUPS))
    assert "group-a" in planned.request_index


def test_words_and_times():
    assert most_wanted([("b", "a"), ("c", "a")]) == ("a", "b", "c")
    assert most_wanted([]) == ()
    assert suiting_all([(), ()]) == ()
