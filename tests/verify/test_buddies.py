"""The checker of buddies finds every fault that a plan can have."""

from __future__ import annotations

import tomllib
from datetime import date

import pytest

from matchmaker import verify
from matchmaker.domain.among import with_askers
from matchmaker.domain.buddies import Alone, BuddyLink, Trio
from matchmaker.domain.decisions import Forbid, Pin
from matchmaker.domain.plan import Pairing, Plan
from matchmaker.domain.programme import Programme
from matchmaker.domain.proof import Proof
from matchmaker.domain.round import Round
from matchmaker.domain.supporter import Supporter

PROGRAMME = """
name = "pals"
title = "Pals"
asks = "people"
[roles.pal]
title = "Pal"
load_hours = 1
[buddies]
role = "pal"
times = "times"
[field.likes]
title = "Likes"
kind = "list"
supporter = {}
[field.times]
title = "Times"
kind = "half-days"
supporter = {}
[[rule]]
name = "not_self"
[[rule]]
name = "overlap"
field = "times"
[[criterion]]
name = "overlap"
field = "likes"
weight = 10
[[objective]]
name = "coverage"
[[objective]]
name = "worst-off"
[[objective]]
name = "points"
"""
MONDAY = ("mon-am",)


def pal(key, likes, times=MONDAY, capacity=60):
    fields = {"likes": likes, "times": times}
    return Supporter(id=key, roles=("pal",), capacity=capacity, fields=fields)


@pytest.fixture
def whole():
    """Ann suits Bob fully; Cy, who likes half of what they do, half as well."""
    people = (
        pal("ann", ("maps",)),
        pal("bob", ("maps",)),
        pal("cy", ("maps", "tea")),
        pal("di", ("maps",), ("fri-pm",)),
        pal("ed", ("maps",), capacity=59),
    )
    return with_askers(
        Round(
            name="Pals",
            programme=Programme.model_validate(tomllib.loads(PROGRAMME)),
            today=date(2026, 1, 5),
            supporters=people,
            requests=(),
        )
    )


def link(one, other, there, back, **more):
    return BuddyLink(
        one=one,
        other=other,
        points=there + back,
        criteria={"overlap:likes": there},
        criteria_back={"overlap:likes": back},
        load=60,
        times=MONDAY,
        **more,
    )


PLAN = Plan(
    pairings=(),
    buddies=(link("ann", "bob", 100, 100), link("ann", "cy", 100, 50)),
    trio=Trio(ends=("bob", "cy"), middle="ann"),
    alone=(
        Alone(person="di", reason="no allowed pair"),
        Alone(person="ed", reason="no allowed pair"),
    ),
)
PROOF = tuple(
    Proof(objective=name, sense="maximise", value=v, bound=v, shown_by="prices")
    for name, v in (("coverage", 3), ("worst-off", 150), ("points", 350))
)


def faults(whole, plan=PLAN, proof=PROOF, **changes):
    plan = plan.model_copy(update=changes)
    return {fault.rule for fault in verify.check(whole, plan, proof)}


def test_a_plan_that_holds_has_no_fault(whole):
    assert verify.check(whole, PLAN, PROOF) == ()


def test_askers_are_derived_again_whatever_the_round_says(whole):
    assert verify.check(whole.replace(requests=(), settings=()), PLAN, PROOF) == ()


@pytest.mark.parametrize(
    ("field", "value", "rule"),
    [
        ("points", 201, "points"),
        ("criteria", {"overlap:likes": 90}, "points"),
        ("criteria_back", {}, "points"),
        ("confidence", 99, "figures"),
        ("minutes", 5, "figures"),
        ("load", 30, "figures"),
        ("times", (), "figures"),
        ("pinned", True, "figures"),
    ],
)
def test_what_a_link_says_of_itself_is_held_against_the_round(
    whole, field, value, rule
):
    first, second = PLAN.buddies
    wrong = first.model_copy(update={field: value})
    assert rule in faults(whole, buddies=(wrong, second), proof=())


def test_everybody_stands_where_they_should(whole):
    first, second = PLAN.buddies
    # Cy has nobody and is not told of; then Cy is told of twice.
    assert "buddies" in faults(whole, buddies=(first,), trio=None, proof=())
    assert "buddies" in faults(
        whole, alone=(Alone(person="cy", reason="not shown"), *PLAN.alone), proof=()
    )
    # Two buddies without being the middle of a trio.
    assert "buddies" in faults(whole, trio=None)
    assert "references" in faults(
        whole, buddies=(first, second.model_copy(update={"other": "zoe"}))
    )


def test_a_trio_is_its_middle_s_two_links(whole):
    wrong = Trio(ends=("bob", "di"), middle="ann")
    assert "buddies" in faults(whole, trio=wrong)
    assert "buddies" in faults(whole, trio=Trio(ends=("ann", "cy"), middle="bob"))
    spec = whole.programme.buddies.model_copy(update={"odd_one_out": "alone"})
    programme = whole.programme.model_copy(update={"buddies": spec})
    assert "buddies" in faults(whole.replace(programme=programme))


def test_the_ends_of_a_trio_may_meet(whole):
    forbid = Forbid(request="cy", supporter="bob")
    assert "buddies" in faults(whole.replace(forbids=(forbid,)))


def test_rules_hold_both_ways(whole):
    for one, other in (("ann", "bob"), ("bob", "ann")):
        ruled = whole.replace(forbids=(Forbid(request=one, supporter=other),))
        assert "forbidden" in faults(ruled)


@pytest.mark.parametrize(("who", "rule"), [("di", "overlap:times"), ("ed", "capacity")])
def test_a_link_that_breaks_a_rule_is_a_fault(whole, who, rule):
    wrong = Plan(
        pairings=(), buddies=(link("ann", who, 100, 100, confidence=100),), alone=()
    )
    assert rule in {fault.rule for fault in verify.check(whole, wrong)}


def test_pins_hold(whole):
    assert "pinned" in faults(whole.replace(pins=(Pin(request="bob", supporter="cy"),)))


def test_order(whole):
    assert "order" in faults(whole, buddies=PLAN.buddies[::-1])
    assert "order" in faults(whole, alone=PLAN.alone[::-1])


def test_nothing_but_buddies_is_in_the_plan(whole):
    pairing = Pairing(request="ann", supporter="bob", role="pal", points=1, criteria={})
    assert "buddies" in faults(whole, pairings=(pairing,))


@pytest.mark.parametrize("line", range(3))
def test_the_proof_speaks_of_this_plan(whole, line):
    def changed(**update):
        lines = list(PROOF)
        lines[line] = lines[line].model_copy(update=update)
        return tuple(lines)

    value = PROOF[line].value
    assert "objective" in faults(whole, proof=changed(value=value - 1))
    assert "objective" in faults(whole, proof=changed(bound=value - 1))
    assert "objective" in faults(whole, proof=changed(sense="minimise"))
    assert faults(whole, proof=changed(bound=value + 1)) == set()
    assert "objective" in faults(whole, proof=PROOF[::-1])


@pytest.mark.parametrize(
    ("claim", "rules"),
    [
        (("ann", "bob", True, 200), set()),
        (("ann", "bob", False, None), {"candidates"}),
        (("ann", "bob", True, 199), {"points"}),
        (("ann", "di", False, None), set()),
        (("ann", "di", True, 200), {"candidates"}),
        (("ann", "ed", True, 200), {"candidates"}),
        (("ann", "ann", False, None), set()),
    ],
)
def test_claims_about_two_people(whole, claim, rules):
    found = verify.check_links(whole, [verify.LinkClaim(*claim)])
    assert {fault.rule for fault in found} == rules
