"""Who leads somebody, and what another lead would cost: to be counted by hand."""

from datetime import date

import pytest

from matchmaker.domain.programme import Programme
from matchmaker.domain.request import Request
from matchmaker.domain.round import Round
from matchmaker.domain.setting import Setting
from matchmaker.domain.supporter import Supporter
from matchmaker.errors import InputError
from matchmaker.pipeline import match
from matchmaker.reasons.leads import LeadMove, ways_led, why_led, why_not_lead
from matchmaker.report.led import led_lines, why_not_lead_lines

# Three kilometres are 12 minutes one way, none are 4.
BURY = {"region": "North West", "authority": "Bury", "northing": 400_000}
AT_ANN, AT_BEA = {"easting": 400_000}, {"easting": 403_000}


def programme(**spans):
    teams = {"target": 3, "warn_below": 1, "most": 3} | spans
    return Programme.model_validate(
        {
            "schema": 1,
            "name": "test",
            "title": "Test",
            "roles": {
                "mentor": {"title": "Mentor", "load_days": 1},
                "area_lead": {"title": "Area lead", "matched": False},
            },
            "criterion": [{"name": "region", "weight": 1}],
            "objective": [{"name": "coverage"}],
            "teams": teams | {"lead_role": "area_lead", "member_roles": ["mentor"]},
        }
    )


def someone(name, *roles, **fields):
    place = BURY | {"capacity": 0} | fields
    return Supporter(id=name, name=name.title(), roles=roles, **place)


@pytest.fixture(scope="module")
def solved():
    """
    Max and Mia of Bury, with Ann; Bea, three kilometres off, has the region.

    Cy leads in Kent. Joe mentors nobody. Sue of Surrey mentors, and nobody covers her.
    """
    return match(round_of(programme()))


def round_of(rules, **patch):
    surrey = {"region": "South East", "authority": "Surrey"}
    mentors = [
        someone("max", "mentor", capacity=360, **AT_ANN),
        someone("mia", "mentor", capacity=360, **AT_ANN),
        someone("sue", "mentor", capacity=360, **(surrey | AT_ANN)),
    ]
    return Round(
        name="test",
        programme=rules,
        today=date(2022, 9, 1),
        settings=(Setting(id="acorn", name="Acorn", **BURY, easting=400_000),),
        requests=tuple(
            Request(id=f"R{i}", setting="acorn", role="mentor", load=360)
            for i in range(3)
        ),
        supporters=(
            someone("ann", "area_lead", **AT_ANN),
            someone("bea", "area_lead", **({"authority": "Oldham"} | AT_BEA | patch)),
            someone("cy", "area_lead", region="London", authority="Camden"),
            *mentors,
            someone("joe", "mentor", capacity=0, **AT_ANN),
        ),
    )


def test_the_lead_is_told_with_all_who_cover_the_person(solved):
    reason = why_led(solved, "max")
    assert (reason.lead.lead, reason.lead.how, reason.lead.minutes) == (
        "ann",
        "own authority",
        4,
    )
    assert [(one.lead, one.how, one.minutes) for one in reason.others] == [
        ("bea", "region", 12)
    ]
    assert list(led_lines(reason, solved.round)) == [
        "Led by Ann (ann): lives in their local authority, Bury, 4 minutes away, leads 2.",
        "Others who cover them:",
        "- Bea (bea): works in North West, 12 minutes away, leads nobody",
    ]


def test_whom_nobody_covers_has_no_lead_and_who_is_not_matched_is_not_led(solved):
    reason = why_led(solved, "sue")
    assert (reason.lead, reason.others) == (None, ())
    assert list(led_lines(reason, solved.round)) == [
        "Sue (sue) has no area lead: nobody covers Surrey and South East."
    ]
    assert why_led(solved, "joe") is None


def test_another_lead_costs_what_the_teams_lose(solved):
    answer = why_not_lead(solved, "max", "bea")
    # Max alone moves: from his own authority to a region, and eight minutes more.
    assert {name: more for name, more in answer.cost.items() if more} == {
        "outside-authority": 1,
        "region-only": 1,
        "travel": 8,
    }
    assert answer.moved == (LeadMove("max", "ann", "bea"),)
    assert list(why_not_lead_lines(answer, solved.round)) == [
        "Bea (bea) could lead Max (max), but the teams would then have 1 person more "
        "led from outside their authority, 1 person more led by region only and 8 "
        "minutes more of travel one way.",
        "Bea (bea): works in North West, 12 minutes away, leads nobody.",
        "- Max (max) would be led by Bea (bea) instead of Ann (ann)",
        "Found by forming the teams again with these two together.",
    ]


def test_as_good_a_lead_costs_nothing():
    # Bea lives where Ann lives: whoever has Max, nothing changes.
    solved = match(round_of(programme(), **(AT_ANN | {"authority": "Bury"})))
    other = {"ann": "bea", "bea": "ann"}[why_led(solved, "max").lead.lead]
    answer = why_not_lead(solved, "max", other)
    assert not any(answer.cost.values())
    (first, *_) = why_not_lead_lines(answer, solved.round)
    assert first.endswith("and the teams would be just as good.")


def test_a_lead_who_is_full_gives_somebody_up():
    # One place each: with Bea for Max, Mia goes to Ann.
    solved = match(round_of(programme(target=1, most=1)))
    led_by_bea, led_by_ann = sorted(
        ("max", "mia"), key=lambda who: why_led(solved, who).lead.lead, reverse=True
    )
    answer = why_not_lead(solved, led_by_ann, "bea")
    assert not any(answer.cost.values())
    assert answer.moved == (
        LeadMove(led_by_ann, "ann", "bea"),
        LeadMove(led_by_bea, "bea", "ann"),
    )


def test_where_somebody_is_left_over_only_how_many_are_is_told():
    # Ann alone covers Bury, and has room for one of two.
    alone = round_of(programme(target=1, most=1), region="Wales", authority="Powys")
    solved = match(alone)
    (unled,) = {"max", "mia"} & {*solved.plan.unled}
    reason = why_led(solved, unled)
    assert list(led_lines(reason, solved.round)) == [
        f"{unled.title()} ({unled}) has no area lead: Ann (ann) (leads 1 of 1) would "
        "have to give up somebody else for them."
    ]
    assert dict(why_not_lead(solved, unled, "ann").cost) == {"unled": 0}


@pytest.mark.parametrize(
    ("person", "lead", "fault", "said"),
    [
        ("max", "cy", "not covered", "cy works neither in Bury nor in North West"),
        ("max", "mia", "no lead role", "mia is not an area lead"),
        ("joe", "ann", "not led", "joe is not matched in a role that is led"),
    ],
)
def test_who_cannot_lead_whom(solved, person, lead, fault, said):
    answer = why_not_lead(solved, person, lead)
    assert answer.fault == fault
    (line,) = why_not_lead_lines(answer, solved.round)
    assert line.endswith(f"cannot lead {person.title()} ({person}): {said}.")


def test_nobody_leads_themself():
    rules = programme()
    both = round_of(rules)
    people = [
        one.model_copy(update={"roles": ("mentor", "area_lead")})
        if one.id == "max"
        else one
        for one in both.supporters
    ]
    answer = why_not_lead(match(both.replace(supporters=tuple(people))), "max", "max")
    assert answer.fault == "themselves"


@pytest.mark.parametrize(
    ("person", "lead", "said"),
    [
        ("max", "ann", "ann leads max in the plan"),
        ("max", "nobody", "no supporter 'nobody'"),
        ("nobody", "ann", "no supporter 'nobody'"),
    ],
)
def test_what_cannot_be_asked(solved, person, lead, said):
    with pytest.raises(InputError, match=said):
        why_not_lead(solved, person, lead)


def test_without_teams_nobody_is_led(solved):
    bare = solved.round.programme.model_copy(update={"teams": None})
    plan = match(solved.round.replace(programme=bare))
    assert why_led(plan, "max") is None
    assert ways_led(plan) == {}
    with pytest.raises(InputError, match="Nobody is led in this programme"):
        why_not_lead(plan, "max", "ann")


def test_how_each_is_covered(solved):
    assert ways_led(solved) == {"max": "own authority", "mia": "own authority"}
