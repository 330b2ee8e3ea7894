"""Whom to appoint as area leads: who could be, who should be, and what stands in the way."""

from datetime import date

import pytest

from matchmaker.domain.programme import Programme
from matchmaker.domain.request import Request
from matchmaker.domain.round import Round
from matchmaker.domain.setting import Setting
from matchmaker.domain.supporter import Supporter
from matchmaker.errors import InputError, PlanRejectedError
from matchmaker.pipeline import locating, match
from matchmaker.pipeline.candidacy import candidacies
from matchmaker.pipeline.locating import Before, Located, appoint_leads
from matchmaker.pipeline.obstruction import Obstruction

# Straight-line metres, and the minutes that `matchmaker.geo` makes of them.
WEST, EAST = 400_000, 433_000
NEAR, FAR = 4, 44
DAY = 360


def programme(**spans):
    teams = {
        "lead_role": "area_lead",
        "member_roles": ["mentor"],
        "target": 3,
        "warn_below": 1,
        "most": 4,
        "appoint_from": ["expert"],
    }
    return Programme.model_validate(
        {
            "schema": 1,
            "name": "test",
            "title": "Test",
            "roles": {
                "mentor": {"title": "Mentor"},
                "expert": {"title": "Expert"},
                "area_lead": {"title": "Area lead", "matched": False, "lead_days": 2},
            },
            "rule": [
                {"name": "experience", "years": 3, "roles": ["area_lead"]},
                {"name": "leadership", "needs": {"area_lead": "leading"}},
            ],
            "criterion": [{"name": "region", "weight": 1}],
            "objective": [{"name": "coverage"}],
            "teams": teams | spans,
        }
    )


def someone(name, *roles, easting=WEST, **fields):
    place = {"region": "North West", "easting": easting, "northing": 400_000}
    usual = {"capacity": 1, "experience_years": 3, "leadership": "leading"}
    return Supporter(id=name, roles=roles, **(place | usual | fields))


def lead(name, **fields):
    return someone(name, "area_lead", **fields)


def mentors(west=3, east=3, **fields):
    people = [someone(f"w{i}", "mentor", **fields) for i in range(west)]
    return [*people, *(someone(f"e{i}", "mentor", easting=EAST) for i in range(east))]


def solved_of(*supporters, more=(), **spans):
    """Every mentor has a setting of their own, and `more` requests stand besides."""
    helped = [s.id for s in supporters if "mentor" in s.roles]
    requests = [Request(id=f"r-{name}", setting="n", role="mentor") for name in helped]
    pins = [{"request": f"r-{name}", "supporter": name} for name in helped]
    return match(
        Round(
            name="test",
            programme=programme(**spans),
            today=date(2022, 9, 1),
            settings=(Setting(id="n", region="North West"),),
            supporters=tuple(supporters),
            requests=(*requests, *more),
            pins=pins,
        )
    )


ANN, BEA, CID = lead("ann"), lead("bea", easting=EAST), lead("cid", easting=EAST)


def teams_of(located):
    teams = located.solved.plan.teams
    return {team.lead: "".join(sorted({m[0] for m in team.members})) for team in teams}


# Whom to appoint


def test_two_places_get_a_lead_each():
    located = appoint_leads(solved_of(ANN, BEA, CID, *mentors()), 2)
    assert isinstance(located, Located)
    assert teams_of(located) in ({"ann": "w", "bea": "e"}, {"ann": "w", "cid": "e"})
    assert (located.travel, located.proof.value, located.proof.gap) == (
        6 * NEAR,
    ) * 2 + (0,)
    assert located.new == ()
    assert set(located.appointed) == set(teams_of(located))


@pytest.mark.parametrize(
    ("cost", "leads", "travel"),
    # A second lead saves 40 minutes for each of the two in the east.
    [(79, 2, 4 * NEAR), (81, 1, 2 * NEAR + 2 * FAR)],
)
def test_one_lead_more_is_worth_what_it_costs(cost, leads, travel):
    solved = solved_of(ANN, BEA, *mentors(2, 2), appoint_minutes=cost)
    located = appoint_leads(solved, None)
    assert (len(located.appointed), located.travel) == (leads, travel)
    assert located.proof.value == travel + leads * cost
    assert located.proof.proved


def test_those_appointed_need_not_be_the_first():
    located = appoint_leads(solved_of(ANN, BEA, *mentors(0, 3)), 1)
    assert teams_of(located) == {"bea": "e"}
    assert located.appointed == ("bea",)


def test_it_is_told_how_it_was_before():
    # Before, both led: a run never looks at what a lead costs.
    solved = solved_of(ANN, BEA, *mentors(2, 2), appoint_minutes=500)
    located = appoint_leads(solved, None)
    assert located.before == Before(leads=2, led=4, travel=4 * NEAR)


def test_whom_nobody_covers_is_unled_and_told():
    stray = someone("stray", "mentor", region="London")
    located = appoint_leads(solved_of(ANN, *mentors(2, 0), stray), 1)
    assert located.solved.plan.unled == ("stray",)
    (breach,) = located.solved.breaches
    assert (breach.kind, breach.people) == ("unled", ("stray",))
    assert teams_of(located) == {"ann": "w"}


def test_only_those_appointed_lead_and_are_offered_as_near():
    stray = someone("stray", "mentor", region="London")
    located = appoint_leads(solved_of(ANN, BEA, *mentors(2, 2), stray), 1)
    (breach,) = located.solved.breaches
    assert {room.lead for room in breach.mend.nearest} <= set(located.appointed)


# Who could be appointed


def expert(name="eve", left=2 * DAY, **fields):
    return someone(name, "expert", capacity=left, easting=EAST, **fields)


@pytest.mark.parametrize(
    ("eve", "rule", "sentence"),
    [
        (expert(), None, ""),
        (
            expert(leadership="supervising"),
            "leadership",
            "has leadership supervising, needs leading",
        ),
        (
            expert(experience_years=2),
            "experience",
            "has 2 years of experience, needs 3",
        ),
        # Leading keeps back two days.
        (
            expert(left=2 * DAY - 1),
            "time",
            "has 719 minutes left beside the pairings, needs 720",
        ),
    ],
)
def test_an_expert_could_lead_who_keeps_the_rules_and_has_the_days(eve, rule, sentence):
    solved = solved_of(ANN, eve, *mentors())
    spec = solved.round.programme.teams
    ann, found = candidacies(solved.round, spec, solved.plan)
    assert (ann.leads_now, ann.holds) == (True, True)
    assert (found.supporter, found.leads_now) == ("eve", False)
    assert (found.rule, found.sentence) == (rule, sentence)
    located = appoint_leads(solved, 2)
    assert isinstance(located, Located if rule is None else Obstruction)


@pytest.mark.parametrize(("load", "holds"), [(DAY, True), (DAY + 1, False)])
def test_days_given_to_pairings_are_not_there_for_leading(load, holds):
    asked = Request(id="x", setting="n", role="expert", load=load)
    solved = solved_of(ANN, expert(left=3 * DAY), *mentors(), more=(asked,))
    spec = solved.round.programme.teams
    _, eve = candidacies(solved.round, spec, solved.plan)
    assert (eve.holds, eve.left) == (holds, 3 * DAY - load)


def test_a_new_lead_keeps_the_days_back_from_then_on():
    located = appoint_leads(solved_of(ANN, expert(left=3 * DAY), *mentors()), 2)
    assert located.new == ("eve",)
    eve = located.solved.round.supporter("eve")
    assert (eve.roles, eve.capacity) == (("expert", "area_lead"), DAY)
    assert "area_lead" in located.solved.round.supporter("ann").roles


def test_who_is_not_appointed_leads_no_more():
    located = appoint_leads(solved_of(ANN, BEA, *mentors(3, 1)), 1)
    (name,) = located.appointed
    roles = {s.id: s.roles for s in located.solved.round.supporters}
    assert {roles["ann"], roles["bea"]} == {("area_lead",), ()}
    assert roles[name] == ("area_lead",)


def test_nobody_to_appoint_and_no_teams_are_said():
    with pytest.raises(InputError, match="Nobody could be appointed"):
        appoint_leads(solved_of(*mentors()), 1)
    solved = solved_of(ANN, *mentors())
    without = solved.round.programme.model_copy(update={"teams": None})
    bare = match(solved.round.replace(programme=without))
    with pytest.raises(InputError, match="no teams"):
        appoint_leads(bare, 1)


# What stands in the way


def test_more_leads_than_candidates():
    assert appoint_leads(solved_of(ANN, *mentors(3, 0)), 2) == Obstruction(2, 1)


def test_too_few_leads_for_everybody():
    solved = solved_of(ANN, BEA, CID, *mentors(5, 4))
    found = appoint_leads(solved, 2)
    assert found == Obstruction(2, 3, fewest=3, least=1)


def test_too_many_leads_for_their_least():
    solved = solved_of(ANN, BEA, CID, *mentors(3, 2), warn_below=2)
    assert appoint_leads(solved, 3) == Obstruction(3, 3, fewest=2, least=2)


def test_no_place_even_if_all_are_appointed():
    solved = solved_of(ANN, *mentors(5, 0))
    found = appoint_leads(solved, None)
    (breach,) = found.breaches
    assert (breach.kind, breach.number, breach.mend.full) == ("unled", 1, ("ann",))


def test_a_place_with_too_few_people_for_a_lead():
    # One mentor lives where only Bea leads; Ann's three are just enough.
    away = {"region": "London", "easting": EAST}
    bea, alone = lead("bea", **away), someone("alone", "mentor", **away)
    solved = solved_of(ANN, bea, *mentors(3, 0), alone, warn_below=3)
    found = appoint_leads(solved, None)
    assert (found.least, found.least_possible) == (3, 1)
    (small,) = found.small
    assert (small.lead, small.people) == ("bea", ("alone",))
    eased = solved_of(ANN, bea, *mentors(3, 0), alone, warn_below=1)
    assert isinstance(appoint_leads(eased, None), Located)


# What is not taken on trust


@pytest.mark.parametrize("shown", [6 * NEAR + 1, 6 * NEAR - 1, None])
def test_prices_that_show_something_else_are_refused(monkeypatch, shown):
    solved = solved_of(ANN, BEA, *mentors())
    monkeypatch.setattr(locating, "appointments_bound", lambda *_: shown)
    with pytest.raises(PlanRejectedError, match="prices"):
        appoint_leads(solved, 2)
