"""Teams against their round: who may lead whom, shared leads, and what is claimed."""

from __future__ import annotations

from datetime import date

import pytest

from matchmaker.domain.jointly import Jointly
from matchmaker.domain.plan import Pairing, Plan, SharedLead, Team
from matchmaker.domain.programme import Programme
from matchmaker.domain.proof import Proof
from matchmaker.domain.request import Request
from matchmaker.domain.round import Round
from matchmaker.domain.setting import Setting
from matchmaker.domain.supporter import Supporter
from matchmaker.verify import check, check_jointly, check_team_proof

PROGRAMME = {
    "schema": 1,
    "name": "test",
    "title": "Test",
    "roles": {
        "expert": {"title": "Expert"},
        "mentor": {"title": "Mentor"},
        "area_lead": {"title": "Area lead", "matched": False},
    },
    "rule": [{"name": "travel", "limit_minutes": 60}],
    "criterion": [{"name": "region", "weight": 1}],
    "objective": [{"name": "coverage"}],
    "teams": {
        "lead_role": "area_lead",
        "member_roles": ["expert", "mentor"],
        "target": 1,
        "warn_below": 2,
        "most": 3,
        "same_lead": 50,
    },
}
BURY = {"region": "North West", "authority": "Bury"}


def someone(name, role, **place):
    return Supporter(id=name, roles=(role,), capacity=9, **(BURY | place))


LEA = someone("lea", "area_lead", easting=400_000, northing=400_000)
EVE = someone("eve", "expert", easting=400_000, northing=400_000)
MAX = someone("max", "mentor")
MIA = someone("mia", "mentor", authority="Oldham")

# Acorn has Eve and Max, Beech has Eve and Mia. Lea leads Eve and Max.
SERVED = (
    ("acorn", "expert", "eve"),
    ("acorn", "mentor", "max"),
    ("beech", "expert", "eve"),
    ("beech", "mentor", "mia"),
)
TEAM = Team(lead="lea", members=("eve", "max"), minutes=(4, None))
SHARED = SharedLead(setting="acorn", lead="lea", points=50)


@pytest.fixture
def whole():
    return Round(
        name="test",
        programme=Programme.model_validate(PROGRAMME),
        today=date(2022, 9, 1),
        settings=(Setting(id="acorn", **BURY), Setting(id="beech", **BURY)),
        supporters=(LEA, EVE, MAX, MIA),
        requests=tuple(
            Request(id=f"{setting}-{role}", setting=setting, role=role)
            for setting, role, _ in SERVED
        ),
    )


def plan(**changes):
    pairings = tuple(
        Pairing(
            request=f"{setting}-{role}",
            setting=setting,
            supporter=who,
            role=role,
            points=10,
            criteria={"region": 10},
            delivery="virtual",
        )
        for setting, role, who in SERVED
    )
    return Plan(
        pairings=pairings,
        **({"teams": (TEAM,), "unled": ("mia",), "shared_leads": (SHARED,)} | changes),
    )


def told(violations):
    return [str(violation) for violation in violations]


def test_the_right_teams_are_clean(whole):
    assert check(whole, plan()) == ()


# Who may lead whom


@pytest.mark.parametrize(
    ("place", "covered"),
    [
        ({"authority": "Bury", "region": None}, True),
        ({"authority": "Oldham", "region": "North West"}, True),
        ({"authority": "Oldham", "region": "London", "authorities": ("Bury",)}, True),
        ({"authority": "Oldham", "region": "London", "regions": ("North West",)}, True),
        ({"authority": "Oldham", "region": "London"}, False),
        ({"authority": None, "region": None}, False),
    ],
)
def test_a_lead_covers_whom_they_lead(whole, place, covered):
    lead = LEA.model_copy(update=place)
    found = told(check(whole.replace(supporters=(lead, EVE, MAX, MIA)), plan()))
    expected = [
        f"teams (lea): does not cover {name}: neither authority nor region"
        for name in ("eve", "max")
    ]
    assert found == ([] if covered else expected)


def test_unknown_places_are_not_the_same_place(whole):
    nowhere = {"authority": None, "region": None}
    people = [p.model_copy(update=nowhere) for p in (LEA, EVE, MAX, MIA)]
    found = check(whole.replace(supporters=people), plan())
    assert sum(violation.rule == "teams" for violation in found) == 2


# One lead for a setting


def test_a_shared_lead_that_is_none_is_found(whole):
    # Mia has no lead, so Beech's two people share none.
    false = SharedLead(setting="beech", lead="lea", points=50)
    (found,) = told(check(whole, plan(shared_leads=(SHARED, false))))
    assert found == "teams (beech): is said to have one lead, lea, for 50"


def test_a_shared_lead_that_is_not_told_is_found(whole):
    (found,) = told(check(whole, plan(shared_leads=())))
    assert found == "teams (acorn): has one lead, lea, which the plan does not say"


def test_people_who_all_have_no_lead_share_none(whole):
    nobody = {"teams": (), "unled": ("eve", "max", "mia"), "shared_leads": ()}
    assert check(whole, plan(**nobody)) == ()


@pytest.mark.parametrize("field", ["lead", "points"])
def test_a_shared_lead_is_told_as_it_is(whole, field):
    false = SHARED.model_copy(update={field: "max" if field == "lead" else 49})
    assert len(check(whole, plan(shared_leads=(false,)))) == 2


def test_shared_leads_stand_once_each_in_the_rounds_order(whole):
    order = (
        "teams (plan): settings with one lead are not in the round's order, each once"
    )
    assert told(check(whole, plan(shared_leads=(SHARED, SHARED)))) == [order]
    three = Team(lead="lea", members=("eve", "max", "mia"), minutes=(4, None, None))
    both = {"teams": (three,), "unled": ()}
    beech = SHARED.model_copy(update={"setting": "beech"})
    assert check(whole, plan(**both, shared_leads=(SHARED, beech))) == ()
    assert told(check(whole, plan(**both, shared_leads=(beech, SHARED)))) == [order]


def test_where_they_are_worth_nothing_there_are_none(whole):
    spec = whole.programme.teams.model_copy(update={"same_lead": 0})
    changed = whole.programme.model_copy(update={"teams": spec})
    plain = whole.replace(programme=changed)
    assert check(plain, plan(shared_leads=())) == ()
    assert len(check(plain, plan())) == 1


# What is claimed of the teams


def line(objective, value, bound=None, sense="minimise"):
    shown_by = "not shown" if bound is None else "solver"
    return Proof(
        objective=objective, sense=sense, value=value, bound=bound, shown_by=shown_by
    )


# One unled; a team of two is one beyond the target; Beech is parted. Of the two led
# Eve and Max live in Lea's authority. Max's place is not known: 60 minutes.
PROOF = (
    line("unled", 1, 1),
    line("small-teams", 0, 0),
    line("spread", 1, 1),
    line("parted", 1, 0),
    line("outside-authority", 0),
    line("region-only", 0),
    line("moved", 7),  # nobody can tell from the round
    line("travel", 64),
)


def test_the_right_claims_are_clean(whole):
    assert check_team_proof(whole, plan(), PROOF) == ()
    assert check_team_proof(whole, plan(), ()) == ()


@pytest.mark.parametrize(
    "name", [proof.objective for proof in PROOF if proof.objective != "moved"]
)
def test_a_false_claim_is_found(whole, name):
    false = [
        proof.model_copy(update={"value": proof.value + 1})
        if proof.objective == name
        else proof
        for proof in PROOF
    ]
    (found,) = check_team_proof(whole, plan(), false)
    right = next(proof.value for proof in PROOF if proof.objective == name)
    assert found.party == name
    assert found.message == f"the proof says {right + 1}, the teams come to {right}"


@pytest.mark.parametrize(("bound", "holds"), [(0, True), (1, True), (2, False)])
def test_no_bound_is_beaten_by_its_own_plan(whole, bound, holds):
    found = check_team_proof(whole, plan(), (line("unled", 1, bound),))
    assert (found == ()) is holds


def test_claims_of_something_else_and_the_other_way_are_found(whole):
    claims = (line("beauty", 1), line("unled", 1, sense="maximise"))
    assert told(check_team_proof(whole, plan(), claims)) == [
        "teams (beauty): is nothing that is sought of teams",
        "teams (unled): the proof would maximise it, sought is to minimise",
    ]


def test_who_leads_outside_and_how(whole):
    # Mia of Oldham is led by region only, or because Lea names Oldham.
    teams = {
        "teams": (Team(lead="lea", members=("eve", "mia"), minutes=(4, None)),),
        "unled": ("max",),
        "shared_leads": (SHARED.model_copy(update={"setting": "beech"}),),
    }
    claims = (line("outside-authority", 1), line("region-only", 1))
    assert check_team_proof(whole, plan(**teams), claims) == ()
    naming = LEA.model_copy(update={"authorities": ("Oldham",)})
    named = whole.replace(supporters=(naming, EVE, MAX, MIA))
    (found,) = check_team_proof(named, plan(**teams), claims)
    assert found.party == "region-only"


@pytest.mark.parametrize(
    ("in_turn", "points", "bound", "said"),
    [
        (150, 150, 150, None),
        (100, 150, None, None),
        (100, 149, 200, "is said to have 149 points, has 150"),
        (151, 150, 200, "has fewer points than the 151 of one in turn"),
        (100, 150, 149, "has 150 points, which the bound 149 rules out"),
    ],
)
def test_what_is_said_of_pairings_and_leads_together(in_turn, points, bound, said):
    # One pairing of 100 points, and one lead for 50.
    pairing = Pairing(
        request="acorn-expert", setting="acorn", supporter="eve", role="expert",
        points=100, criteria={}, confidence=100, load=1,
    )  # fmt: skip
    plan = Plan(pairings=(pairing,), shared_leads=(SHARED,))
    claim = Jointly(in_turn=in_turn, points=points, bound=bound)
    faults = [str(fault) for fault in check_jointly(plan, claim)]
    assert faults == ([] if said is None else [f"teams (plan): with its leads {said}"])
    assert check_jointly(plan, None) == ()
