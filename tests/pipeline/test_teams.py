"""One lead for a setting's expert and mentor, from the round to the checked plan."""

from datetime import date

import pytest

from matchmaker import verify
from matchmaker.domain.jointly import Jointly
from matchmaker.domain.plan import SharedLead
from matchmaker.domain.programme import Programme
from matchmaker.domain.request import Request
from matchmaker.domain.round import Round
from matchmaker.domain.setting import Setting
from matchmaker.domain.supporter import Supporter
from matchmaker.errors import PlanRejectedError
from matchmaker.optimise.outcome import SolveParams
from matchmaker.pipeline import match, posed, teams
from matchmaker.pipeline.teams import SameLead, formed_anew, same_lead_of

HERE = {"region": "North West", "easting": 400_000, "northing": 400_000}


def programme(**spans):
    teams = {
        "lead_role": "area_lead",
        "member_roles": ["expert", "mentor"],
        "target": 2,
        "warn_below": 1,
        "most": 4,
    }
    return Programme.model_validate(
        {
            "schema": 1,
            "name": "test",
            "title": "Test",
            "roles": {
                "expert": {"title": "Expert", "load_days": 1},
                "mentor": {"title": "Mentor", "load_days": 1},
                "area_lead": {"title": "Area lead", "matched": False, "lead_days": 2},
            },
            "criterion": [{"name": "region", "weight": 1}],
            "objective": [{"name": "coverage"}],
            "teams": teams | spans,
        }
    )


def someone(name, *roles, authority="Bury", **fields):
    place = HERE | {"authority": authority}
    return Supporter(id=name, roles=roles, **(place | {"capacity": 360} | fields))


def asks(setting, role, **fields):
    return Request(
        id=f"{setting}-{role}", setting=setting, role=role, load=360, **fields
    )


def two_nurseries(**spans):
    """
    Acorn has Eve and Max, Beech has Eda and Mia: each pinned.

    Eve and Eda live in Bury with Ann, who leads; Max and Mia in Oldham with Bea.
    Ann and Bea cover both places.
    """
    people = [
        someone("ann", "area_lead", authorities=("Oldham",)),
        someone("bea", "area_lead", authority="Oldham", authorities=("Bury",)),
        someone("eve", "expert"),
        someone("eda", "expert"),
        someone("max", "mentor", authority="Oldham"),
        someone("mia", "mentor", authority="Oldham"),
    ]
    pins = [
        {"request": f"{setting}-{role}", "supporter": who}
        for setting, role, who in (
            ("acorn", "expert", "eve"),
            ("acorn", "mentor", "max"),
            ("beech", "expert", "eda"),
            ("beech", "mentor", "mia"),
        )
    ]
    return Round(
        name="test",
        programme=programme(**spans),
        today=date(2022, 9, 1),
        settings=(Setting(id="acorn", **HERE), Setting(id="beech", **HERE)),
        supporters=tuple(people),
        requests=tuple(
            asks(setting, role)
            for setting in ("acorn", "beech")
            for role in ("expert", "mentor")
        ),
        pins=pins,
    )


def led(solved):
    return {team.lead: set(team.members) for team in solved.plan.teams}


def values(solved):
    return {proof.objective: proof.value for proof in solved.team_proof}


def test_where_one_lead_is_worth_nothing_everybody_is_led_from_their_authority():
    solved = match(two_nurseries())
    assert led(solved) == {"ann": {"eve", "eda"}, "bea": {"max", "mia"}}
    assert solved.plan.shared_leads == ()
    assert same_lead_of(solved.round, solved.plan) is None
    assert "parted" not in values(solved)


def test_where_it_is_worth_points_each_nursery_has_one_lead():
    solved = match(two_nurseries(same_lead=50))
    assert sorted(led(solved).values(), key=min) == [{"eda", "mia"}, {"eve", "max"}]
    assert [(s.setting, s.points) for s in solved.plan.shared_leads] == [
        ("acorn", 50),
        ("beech", 50),
    ]
    assert values(solved)["parted"] == 0
    assert values(solved)["outside-authority"] == 2
    assert all(proof.proved for proof in solved.team_proof)
    assert same_lead_of(solved.round, solved.plan) == SameLead(2, 2, 2, 50)


def test_what_deciding_pairings_first_lost_is_bounded():
    # Cedar asks for two and gets one: together, some plan might have served it.
    whole = two_nurseries(same_lead=50, target=1, most=1)
    cedar = Setting(id="cedar", **HERE)
    whole = whole.replace(
        settings=(*whole.settings, cedar),
        requests=(*whole.requests, asks("cedar", "expert"), asks("cedar", "mentor")),
    )
    solved = match(whole)
    same = same_lead_of(solved.round, solved.plan)
    # Teams of one share nothing.
    assert same == SameLead(possible=3, several=2, shared=0, each=50)
    assert (same.points, same.lost_at_most) == (0, 150)


def one_nursery(same_lead):
    """Acorn in Bury could have Eve of Bury or Eda of Oldham; Max of Oldham it has."""
    whole = two_nurseries(same_lead=same_lead)
    here = {"weight": 1, "name": "same_authority"}
    rules = whole.programme.model_dump(by_alias=True)
    rules |= {
        "criterion": [here],
        "objective": [{"name": "coverage"}, {"name": "points"}],
    }
    # Whom a lead covers by region only they would not lead: nobody shares a region.
    people = [
        someone("ann", "area_lead", region="South West"),
        someone("bea", "area_lead", authority="Oldham"),
        someone("eve", "expert", region=None),
        someone("eda", "expert", authority="Oldham", region=None),
        someone("max", "mentor", authority="Oldham", region=None),
    ]
    acorn = Setting(id="acorn", **(HERE | {"authority": "Bury"}))
    return whole.replace(
        programme=Programme.model_validate(rules),
        settings=(acorn,),
        supporters=people,
        requests=(asks("acorn", "expert"), asks("acorn", "mentor")),
        pins=(),
    )


@pytest.mark.parametrize(
    ("same_lead", "expert", "given_up"), [(10, "eve", 0), (11, "eda", 10)]
)
def test_pairings_give_up_points_for_one_lead(same_lead, expert, given_up):
    solved = match(one_nursery(same_lead))
    assert {p.supporter for p in solved.plan.pairings} == {expert, "max"}
    points = solved.proof[1]
    assert points.bound - points.value == points.tolerance == given_up
    assert points.proved
    shared = same_lead if given_up else 0
    assert solved.jointly == Jointly(
        in_turn=10, points=10 - given_up + shared, bound=max(10, same_lead)
    )
    # What another choice would cost is for solving again to say.
    assert (solved.marginals is None) is bool(given_up)


@pytest.mark.parametrize(("given_up", "refused"), [(11, False), (12, True)])
def test_no_more_may_be_given_up_than_one_lead_earns(given_up, refused):
    solved = match(one_nursery(11))
    coverage, points = solved.proof
    changed = {"bound": points.value + given_up, "tolerance": given_up}
    proof = (coverage, points.model_copy(update=changed))
    assert bool(verify.check(solved.round, solved.plan, proof)) is refused


def test_leads_are_decided_in_turn_when_teams_are_formed_again():
    solved = match(one_nursery(11))
    again = formed_anew(solved, solved.round.programme.teams)
    # Eda and Max stay and share Bea; all that is known is 10 points, and one lead.
    assert again.jointly == Jointly(in_turn=11, points=11, bound=10 + 11)


@pytest.mark.parametrize(("same_lead", "for_pairings"), [(50, 80.0), (0, 100.0)])
def test_leads_have_their_share_of_the_time(monkeypatch, same_lead, for_pairings):
    limits = []

    def solve(*arguments):
        limits.append(arguments[2].time_limit)
        return solved_as_ever(*arguments)

    solved_as_ever = posed.solve
    monkeypatch.setattr(posed, "solve", solve)
    match(two_nurseries(same_lead=same_lead), SolveParams(time_limit=100.0))
    assert limits == [for_pairings]


def test_people_without_a_setting_share_none():
    whole = two_nurseries(same_lead=50)
    loose = tuple(r.model_copy(update={"setting": None}) for r in whole.requests)
    solved = match(whole.replace(requests=loose))
    assert solved.plan.shared_leads == ()


def test_teams_are_formed_again_within_other_bounds():
    solved = match(two_nurseries())
    spec = solved.round.programme.teams.model_copy(
        update={"target": 4, "warn_below": 3}
    )
    again = formed_anew(solved, spec)
    # One team of four now, for two of two are too small.
    assert list(led(again).values()) == [{"eve", "eda", "max", "mia"}]
    assert again.plan.pairings == solved.plan.pairings
    assert formed_anew(solved, solved.round.programme.teams).plan == solved.plan


def test_teams_that_fail_their_check_are_refused(monkeypatch):
    solved = match(two_nurseries(same_lead=50))
    monkeypatch.setattr(
        teams,
        "shared_leads_of",
        lambda *_: (SharedLead(setting="acorn", lead="bea", points=7),),
    )
    with pytest.raises(PlanRejectedError, match="acorn"):
        formed_anew(solved, solved.round.programme.teams)


@pytest.mark.parametrize(("lead_days", "told"), [(2, True), (0, False)])
def test_leads_who_lead_nobody_could_give_their_days(lead_days, told):
    # Zoe of Bolton leads too, but Ann and Bea live where the four people do.
    zoe = someone("zoe", "mentor", "area_lead", authority="Bolton", capacity=0)
    whole = two_nurseries()
    role = whole.programme.roles["area_lead"].model_copy(
        update={"lead_days": lead_days}
    )
    roles = whole.programme.roles | {"area_lead": role}
    changed = whole.programme.model_copy(update={"roles": roles})
    solved = match(
        whole.replace(programme=changed, supporters=(*whole.supporters, zoe))
    )
    idle = [b for b in solved.breaches if b.kind == "idle leads"]
    assert bool(idle) is told
    if told:
        assert idle[0].people == ("zoe",)
        assert (idle[0].mend.minutes, idle[0].mend.roles) == (2 * 360, ("mentor",))


def test_a_lead_who_could_do_nothing_else_is_no_news():
    solved = match(two_nurseries().replace(pins=(), requests=()))
    assert solved.breaches == ()
