"""Area leads and their teams, on rounds that can be worked out in the head."""

from datetime import date
from itertools import product
from random import Random

import numpy as np
import pytest

from matchmaker.domain.programme import Programme
from matchmaker.domain.round import Round
from matchmaker.domain.supporter import Supporter
from matchmaker.geo import distance_metres, travel_minutes
from matchmaker.optimise.outcome import Deadline
from matchmaker.optimise.teams import (
    Handover,
    LeadRoom,
    MorePlaces,
    TeamBreach,
    TeamPlan,
    assign_teams,
    settled,
)
from matchmaker.optimise.teams.areas import UNLED, split_areas
from matchmaker.optimise.teams.bonds import Bonds
from matchmaker.optimise.teams.flows import (
    NETWORKX_PAIRS,
    by_networkx,
    by_ortools,
    flow_for,
)
from matchmaker.optimise.teams.reach import find_reach

ENGINES = ("networkx", "or-tools")
# Straight-line metres, and the minutes that `matchmaker.geo` makes of them.
HERE, NEAR, FAR = 400_000, 403_000, 433_000
AT_HERE, AT_NEAR, AT_FAR = 4, 12, 44


def programme(travel_limit=None, **spans):
    """A programme with area leads; spans as in programme A unless said otherwise."""
    rules = [{"name": "travel", "limit_minutes": travel_limit}] if travel_limit else []
    teams = {"target": 10, "warn_below": 6, "most": 12} | spans
    return Programme.model_validate(
        {
            "schema": 1,
            "name": "test",
            "title": "Test",
            "roles": {
                "mentor": {"title": "Mentor"},
                "area_lead": {"title": "Area lead", "matched": False},
            },
            "rule": rules,
            "criterion": [{"name": "region", "weight": 1}],
            "objective": [{"name": "coverage"}],
            "teams": teams | {"lead_role": "area_lead", "member_roles": ["mentor"]},
        }
    )


def someone(name, role="mentor", easting=HERE, **fields):
    place = {"region": "North West", "authority": "Bury", "northing": 400_000}
    place |= {"easting": easting} | fields
    if place["easting"] is None:
        place["northing"] = None
    return Supporter(id=name, roles=(role,), capacity=1, **place)


def lead(name, **fields):
    return someone(name, "area_lead", **fields)


def several(count, prefix="m", **fields):
    return [someone(f"{prefix}{i:02}", **fields) for i in range(count)]


def round_of(supporters, rules=None):
    return Round(
        name="test",
        programme=rules or programme(),
        today=date(2022, 9, 1),
        supporters=tuple(supporters),
        requests=(),
    )


def mentors(matching_round):
    return [s.id for s in matching_round.supporters if "mentor" in s.roles]


def teams_of(supporters, rules=None, **options) -> TeamPlan:
    matching_round = round_of(supporters, rules)
    return assign_teams(matching_round, mentors(matching_round), **options)


def sizes(plan):
    return {team.lead: len(team.members) for team in plan.teams}


def values(plan):
    return tuple(proof.value for proof in plan.proof)


# Who may lead whom


def test_twelve_people_fit_one_lead():
    plan = teams_of([lead("ann"), *several(12)])
    assert sizes(plan) == {"ann": 12}
    assert plan.unled == ()
    assert plan.breaches == ()


def test_the_thirteenth_is_unled_and_reported():
    plan = teams_of([lead("ann"), *several(13)])
    assert sizes(plan) == {"ann": 12}
    (unled,) = plan.unled
    (breach,) = plan.breaches
    assert (breach.kind, breach.people, breach.number) == ("unled", (unled,), 1)


@pytest.mark.parametrize(
    ("patch", "led"),
    [
        ({"authority": "Bury", "region": None}, True),
        ({"authority": "Kent", "authorities": ("Bury",), "region": None}, True),
        ({"authority": "Kent", "region": "North West"}, True),
        ({"authority": "Kent", "region": "London", "regions": ("North West",)}, True),
        ({"authority": "Kent", "region": "London"}, False),
        ({"authority": None, "region": None}, False),
    ],
)
def test_a_lead_covers_by_authority_or_by_region(patch, led):
    plan = teams_of([lead("ann", **patch), *several(6)])
    assert sizes(plan) == ({"ann": 6} if led else {})
    assert len(plan.unled) == (0 if led else 6)


def test_unknown_places_are_not_the_same_place():
    nowhere = {"authority": None, "region": None}
    plan = teams_of([lead("ann", **nowhere), someone("bob", **nowhere)])
    assert plan.unled == ("bob",)


def test_nobody_leads_themself():
    both = lead("ann").model_copy(update={"roles": ("mentor", "area_lead")})
    alone = teams_of([both])
    assert alone.teams == ()
    assert alone.unled == ("ann",)
    # Nobody's room is offered to its own holder.
    assert alone.breaches[0].mend.nearest == ()


def test_leads_may_lead_one_another():
    ann = lead("ann").model_copy(update={"roles": ("mentor", "area_lead")})
    bea = ann.model_copy(update={"id": "bea"})
    plan = teams_of([bea, ann])
    assert [(team.lead, team.members) for team in plan.teams] == [
        ("bea", ("ann",)),
        ("ann", ("bea",)),
    ]


# What is sought, in order


def test_own_authority_comes_before_a_nearer_lead():
    near = lead("near", authority="Oldham", authorities=("Bury",))
    far = lead("far", easting=FAR)
    plan = teams_of([near, far, *several(6)])
    assert sizes(plan) == {"far": 6}
    assert plan.teams[0].minutes == (AT_FAR,) * 6


def test_a_named_authority_comes_before_a_nearer_region():
    near = lead("near", authority="Oldham")
    far = lead("far", authority="Kent", authorities=("Bury",), easting=FAR)
    plan = teams_of([near, far, *several(6)])
    assert sizes(plan) == {"far": 6}
    assert values(plan) == (0, 0, 0, 6, 0, 0, 6 * AT_FAR)


def test_own_authority_counts_before_region_only():
    # One person outside, by region only, or two outside, both by named authority
    # and with less travel: the one outside is better.
    ann = lead("ann", authorities=("Oldham",))
    bea = lead("bea", authority="Kent", authorities=("Bury",), easting=FAR)
    bury = someone("bury", easting=FAR)
    oldham = someone("oldham", authority="Oldham")
    plan = teams_of([ann, bea, bury, oldham], programme(warn_below=0, most=1))
    assert values(plan) == (0, 0, 0, 1, 1, 0, 2 * AT_FAR)


def test_among_equals_the_nearer_lead_leads():
    plan = teams_of([lead("far", easting=FAR), lead("near"), *several(6, easting=NEAR)])
    assert sizes(plan) == {"near": 6}
    assert values(plan) == (0, 0, 0, 0, 0, 0, 6 * AT_NEAR)


def test_everybody_led_comes_before_own_authority():
    # Ann could have 12 of her own, but then the one whom only she covers is unled.
    ann = lead("ann", regions=("London",))
    bea = lead("bea", authority="Oldham")
    outsider = someone("outsider", region="London", authority="Kent")
    rules = programme(warn_below=0, target=12)
    plan = teams_of([ann, bea, *several(12), outsider], rules)
    assert plan.unled == ()
    assert sizes(plan) == {"ann": 12, "bea": 1}


def test_a_post_is_given_up_where_another_lead_can_take_the_team():
    # Three live by each lead, but three are too few: somebody travels.
    people = [*several(3, "h"), *several(3, "n", easting=NEAR)]
    plan = teams_of([lead("ann"), lead("bea", easting=NEAR), *people])
    assert [len(team.members) for team in plan.teams] == [6]
    assert values(plan) == (0, 0, 0, 0, 0, 0, 3 * AT_HERE + 3 * AT_NEAR)


@pytest.mark.parametrize(("warn_below", "team"), [(6, 6), (5, 5), (1, 1), (0, 1)])
def test_a_team_is_filled_just_to_the_bound(warn_below, team):
    # Ann has room for 12 of the 13; all live by her, far from Bea.
    supporters = [lead("ann"), lead("bea", easting=FAR), *several(13)]
    plan = teams_of(supporters, programme(warn_below=warn_below, target=12))
    assert sizes(plan) == {"ann": 13 - team, "bea": team}
    assert plan.breaches == ()


def test_people_led_come_before_team_sizes():
    plan = teams_of([lead("ann"), *several(2)])
    assert sizes(plan) == {"ann": 2}
    assert values(plan) == (0, 1, 0, 0, 0, 0, 2 * AT_HERE)


@pytest.mark.parametrize(
    ("target", "team"), [(12, 1), (11, 2), (10, 3), (7, 6), (6, 6)]
)
def test_no_team_is_beyond_the_target_while_others_have_room(target, team):
    # All 13 live by ann. Seven and six are as many beyond a target of six as six
    # and seven, and with six at bea fewer travel.
    supporters = [lead("ann"), lead("bea", easting=FAR), *several(13)]
    plan = teams_of(supporters, programme(warn_below=0, target=target))
    assert sizes(plan) == {"ann": 13 - team, "bea": team}
    assert values(plan)[2] == max(0, 13 - team - target) ** 2


def test_two_teams_of_one_too_many_come_before_one_of_two():
    # Of 22, all but 10 live by ann: she has 11, not 12, for a target of ten.
    people = [*several(12), *several(10, "f", easting=FAR)]
    plan = teams_of([lead("ann"), lead("bea", easting=FAR), *people])
    assert sizes(plan) == {"ann": 11, "bea": 11}
    assert values(plan) == (0, 0, 2, 0, 0, 0, 21 * AT_HERE + AT_FAR)


def test_the_target_comes_before_own_authority_and_after_team_sizes():
    supporters = [lead("ann"), lead("bea", authority="Oldham"), *several(12)]
    spread = teams_of(supporters, programme(warn_below=2))
    assert values(spread) == (0, 0, 0, 2, 2, 0, 12 * AT_HERE)
    whole = teams_of(supporters, programme(warn_below=7))
    assert values(whole) == (0, 0, 4, 0, 0, 0, 12 * AT_HERE)


# The plan before


def test_people_keep_their_lead_though_another_is_nearer():
    supporters = [lead("far", easting=FAR), lead("near"), *several(6)]
    before = dict.fromkeys(("m00", "m01", "m02", "m03", "m04", "m05"), "far")
    plan = teams_of(supporters, before=before)
    assert sizes(plan) == {"far": 6}
    assert values(plan) == (0, 0, 0, 0, 0, 0, 6 * AT_FAR)
    # Half of them had the nearer one: a team of three is small, so three move.
    plan = teams_of(
        supporters, before=before | dict.fromkeys(("m00", "m01", "m02"), "near")
    )
    assert sizes(plan) == {"near": 6}
    assert values(plan) == (0, 0, 0, 0, 0, 3, 6 * AT_HERE)


def test_own_authority_comes_before_the_lead_of_old():
    supporters = [lead("ann"), lead("bea", authority="Oldham"), *several(6)]
    plan = teams_of(supporters, before={"m00": "bea"}, rules=programme(warn_below=0))
    assert values(plan) == (0, 0, 0, 0, 0, 1, 6 * AT_HERE)


@pytest.mark.parametrize("had", ["gone", "kent", "m01"])
def test_nobody_is_moved_from_a_lead_who_does_not_cover_them(had):
    kent = lead("kent", authority="Kent", region="South East")
    plan = teams_of([lead("ann"), kent, *several(6)], before={"m00": had, "who": "ann"})
    assert values(plan) == (0, 0, 0, 0, 0, 0, 6 * AT_HERE)


@pytest.mark.parametrize(("travel_limit", "counted"), [(None, 90), (75, 75)])
def test_an_unknown_place_counts_as_the_travel_limit(travel_limit, counted):
    supporters = [lead("ann"), someone("bob", easting=None)]
    plan = teams_of(supporters, programme(travel_limit))
    assert plan.teams[0].minutes == (None,)
    assert values(plan)[-1] == counted


# Order


def test_teams_and_members_stand_in_the_rounds_order():
    people = [someone("m9"), someone("m1"), someone("m5", authority="Kent")]
    leads = [lead("zoe", authority="Kent"), lead("ann")]
    plan = teams_of([*people, *leads], programme(warn_below=0))
    assert [(team.lead, team.members) for team in plan.teams] == [
        ("zoe", ("m5",)),
        ("ann", ("m9", "m1")),
    ]


@pytest.mark.parametrize("engine", ENGINES)
def test_the_order_of_rows_decides_nothing(engine):
    # Many equals: everybody lives in one of two places.
    dice = Random(5)
    supporters = [lead(f"l{i}", easting=dice.choice((HERE, NEAR))) for i in range(4)]
    supporters += several(14) + several(13, "n", easting=NEAR)
    found = set()
    for _ in range(6):
        dice.shuffle(supporters)
        matching_round = round_of(supporters)
        matched = dice.sample(mentors(matching_round), 27)
        plan = assign_teams(matching_round, matched, engine=engine)
        assert values(plan)[:2] == (0, 0)
        found.add(frozenset((t.lead, frozenset(t.members)) for t in plan.teams))
    assert len(found) == 1


# Breaches


def test_missing_places_say_how_many_where_and_who_is_near():
    supporters = [
        lead("full"),
        *several(12, "b"),
        *several(9, "o", authority="Oldham"),
        *several(5, "x", authority=None),
        # Leeds is nearest and full; Kent has room, and London, further off.
        lead("leeds", region="Yorkshire and The Humber", authority="Leeds"),
        *several(12, "y", region="Yorkshire and The Humber", authority="Leeds"),
        lead("london", region="London", authority="Camden", easting=FAR),
        *several(7, "c", region="London", authority="Camden", easting=FAR),
        lead("kent", region="South East", authority="Kent", easting=NEAR),
        *several(6, "k", region="South East", authority="Kent", easting=NEAR),
    ]
    plan = teams_of(supporters)
    unled = tuple(f"o{i:02}" for i in range(9)) + tuple(f"x{i:02}" for i in range(5))
    assert plan.breaches == (
        TeamBreach(
            kind="unled",
            people=unled,
            region="North West",
            mend=MorePlaces(
                places=14,
                posts=2,
                authorities=(("Oldham", 9), (None, 5)),
                full=("full",),
                nearest=(LeadRoom("kent", 6, AT_NEAR), LeadRoom("london", 5, AT_FAR)),
            ),
        ),
    )


def test_unled_people_are_told_by_region_and_the_unknown_come_last():
    supporters = [
        lead("ann", region="South East", authority="Kent"),
        someone("nowhere", region=None, authority=None),
        *several(2, "y", region="Yorkshire and The Humber", authority="Leeds"),
        *several(1, "l", region="London", authority="Camden"),
    ]
    plan = teams_of(supporters)
    assert [(breach.region, breach.number) for breach in plan.breaches] == [
        ("London", 1),
        ("Yorkshire and The Humber", 2),
        (None, 1),
    ]


def test_a_round_without_leads_says_so_once():
    plan = teams_of(several(13))
    assert len(plan.unled) == 13
    (breach,) = plan.breaches
    assert (breach.kind, breach.number) == ("no lead", 13)
    assert breach.mend == MorePlaces(13, 2, (("Bury", 13),), (), ())
    assert values(plan) == (13, 0, 0, 0, 0, 0, 0)


@pytest.mark.parametrize(
    ("most", "takers", "nearest"),
    [
        (9, ("ann",), (LeadRoom("ann", 2, 8),)),
        (8, ("ann",), ()),  # room for one, not for the team
        (7, (), ()),
    ],
)
def test_a_small_team_says_who_could_take_it(most, takers, nearest):
    # Only Kay covers far; Ann could have cam too, but cam is of Kay's authority.
    # Bea covers cam as well, but is not in use: hers would be another small team.
    kay = lead("kay", region="London", authority="Camden", regions=("North East",))
    ann = lead("ann", authorities=("Camden",))
    bea = lead("bea", region="London", authority="Brent")
    far = someone("far", region="North East", authority=None)
    cam = someone("cam", region="London", authority="Camden", easting=NEAR)
    supporters = [far, bea, ann, *several(7), kay, cam]
    plan = teams_of(supporters, programme(most=most))
    assert sizes(plan) == {"ann": 7, "kay": 2}
    assert plan.breaches == (
        TeamBreach(
            kind="small team",
            people=("far", "cam"),
            lead="kay",
            region="London",
            mend=Handover(
                short=4, takers=(("far", ()), ("cam", takers)), nearest=nearest
            ),
        ),
    )


# Nothing to do


def test_a_programme_without_teams_has_none():
    rules = programme().model_copy(update={"teams": None})
    assert teams_of([lead("ann"), *several(3)], rules) == TeamPlan()


def test_without_matched_people_nobody_leads():
    plan = teams_of([lead("ann")])
    assert (plan.teams, plan.unled, plan.breaches) == ((), (), ())
    assert values(plan) == (0, 0, 0, 0, 0, 0, 0)
    assert all(proof.proved for proof in plan.proof)


# One lead for the people of a setting


def two_towns(**spans):
    """Ann and two mentors in Bury, Bea and two in Oldham; either lead covers all."""
    bury = [lead("ann", authorities=("Oldham",)), someone("b1"), someone("b2")]
    oldham = [someone(name, authority="Oldham", easting=NEAR) for name in ("o1", "o2")]
    bea = lead("bea", authority="Oldham", authorities=("Bury",), easting=NEAR)
    return [*bury, bea, *oldham], programme(warn_below=1, **spans)


def lead_by_person(plan):
    return {member: team.lead for team in plan.teams for member in team.members}


def test_a_settings_people_have_one_lead_though_one_lives_elsewhere():
    supporters, rules = two_towns()
    plan = teams_of(supporters, rules, together=[("b1", "o1")])
    led = lead_by_person(plan)
    assert led["b1"] == led["o1"]
    # One of the two is led from outside: the price of one lead.
    assert values(plan) == (0, 0, 0, 0, 1, 0, 0, 3 * AT_HERE + AT_NEAR)
    assert [proof.objective for proof in plan.proof][3] == "parted"
    assert all(proof.proved for proof in plan.proof)


def test_out_of_time_a_setting_stays_parted_and_nothing_is_claimed():
    supporters, rules = two_towns()
    plan = teams_of(supporters, rules, together=[("b1", "o1")], deadline=Deadline(0.0))
    led = lead_by_person(plan)
    assert (led["b1"], led["o1"]) == ("ann", "bea")
    parted = plan.proof[3]
    assert (parted.objective, parted.value, parted.bound) == ("parted", 1, 0)
    assert [proof.proved for proof in plan.proof[:4]] == [True, True, True, False]


@pytest.mark.parametrize(("target", "parted"), [(4, 0), (3, 1), (2, 1)])
def test_spread_comes_before_one_lead(target, parted):
    # A chain of four needs a team of four, or one cut.
    supporters, rules = two_towns(target=target, most=4)
    chain = [("b1", "b2"), ("b2", "o1"), ("o1", "o2")]
    plan = teams_of(supporters, rules, together=chain)
    assert (values(plan)[2], values(plan)[3]) == (0, parted)
    assert plan.proof[3].proved


def test_settings_count_each_by_themself():
    # Two settings share b1 and o1, one shares b1 and b2; a team takes two.
    supporters, rules = two_towns(target=2, most=2)
    together = [("b1", "o1"), ("o1", "b1"), ("b1", "b2")]
    plan = teams_of(supporters, rules, together=together)
    led = lead_by_person(plan)
    assert led["b1"] == led["o1"] != led["b2"]
    assert values(plan)[3] == 1


def test_people_whom_no_lead_covers_together_are_parted_and_that_is_proved():
    ann, bea = lead("ann"), lead("bea", region="London", authority="Kent")
    there = someone("m2", region="London", authority="Kent")
    supporters = [ann, bea, someone("m1"), there]
    plan = teams_of(supporters, programme(warn_below=1), together=[("m1", "m2")])
    assert (plan.proof[3].value, plan.proof[3].bound) == (1, 1)
    assert all(proof.proved for proof in plan.proof)


def test_somebody_without_a_lead_shares_none():
    supporters = [lead("ann"), someone("m1"), someone("m2"), someone("m3")]
    plan = teams_of(
        supporters,
        programme(warn_below=0, target=2, most=2),
        together=[("m1", "m2"), ("m2", "m3")],
    )
    assert len(plan.unled) == 1
    assert values(plan)[3] == 1


@pytest.mark.parametrize(
    ("members", "most", "parted"),
    [
        ([(0, 1), (1, 2), (2, 3)], 2, 1),  # four people, two teams, one cut
        ([(0, 1), (1, 2), (2, 3)], 4, 0),
        ([(0, 1), (1, 2), (2, 3)], 1, 3),  # no team takes two
        ([(0, 1), (2, 3)], 2, 0),  # nobody ties the two couples
        ([(0, 1, 2), (2, 3, 4)], 3, 1),
        ([(0, 1, 2, 3)], 4, 0),
        ([(0, 1, 2), (0, 1, 3)], 2, 2),  # neither fits a team, whatever is cut
        ([(0, 4)], 4, 1),  # no lead covers both
    ],
)
def test_what_is_parted_at_least(members, most, parted):
    covers = np.array([[True, True]] * 4 + [[False, True]])
    covers[0] = covers[4] if members != [(0, 4)] else [True, False]
    bonds = Bonds(tuple(members), np.ones(len(members), np.int64))
    assert bonds.parted_at_least(covers, most) == parted


def test_blocks_share_no_bond():
    bonds = Bonds(((0, 3), (0, 4), (1, 4), (3, 5)), np.ones(4, np.int64))
    blocks = [set(block.tolist()) for block in bonds.blocks()]
    assert len(blocks) == 2
    for people in bonds.members:
        assert all(len(block.intersection(people)) <= 1 for block in blocks)


def tied_round(seed, people=6):
    """A round with three leads, and settings served by two or three of its people."""
    matching_round = random_round(seed, people=people)
    dice = Random(seed)
    matched = mentors(matching_round)
    together = [dice.sample(matched, dice.choice((2, 2, 3))) for _ in range(5)]
    return matching_round, together


@pytest.mark.parametrize("seed", range(24))
def test_no_arrangement_with_bonds_is_better(seed):
    matching_round, together = tied_round(seed)
    before = plan_before(matching_round, seed) if seed % 3 else {}
    best = best_by_brute_force(matching_round, before, together)
    for engine in ENGINES:
        plan = assign_teams(
            matching_round,
            mentors(matching_round),
            together=together,
            before=before,
            engine=engine,
        )
        assert values(plan) == best
        led = lead_of_everybody(plan)
        assert value_of(matching_round, led, before, together) == best
        assert all(proof.proved for proof in plan.proof)


@pytest.mark.parametrize("seed", range(6))
def test_without_the_last_search_bounds_hold_and_nothing_before_gets_worse(
    seed, monkeypatch
):
    matching_round, together = tied_round(seed, people=20)
    matched = mentors(matching_round)
    best = assign_teams(matching_round, matched, together=together)
    apart = assign_teams(matching_round, matched)
    monkeypatch.setattr(settled, "MOST_PAIRS", 0)
    hasty = assign_teams(matching_round, matched, together=together)
    assert values(hasty)[:3] == values(apart)[:3]
    assert values(hasty) >= values(best)
    assert hasty.proof[3].bound <= best.proof[3].value


# Against every arrangement there is


REGIONS = ("North West", "London", None)
AUTHORITIES = ("Bury", "Oldham", "Kent", None)


def random_round(seed, people=6, leads=3):
    """A few people and leads anywhere; some leads are matched mentors too."""
    dice = Random(seed)

    def place():
        return {
            "region": dice.choice(REGIONS),
            "authority": dice.choice(AUTHORITIES),
            "easting": dice.choice((None, *range(400_000, 460_000, 3_000))),
        }

    def patch():
        return {
            "regions": tuple(dice.sample(REGIONS[:2], dice.randrange(2))),
            "authorities": tuple(dice.sample(AUTHORITIES[:3], dice.randrange(3))),
        }

    supporters = [someone(f"m{i}", **place()) for i in range(people - 1)]
    supporters += [lead(f"l{i}", **place(), **patch()) for i in range(leads)]
    both = ("area_lead", "mentor")
    supporters[-1] = supporters[-1].model_copy(update={"roles": both})
    warn_below = dice.choice((0, 2, 3, 4))
    most = dice.choice((2, 3, 4, 5))
    spans = {
        "warn_below": warn_below,
        "most": most,
        "target": dice.choice((1, 2, 3, 4)),
    }
    return round_of(supporters, programme(60, **spans))


def plan_before(matching_round, seed):
    """Most people had a lead; some of these are gone."""
    dice = Random(seed)
    leads = [s.id for s in matching_round.supporters if "area_lead" in s.roles]
    people = [person for person in mentors(matching_round) if dice.random() < 0.8]
    return {person: dice.choice([*leads, "gone"]) for person in people}


def value_of(matching_round, lead_of, before=None, together=None):
    """Every part from raw records; `None` if somebody may not lead."""
    before = before or {}
    spans, outside, region_only, moved, travel = {}, 0, 0, 0, 0
    for person_id, lead_id in lead_of.items():
        if lead_id is None:
            continue
        person, leader = map(matching_round.supporter, (person_id, lead_id))
        own, named, region = covers(person, leader)
        if not (own or named or region):
            return None
        had = before.get(person_id)
        leads = [s.id for s in matching_round.supporters if "area_lead" in s.roles]
        if had in leads and any(covers(person, matching_round.supporter(had))):
            moved += had != lead_id
        spans[lead_id] = spans.get(lead_id, 0) + 1
        outside += not own
        region_only += not (own or named)
        travel += minutes_between(person, leader)
    teams = matching_round.programme.teams
    if any(span > teams.most for span in spans.values()):
        return None
    small = sum(span < teams.warn_below for span in spans.values())
    spread = sum(max(0, span - teams.target) ** 2 for span in spans.values())
    unled = list(lead_of.values()).count(None)
    parted = () if together is None else (parted_settings(lead_of, together),)
    return unled, small, spread, *parted, outside, region_only, moved, travel


def parted_settings(lead_of, together):
    leads = [{lead_of[person] for person in people} for people in together]
    return sum(len(found) > 1 or None in found for found in leads)


def covers(person, leader):
    """Whether a lead covers somebody as of their authority, by name, by region."""
    if person.id == leader.id:
        return False, False, False
    return (
        person.authority is not None and person.authority == leader.authority,
        person.authority in leader.authorities,
        person.region is not None
        and (person.region == leader.region or person.region in leader.regions),
    )


def minutes_between(a, b):
    if a.easting is None or b.easting is None:
        return 60
    metres = distance_metres(a.easting, a.northing, b.easting, b.northing)
    return int(travel_minutes(metres))


def best_by_brute_force(matching_round, before=None, together=None):
    people = mentors(matching_round)
    leads = [s.id for s in matching_round.supporters if "area_lead" in s.roles]
    arrangements = product((None, *leads), repeat=len(people))
    found = (
        value_of(
            matching_round, dict(zip(people, choice, strict=True)), before, together
        )
        for choice in arrangements
    )
    return min(value for value in found if value is not None)


def lead_of_everybody(plan):
    led = {member: team.lead for team in plan.teams for member in team.members}
    return led | dict.fromkeys(plan.unled)


@pytest.mark.parametrize("seed", range(24))
def test_no_arrangement_is_better(seed):
    matching_round = random_round(seed)
    before = plan_before(matching_round, seed) if seed % 3 else {}
    best = best_by_brute_force(matching_round, before)
    for engine in ENGINES:
        plan = assign_teams(
            matching_round, mentors(matching_round), before=before, engine=engine
        )
        assert value_of(matching_round, lead_of_everybody(plan), before) == best
        assert values(plan) == best
        assert all(proof.proved for proof in plan.proof)


def test_no_arrangement_of_seven_people_is_better():
    matching_round = random_round(99, people=7)
    plan = assign_teams(matching_round, mentors(matching_round))
    assert values(plan) == best_by_brute_force(matching_round)


# The engines, and the search


@pytest.mark.parametrize("seed", range(6))
def test_both_engines_reach_the_same_values(seed):
    matching_round = random_round(seed, people=40, leads=9)
    before = plan_before(matching_round, seed)
    plans = [
        assign_teams(
            matching_round, mentors(matching_round), before=before, engine=engine
        )
        for engine in ENGINES
    ]
    assert plans[0].proof == plans[1].proof
    assert all(proof.proved for proof in plans[0].proof)
    for plan in plans:
        recount = value_of(matching_round, lead_of_everybody(plan), before)
        assert recount == values(plan)


@pytest.mark.parametrize(
    ("leads", "engine"),
    [(NETWORKX_PAIRS // 10, by_networkx), (NETWORKX_PAIRS // 10 + 1, by_ortools)],
)
def test_larger_areas_go_to_the_quicker_engine(leads, engine):
    supporters = [*several(10), *several(leads, "l", role="area_lead")]
    matching_round = round_of(supporters)
    reach = find_reach(matching_round, mentors(matching_round), "area_lead")
    (area,) = split_areas(reach, matching_round.programme.teams, np.full(10, UNLED))
    assert flow_for(area, "auto") is engine


def test_a_search_cut_short_says_what_it_has_not_shown():
    people = [*several(3, "h"), *several(3, "n", easting=NEAR)]
    supporters = [lead("ann"), lead("bea", easting=NEAR), *people]
    plan = teams_of(supporters, effort=0)
    # The one look leaves everybody where they live: two teams of three.
    assert values(plan) == (0, 2, 0, 0, 0, 0, 6 * AT_HERE)
    assert [proof.shown_by for proof in plan.proof] == ["solver", *["not shown"] * 6]
    assert [proof.bound for proof in plan.proof] == [0, 0, *[None] * 5]


def test_small_teams_are_filled_even_where_the_search_is_cut_short():
    # In each of three authorities one of thirteen is left to a second lead far off:
    # the first look finds three teams of one, the next fills them all.
    supporters = []
    for place in ("Bury", "Oldham", "Bolton"):
        supporters += [lead(f"{place} near", authority=place)]
        supporters += [lead(f"{place} far", authority=place, easting=FAR)]
        supporters += several(13, place, authority=place)
    plan = teams_of(supporters, effort=2 * 39 * 6)
    assert values(plan) == (0, 0, 0, 0, 0, 0, 3 * (7 * AT_HERE + 6 * AT_FAR))


@pytest.mark.parametrize("effort", [0, 300, 600, 1_200, 2_400])
def test_bounds_hold_however_short_the_search(effort):
    matching_round = random_round(3, people=30, leads=9)
    matched = mentors(matching_round)
    best = assign_teams(matching_round, matched)
    plan = assign_teams(matching_round, matched, effort=effort)
    assert all(proof.proved for proof in best.proof)
    assert values(plan) >= values(best)
    known = [proof.bound for proof in plan.proof if proof.bound is not None]
    assert tuple(known) <= values(best)
    assert value_of(matching_round, lead_of_everybody(plan)) == values(plan)
