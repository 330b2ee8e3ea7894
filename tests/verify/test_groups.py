"""The checker of groups finds every fault that groups can have."""

from __future__ import annotations

import tomllib
from datetime import date
from pathlib import Path

import pytest

from matchmaker import verify
from matchmaker.domain.groups import Group, Ungrouped
from matchmaker.domain.plan import Plan, Unmet
from matchmaker.domain.programme import Programme
from matchmaker.domain.proof import Proof
from matchmaker.domain.request import Request
from matchmaker.domain.round import Round
from matchmaker.domain.setting import Setting
from matchmaker.domain.supporter import Supporter
from matchmaker.domain.ties import Tie

CHILDMINDERS = (
    Path(__file__).parents[2]
    / "src"
    / "matchmaker"
    / "programmes"
    / "childminders.toml"
)
MONDAY, FRIDAY = "mon-pm", "fri-am"


def asks(key, times=(MONDAY,), needs=("send",), **more):
    fields = {"children": 2, "consent": True, "times": times} | more
    return Request(
        id=key, setting=f"h-{key}", role="mentor", load=1440, needs=needs, fields=fields
    )


@pytest.fixture
def whole():
    """A and B want the same; C is from elsewhere; D and E applied together; F has no consent."""
    requests = (
        asks("a", (MONDAY, FRIDAY)),
        asks("b"),
        asks("c", needs=("eal",)),
        asks("d", (FRIDAY,), applied_with=("elm",)),
        asks("e", (FRIDAY,), applied_with=("Elm",)),
        asks("f", consent=False, applied_with=("elm",)),
    )
    places = dict.fromkeys("abdef", "Leeds") | {"c": "York"}
    return Round(
        name="Spring",
        programme=Programme.model_validate(tomllib.loads(CHILDMINDERS.read_text())),
        today=date(2023, 12, 4),
        settings=tuple(Setting(id=f"h-{k}", authority=p) for k, p in places.items()),
        requests=requests,
        supporters=(Supporter(id="t", roles=("mentor",), capacity=1440),),
    )


def company(one, other):
    """Points both ways by hand: needs 300, district 200, times 200, interest 50 unknown."""
    known = {
        ("a", "b"): (600 - 0) + 400 + (100 + 200) + 100,
        ("a", "c"): 0 + 0 + (100 + 200) + 100,
        ("b", "c"): 0 + 0 + 400 + 100,
        ("d", "e"): 600 + 400 + 400 + 100,
    }
    return known[one, other]


GROUPS = (
    Group(
        id="group-a",
        members=("a", "b", "c"),
        points=sum(company(*pair) for pair in (("a", "b"), ("a", "c"), ("b", "c"))),
        district="Leeds",
        outside=1,
        times=(MONDAY,),
    ),
    Group(
        id="group-d",
        members=("d", "e"),
        points=company("d", "e"),
        district="Leeds",
        times=(FRIDAY,),
    ),
    Group(id="group-f", members=("f",), points=0, district="Leeds", times=(MONDAY,)),
)
PLAN = Plan(
    pairings=(),
    groups=GROUPS,
    unmet=tuple(Unmet(request=g.id, role="mentor", units=1) for g in GROUPS),
)
VALUES = {
    "ungrouped": 0,
    "small-groups": 2,
    "outside-district": 1,
    "points": sum(group.points for group in GROUPS),
}
PROOF = tuple(
    Proof(
        objective=name,
        sense="maximise" if name == "points" else "minimise",
        value=value,
        bound=value,
        shown_by="solver",
    )
    for name, value in VALUES.items()
)


def faults(whole, plan=PLAN, proof=PROOF, **changes):
    plan = plan.model_copy(update=changes)
    return {fault.rule for fault in verify.check_groups(whole, plan, proof)}


def with_first(**update):
    return (GROUPS[0].model_copy(update=update), *GROUPS[1:])


def test_groups_that_hold_have_no_fault(whole):
    assert verify.check_groups(whole, PLAN, PROOF) == ()
    assert verify.check(whole, PLAN) == ()


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("id", "group-b"),
        ("points", 1),
        ("district", "York"),
        ("outside", 0),
        ("times", (FRIDAY,)),
        ("members", ("b", "a", "c")),
        ("members", ("a", "a", "b", "c")),
    ],
)
def test_what_a_group_says_of_itself_is_held_against_the_round(whole, field, value):
    assert "groups" in faults(whole, groups=with_first(**{field: value}), proof=())


def test_everybody_is_in_one_group_or_in_none(whole):
    assert "groups" in faults(whole, groups=GROUPS[:2])
    assert "groups" in faults(
        whole, ungrouped=(Ungrouped(request="f", reason="nobody"),)
    )
    assert "groups" in faults(whole, groups=GROUPS[::-1])
    assert "groups" in faults(
        whole, ungrouped=(Ungrouped(request="zoe", reason="nobody"),)
    )


def test_sizes_and_times(whole):
    both = GROUPS[0].model_copy(update={"members": ("a", "b", "c", "d", "e")})
    found = verify.check_groups(whole, PLAN.model_copy(update={"groups": (both,)}))
    messages = " ".join(fault.message for fault in found)
    assert "has 5 people, allowed are 1 to 4" in messages
    assert "has no time that suits all its members" in messages


def test_rules_among_members_hold_both_ways(whole):
    for who, named in (("a", "b"), ("b", "a")):
        requests = tuple(
            r.model_copy(update={"fields": r.fields | {"works_with": (named,)}})
            if r.id == who
            else r
            for r in whole.requests
        )
        assert "not_named:works_with:request" in faults(
            whole.replace(requests=requests)
        )


def test_those_who_applied_together_stay_together(whole):
    apart = (
        GROUPS[0],
        Group(
            id="group-d", members=("d",), points=0, district="Leeds", times=(FRIDAY,)
        ),
        Group(
            id="group-e", members=("e",), points=0, district="Leeds", times=(FRIDAY,)
        ),
        GROUPS[2],
    )
    # F applied with them, too, but has not agreed to be known.
    assert faults(whole, groups=apart, proof=()) == {"together"}


def test_ties(whole):
    for kind, other, rule in (("apart", "b", "apart"), ("together", "d", "together")):
        tied = whole.replace(ties=(Tie(kind=kind, request="a", other=other),))
        assert faults(tied) == {rule}


@pytest.mark.parametrize("line", range(4))
def test_the_proof_speaks_of_these_groups(whole, line):
    def changed(**update):
        lines = list(PROOF)
        lines[line] = lines[line].model_copy(update=update)
        return tuple(lines)

    value = PROOF[line].value
    worse = -1 if PROOF[line].sense == "maximise" else 1
    assert faults(whole, proof=changed(value=value + 1)) == {"objective"}
    assert faults(whole, proof=changed(bound=value + worse)) == {"objective"}
    assert faults(whole, proof=changed(bound=value - worse)) == set()
    assert faults(whole, proof=PROOF[::-1]) == {"objective"}


def test_the_groups_pairings_are_checked_only_if_the_groups_hold(whole):
    missing = PLAN.model_copy(update={"unmet": PLAN.unmet[:2]})
    assert {fault.rule for fault in verify.check(whole, missing)} == {"unmet"}
    broken = missing.model_copy(update={"groups": GROUPS[:2]})
    assert {fault.rule for fault in verify.check(whole, broken)} == {"groups"}
