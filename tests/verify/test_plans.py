"""
A right plan is clean; one thing changed in it is found, and nothing else.

Two nurseries of one owner. Acorn asks for an expert and a mentor, Beech for two
experts and gets one. Ada is the expert, Ben the mentor, Lea leads them both.
"""

from __future__ import annotations

from datetime import date

import numpy as np
import pytest

from matchmaker.domain.criteria import Given, Improvement, TravelTime
from matchmaker.domain.decisions import Forbid, Pin
from matchmaker.domain.given import GivenPairs
from matchmaker.domain.plan import Pairing, Plan, Team, Unmet
from matchmaker.domain.proof import Proof
from matchmaker.domain.request import Request
from matchmaker.domain.rules import DifferentPeople, GroupLimit, Travel
from matchmaker.domain.setting import Setting
from matchmaker.domain.supporter import Supporter
from matchmaker.verify import check

TEAMS = {
    "lead_role": "area_lead",
    "member_roles": ["expert", "mentor"],
    "target": 2,
    "warn_below": 1,
    "most": 2,
}
RATES = [
    {"role": "expert", "pence_per_day": 50_000, "valid_from": "2022-04-01"},
    {"role": "mentor", "pence_per_day": 40_000, "valid_from": "2022-04-01"},
]
OBJECTIVES = ("coverage", "worst-off", "points", "balance")
START = date(2022, 4, 25)

ADA = Supporter(
    id="ada",
    roles=("expert",),
    capacity=2160,
    improved_setting=True,
    region="London",
    easting=530_000,
    northing=180_000,
)
BEN = Supporter(id="ben", roles=("expert", "mentor"), capacity=1440, region="London")
CAT = Supporter(id="cat", roles=("mentor",), capacity=1440, region="London")
LEA = Supporter(
    id="lea",
    roles=("area_lead",),
    capacity=0,
    region="London",
    easting=530_000,
    northing=180_000,
)

# Improvement: 10 x 10 = 100. A journey of 20 minutes: 20 x 10 = 200. 3 days at
# 500 pounds are 1500 pounds.
ACORN_ADA = Pairing(
    request="acorn-expert",
    setting="acorn",
    supporter="ada",
    role="expert",
    points=300,
    criteria={"improvement": 100, "travel_time": 200},
    confidence=100,
    delivery="face-to-face",
    minutes=20,
    load=1080,
    pence=150_000,
    pinned=True,
)
# Nobody knows whether Ben improved a setting: half of 100, and no weight is known.
ACORN_BEN = Pairing(
    request="acorn-mentor",
    setting="acorn",
    supporter="ben",
    role="mentor",
    points=50,
    criteria={"improvement": 50},
    confidence=0,
    delivery="virtual",
    minutes=None,
    load=360,
    pence=40_000,
)
# 40 minutes are half-way from 20 to 60: half of 200.
BEECH_ADA = Pairing(
    request="beech-expert",
    setting="beech",
    supporter="ada",
    role="expert",
    points=200,
    criteria={"improvement": 100, "travel_time": 100},
    confidence=100,
    delivery="face-to-face",
    minutes=40,
    load=1080,
    pence=150_000,
)
# Lea and Ada live in one place: 4 minutes to park and walk. Ben's is not known.
TEAM = Team(lead="lea", members=("ada", "ben"), minutes=(4, None))
MISSING = Unmet(request="beech-expert", role="expert", units=1)
PLAN = Plan(pairings=(ACORN_ADA, ACORN_BEN, BEECH_ADA), unmet=(MISSING,), teams=(TEAM,))


def line(objective, value, bound, sense="maximise"):
    return Proof(
        objective=objective, sense=sense, value=value, bound=bound, shown_by="solver"
    )


PROOF = (
    line("coverage", 23, 33),  # 10 + 3 + 10
    line("worst-off", 50, 50),
    line("points", 550, 700),  # 300 + 50 + 200
    line("balance", 4_795_200, 0, "minimise"),  # 2160^2 + 360^2
)


@pytest.fixture
def summer(small):
    """The round of the two nurseries."""
    asks = {"load": 1080, "start": START, "role": "expert"}
    return small.round(
        Travel(limit_minutes=60),
        GroupLimit(most=2),
        DifferentPeople(),
        Improvement(weight=10),
        TravelTime(weight={"expert": 20}, full_minutes=20),
        programme={
            "teams": TEAMS,
            "rate": RATES,
            "objective": [{"name": name} for name in OBJECTIVES],
            "priority": {"base": 10},
        },
        settings=(
            Setting(id="acorn", group="Oaks"),
            Setting(id="beech", group="Oaks"),
        ),
        requests=(
            Request(**(asks | {"id": "acorn-expert", "setting": "acorn"})),
            Request(
                id="acorn-mentor",
                setting="acorn",
                role="mentor",
                load=360,
                priority=3,
                start=START,
            ),
            Request(**(asks | {"id": "beech-expert", "setting": "beech", "demand": 2})),
        ),
        supporters=(ADA, BEN, CAT, LEA),
        pins=(Pin(request="acorn-expert", supporter="ada"),),
        travel={
            ("acorn", "ada"): 20,
            ("beech", "ada"): 40,
            ("beech", "ben"): 60,
            ("acorn", "ben"): 30,  # no matter, for he works virtually
        },
    )


def found(matching_round, plan=PLAN, proof=()):
    return [(v.rule, v.party) for v in check(matching_round, plan, proof)]


def changed(place, **fields):
    """The plan with one pairing changed."""
    pairings = list(PLAN.pairings)
    pairings[place] = pairings[place].model_copy(update=fields)
    return PLAN.model_copy(update={"pairings": tuple(pairings)})


def test_the_right_plan_is_clean(summer):
    assert check(summer, PLAN, PROOF) == ()


@pytest.mark.parametrize(
    ("place", "field", "value", "rule"),
    [
        (0, "points", 301, "points"),
        (0, "criteria", {"improvement": 200, "travel_time": 100}, "points"),
        (1, "criteria", {"improvement": 50, "travel_time": 0}, "points"),
        (1, "confidence", 100, "figures"),
        (1, "delivery", "face-to-face", "figures"),
        (0, "delivery", None, "figures"),
        (0, "minutes", 21, "figures"),
        (0, "minutes", None, "figures"),
        (1, "minutes", 60, "figures"),
        (0, "load", 1079, "figures"),
        (0, "pence", 149_999, "figures"),
        (0, "pence", None, "figures"),
        (0, "pinned", False, "figures"),
        (1, "pinned", True, "figures"),
        (0, "role", "mentor", "references"),
        (0, "setting", "beech", "references"),
    ],
)
def test_a_false_figure_is_found_and_nothing_else(summer, place, field, value, rule):
    plan = changed(place, **{field: value})
    assert found(summer, plan, PROOF) == [(rule, PLAN.pairings[place].request)]


def test_a_false_figure_is_told_with_the_right_one(summer):
    (violation,) = check(summer, changed(0, minutes=21))
    assert str(violation) == (
        "figures (acorn-expert): with ada: minutes is 21, should be 20"
    )


@pytest.mark.parametrize("field", ["request", "supporter"])
def test_a_pairing_of_somebody_unknown_counts_for_nothing(summer, field):
    extra = BEECH_ADA.model_copy(update={field: "nobody"})
    plan = PLAN.model_copy(update={"pairings": (*PLAN.pairings, extra)})
    assert found(summer, plan, PROOF) == [("references", extra.request)]


def test_a_broken_pair_rule_names_the_pair(summer):
    far = summer.replace(travel=summer.travel | {("beech", "ada"): 61})
    first = check(far, PLAN)[0]
    assert str(first) == "travel (beech-expert): with ada: travels 61 minutes, limit 60"


def test_a_ruled_out_pair_is_found(summer):
    ruled_out = summer.replace(
        forbids=(Forbid(request="beech-expert", supporter="ada"),)
    )
    assert found(ruled_out, PLAN, PROOF) == [("forbidden", "beech-expert")]


def test_a_lost_pairing_is_missed(summer):
    plan = PLAN.model_copy(update={"pairings": (ACORN_ADA, ACORN_BEN)})
    (violation,) = check(summer, plan)
    assert (
        str(violation)
        == "unmet (beech-expert): misses 2 as expert, listed is 1 as expert"
    )
    assert found(summer, plan, PROOF) == [
        ("unmet", "beech-expert"),
        ("objective", "coverage"),
        ("objective", "points"),
        ("objective", "balance"),
    ]


def test_a_lost_pin_is_missed(summer):
    plan = PLAN.model_copy(
        update={
            "pairings": (ACORN_BEN, BEECH_ADA),
            "unmet": (Unmet(request="acorn-expert", role="expert", units=1), MISSING),
        }
    )
    assert found(summer, plan) == [("pinned", "acorn-expert")]


def test_a_double_pairing_breaks_all_that_it_breaks(summer):
    plan = PLAN.model_copy(update={"pairings": (*PLAN.pairings, BEECH_ADA)})
    assert found(summer, plan) == [
        ("demand", "beech-expert"),
        ("capacity", "ada"),
        ("group_limit", "ada"),
        ("different_people", "beech"),
        ("unmet", "beech-expert"),
    ]


@pytest.mark.parametrize(
    ("unmet", "party"),
    [
        ((), "beech-expert"),
        ((MISSING.model_copy(update={"units": 2}),), "beech-expert"),
        ((MISSING.model_copy(update={"role": "mentor"}),), "beech-expert"),
        ((Unmet(request="ghost", role="expert", units=1), MISSING), "ghost"),
        ((MISSING, MISSING), "plan"),
    ],
)
def test_what_is_unmet_is_listed_exactly(summer, unmet, party):
    plan = PLAN.model_copy(update={"unmet": unmet})
    assert found(summer, plan) == [("unmet", party)]


def test_what_is_unmet_stands_in_the_rounds_order(summer):
    nothing = tuple(
        Unmet(request=r.id, role=r.role, units=r.demand) for r in summer.requests
    )
    free = summer.replace(pins=())
    assert check(free, Plan(pairings=(), unmet=nothing)) == ()
    backwards = Plan(pairings=(), unmet=nothing[::-1])
    assert found(free, backwards) == [("unmet", "plan")]


def test_pairings_stand_in_the_rounds_order(summer):
    plan = PLAN.model_copy(update={"pairings": (ACORN_ADA, BEECH_ADA, ACORN_BEN)})
    assert found(summer, plan) == [("order", "acorn-mentor")]


def test_pairings_of_one_request_stand_by_supporter(summer):
    beech_ben = BEECH_ADA.model_copy(
        update={
            "supporter": "ben",
            "points": 50,
            "criteria": {"improvement": 50, "travel_time": 0},
            "confidence": 67,  # 20 of 30
            "minutes": 60,
        }
    )
    met = PLAN.model_copy(update={"pairings": (*PLAN.pairings, beech_ben), "unmet": ()})
    assert check(summer, met) == ()
    swapped = (ACORN_ADA, ACORN_BEN, beech_ben, BEECH_ADA)
    plan = met.model_copy(update={"pairings": swapped})
    assert found(summer, plan) == [("order", "beech-expert")]


@pytest.mark.parametrize(
    ("place", "fields", "complaint"),
    [
        (0, {"value": 24}, "the proof says 24, the plan reaches 23"),
        (0, {"bound": 22}, "the plan reaches 23, which the bound 22 rules out"),
        (1, {"value": None}, "the proof says None, the plan reaches 50"),
        (1, {"bound": 49}, "the plan reaches 50, which the bound 49 rules out"),
        (2, {"value": 549}, "the proof says 549, the plan reaches 550"),
        (3, {"value": 1}, "the proof says 1, the plan reaches 4795200"),
        (
            3,
            {"bound": 4_795_201},
            "the plan reaches 4795200, which the bound 4795201 rules out",
        ),
        (
            3,
            {"sense": "maximise"},
            "the proof would maximise it, sought is to minimise",
        ),
    ],
)
def test_a_false_proof_is_found(summer, place, fields, complaint):
    proof = list(PROOF)
    proof[place] = proof[place].model_copy(update=fields)
    (violation,) = check(summer, PLAN, proof)
    assert violation.rule == "objective"
    assert violation.party == PROOF[place].objective
    assert violation.message == complaint


@pytest.mark.parametrize("bound", [23, None])
def test_a_bound_may_be_reached_or_unknown(summer, bound):
    first = PROOF[0].model_copy(update={"bound": bound})
    assert check(summer, PLAN, (first, *PROOF[1:])) == ()


def test_a_proof_speaks_of_what_is_sought(summer):
    assert found(summer, PLAN, PROOF[:3]) == [("objective", "proof")]
    assert found(summer, PLAN, (*PROOF, line("beauty", 1, 1))) == [
        ("objective", "proof"),
        ("objective", "beauty"),
    ]


def test_nobody_is_worst_off_where_nobody_gets_anything(summer):
    empty = Plan(
        pairings=(),
        unmet=tuple(
            Unmet(request=r.id, role=r.role, units=r.demand) for r in summer.requests
        ),
    )
    proof = (
        line("coverage", 0, 33),
        line("worst-off", None, None),
        line("points", 0, 0),
        line("balance", 0, 0, "minimise"),
    )
    assert check(summer.replace(pins=()), empty, proof) == ()


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({"teams": ()}, [("teams", "ada"), ("teams", "ben")]),
        ({"unled": ("ben",)}, [("teams", "ben")]),
        ({"unled": ("cat",)}, [("teams", "cat")]),
        ({"teams": (TEAM, TEAM)}, [("teams", n) for n in ("ada", "ben", "plan")]),
        (
            {"teams": (Team(lead="lea", members=("ben", "ada"), minutes=(None, 4)),)},
            [("teams", "lea")],
        ),
        (
            {"teams": (Team(lead="lea", members=("ada", "ben"), minutes=(5, None)),)},
            [("teams", "lea")],
        ),
        (
            {"teams": (Team(lead="lea", members=("ada", "ben"), minutes=(4, 4)),)},
            [("teams", "lea")],
        ),
        (
            {"teams": (Team(lead="lea", members=("ada", "ben"), minutes=(4,)),)},
            [("teams", "lea")],
        ),
        (
            {"teams": (Team(lead="cat", members=("ada", "ben"), minutes=(None,) * 2),)},
            [("teams", "cat")],
        ),
        (
            {"teams": (Team(lead="who", members=("ada", "ben"), minutes=(None,) * 2),)},
            [("teams", "who")],
        ),
        (
            {
                "teams": (
                    Team(
                        lead="lea", members=("ada", "ben", "who"), minutes=(4, None, 0)
                    ),
                )
            },
            [("teams", "who"), ("teams", "lea")],  # unknown, and three in a team
        ),
    ],
)
def test_teams_that_do_not_hold_are_found(summer, changes, expected):
    assert found(summer, PLAN.model_copy(update=changes)) == expected


def test_a_matched_person_may_be_unled_instead(summer):
    alone = Team(lead="lea", members=("ada",), minutes=(4,))
    plan = PLAN.model_copy(update={"teams": (alone,), "unled": ("ben",)})
    assert check(summer, plan) == ()


def test_nobody_leads_themself(summer):
    leading = ADA.model_copy(update={"roles": ("expert", "area_lead")})
    both = summer.replace(supporters=(leading, BEN, CAT, LEA))
    own = Team(lead="ada", members=("ada", "ben"), minutes=(4, None))
    (violation,) = check(both, PLAN.model_copy(update={"teams": (own,)}))
    assert str(violation) == "teams (ada): leads themself"


@pytest.mark.parametrize(("most", "expected"), [(2, []), (1, [("teams", "lea")])])
def test_a_team_has_at_most_so_many(summer, most, expected):
    teams = summer.programme.teams.model_copy(update={"most": most})
    programme = summer.programme.model_copy(update={"teams": teams})
    assert found(summer.replace(programme=programme)) == expected


def test_programmes_without_teams_have_none(summer):
    programme = summer.programme.model_copy(update={"teams": None})
    without = summer.replace(programme=programme)
    assert found(without) == [("teams", "plan")]
    assert found(without, PLAN.model_copy(update={"teams": ()})) == []
    unled = PLAN.model_copy(update={"teams": (), "unled": ("ada",)})
    assert found(without, unled) == [("teams", "plan")]


def test_given_scores_need_no_more_than_their_pairs(small):
    columns = ((0, 1), (0, 0), (-4, 9), (2, 3))
    made = small.round(
        Given(),
        programme={
            "scores": "given",
            "unit": "units",
            "roles": {"supporter": {"title": "Supporter"}},
        },
        settings=(),
        requests=(
            Request(id="x", role="supporter"),
            Request(id="y", role="supporter", demand=2),
        ),
        supporters=(Supporter(id="a", roles=("supporter",), capacity=5),),
        given=GivenPairs(*(np.array(column) for column in columns)),
    )
    x = Pairing(
        request="x",
        supporter="a",
        role="supporter",
        points=-4,
        criteria={"given": -4},
        load=2,
    )
    y = x.model_copy(
        update={"request": "y", "points": 9, "criteria": {"given": 9}, "load": 3}
    )
    plan = Plan(pairings=(x, y), unmet=(Unmet(request="y", role="supporter", units=1),))
    proof = (line("coverage", 2, 2), line("points", 5, 5))
    assert check(made, plan, proof) == ()
    false_load = plan.model_copy(
        update={"pairings": (x, y.model_copy(update={"load": 1}))}
    )
    assert found(made, false_load, proof) == [("figures", "y")]


def test_programmes_that_count_units_have_no_ways_of_working(summer):
    timeless = {
        name: role.model_copy(update={"load_days": 0, "load_hours": 0, "lead_days": 0})
        for name, role in summer.programme.roles.items()
    }
    programme = summer.programme.model_copy(
        update={"unit": "units", "roles": timeless, "rates": ()}
    )
    unpaid = PLAN.model_copy(
        update={
            "pairings": tuple(
                p.model_copy(update={"pence": None}) for p in PLAN.pairings
            )
        }
    )
    complaints = [str(v) for v in check(summer.replace(programme=programme), unpaid)]
    assert complaints == [
        "figures (acorn-expert): with ada: delivery is face-to-face, should be None",
        "figures (acorn-mentor): with ben: delivery is virtual, should be None",
        "figures (beech-expert): with ada: delivery is face-to-face, should be None",
    ]


def test_given_scores_come_without_journeys(small):
    made = small.round(
        Given(),
        programme={"scores": "given"},
        given=GivenPairs(*(np.array([value]) for value in (0, 0, 7, 1080))),
        travel={("nursery", "ada"): 30},
    )
    pairing = Pairing(
        request="help",
        setting="nursery",
        supporter="ada",
        role="expert",
        points=7,
        criteria={"given": 7},
        delivery="face-to-face",
        load=1080,
    )
    assert check(made, Plan(pairings=(pairing,))) == ()
    timed = Plan(pairings=(pairing.model_copy(update={"minutes": 30}),))
    assert found(made, timed) == [("figures", "help")]
