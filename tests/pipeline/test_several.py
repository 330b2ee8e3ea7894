"""Rounds with people in common: hours, refusals and roles go across."""

from __future__ import annotations

from datetime import date, timedelta
from random import Random

import pytest

from matchmaker.domain.decisions import Conflict, Forbid
from matchmaker.domain.programme import Programme
from matchmaker.domain.request import Request
from matchmaker.domain.round import Round
from matchmaker.domain.setting import Setting
from matchmaker.domain.supporter import Supporter
from matchmaker.errors import InputError
from matchmaker.pipeline import match, match_several
from matchmaker.verify.shared import check_shared

MONDAY = date(2026, 9, 7)


def programme(name, per="a week", **more):
    return Programme.model_validate(
        {
            "name": name,
            "title": name,
            "per": per,
            "roles": {"mentor": {"title": "Mentor"}},
            "rule": [{"name": "conflict", "employment_years": 0}],
            "criterion": [{"name": "same_authority", "weight": 1}],
            "objective": [{"name": "coverage"}, {"name": "points"}],
            **more,
        }
    )


def whole(rules, loads, people, **fields):
    """One request for each load, at the school `oak`."""
    requests = tuple(
        Request(id=f"{rules.name}-{i}", setting="oak", role="mentor", load=load)
        for i, load in enumerate(loads)
    )
    return Round(
        name=rules.name,
        programme=rules,
        today=MONDAY,
        settings=(Setting(id="oak", group="Trees"),),
        supporters=people,
        requests=requests,
        **fields,
    )


def person(name, minutes):
    return Supporter(id=name, roles=("mentor",), capacity=minutes)


def met(solved):
    return [len(one.plan.pairings) for one in solved]


def test_the_first_programme_takes_its_hours_and_the_next_has_the_rest():
    teachers = whole(programme("ecf"), [60, 60], (person("ada", 150),))
    trainees = whole(programme("itt"), [90, 30], (person("ada", 150),))
    assert met([match(teachers), match(trainees)]) == [2, 2]
    assert met(match_several([teachers, trainees])) == [2, 1]
    assert met(match_several([trainees, teachers])) == [2, 0]


@pytest.mark.parametrize(("minutes", "both"), [(119, 1), (120, 2)])
def test_hours_are_enough_to_the_minute(minutes, both):
    teachers = whole(programme("ecf"), [60], (person("ada", minutes),))
    trainees = whole(programme("itt"), [60], (person("ada", minutes),))
    assert sum(met(match_several([teachers, trainees]))) == both


def test_hours_of_a_whole_round_are_spread_over_its_weeks():
    # Ten weeks of 60 minutes are 600: what is left of 100 a week is 400.
    term = {"start": MONDAY, "end": MONDAY + timedelta(days=69)}
    teachers = whole(programme("ecf"), [60], (person("ada", 100),))
    for load, served in ((400, 1), (401, 0)):
        visits = whole(
            programme("visits", "this round"), [load], (person("ada", 900),), **term
        )
        assert met(match_several([teachers, visits])) == [1, served]


def test_hours_that_cannot_be_compared_are_refused():
    teachers = whole(programme("ecf"), [60], (person("ada", 100),))
    visits = whole(programme("visits", "this round"), [60], (person("ada", 100),))
    with pytest.raises(InputError, match="Give the round a start and an end"):
        match_several([teachers, visits])


def test_other_people_keep_all_their_hours():
    teachers = whole(programme("ecf"), [60], (person("ada", 60),))
    trainees = whole(programme("itt"), [60], (person("bea", 60),))
    assert met(match_several([teachers, trainees])) == [1, 1]


def test_a_pair_ruled_out_in_one_programme_is_ruled_out_in_all():
    # The two people of the school are one person each in both programmes.
    forbid = Forbid(request="tom-1", supporter="ada", reason="They do not get on")
    people = {"asks": "people"}
    tom = (Setting(id="tom"), Setting(id="tim"))
    teachers = whole(programme("ecf", **people), [60], (person("ada", 600),)).replace(
        settings=tom,
        requests=tuple(
            Request(id=f"{one}-9", setting=one, role="mentor", load=60)
            for one in ("tom", "tim")
        ),
    )
    trainees = whole(programme("itt", **people), [60], (person("ada", 600),)).replace(
        settings=tom,
        requests=(Request(id="tom-1", setting="tom", role="mentor", load=60),),
        forbids=(forbid,),
    )
    solved = match_several([teachers, trainees])
    assert [[p.request for p in one.plan.pairings] for one in solved] == [
        ["tim-9"],
        [],
    ]
    (passed_on,) = solved[0].round.forbids
    assert passed_on.reason == "Ruled out in itt: They do not get on"


def test_one_placement_of_two_may_be_ruled_out_by_itself():
    """Ada is not to have Tom in autumn; spring is as it was."""
    trainees = whole(
        programme("itt", asks="people"), [60], (person("ada", 600),)
    ).replace(
        settings=(Setting(id="tom"),),
        requests=tuple(
            Request(id=term, setting="tom", role="mentor", load=60)
            for term in ("autumn", "spring")
        ),
        forbids=(Forbid(request="autumn", supporter="ada"),),
    )
    teachers = whole(programme("ecf"), [60], (person("ada", 600),))
    _, solved = match_several([teachers, trainees])
    assert [pairing.request for pairing in solved.plan.pairings] == ["spring"]


def test_it_is_ruled_out_whichever_of_the_two_asks():
    """Tom asks Ada for help here, and Ada asks Tom there."""
    people = {"asks": "people"}
    two = (Setting(id="tom"), Setting(id="ada"))
    here, there = (
        whole(programme(name, **people), [60], (person(offers, 600),)).replace(
            settings=two,
            requests=(Request(id=f"{asks}-1", setting=asks, role="mentor", load=60),),
        )
        for name, asks, offers in (("itt", "tom", "ada"), ("buddies", "ada", "tom"))
    )
    assert met(match_several([there, here])) == [1, 1]
    forbid = Forbid(request="tom-1", supporter="ada")
    apart = here.replace(forbids=(forbid,))
    assert met(match_several([there, apart])) == [0, 0]
    plans = [match(there).plan, match(apart).plan]
    assert [str(fault) for fault in check_shared([there, apart], plans)] == [
        "forbidden (ada-1): tom was ruled out for ada"
    ]


@pytest.mark.parametrize("party", ["oak", "Trees"])
def test_so_is_a_declared_conflict(party):
    conflict = Conflict(supporter="ada", party=party, kind="relationship")
    teachers = whole(programme("ecf"), [60], (person("ada", 600),))
    trainees = whole(
        programme("itt"), [60], (person("ada", 600),), conflicts=(conflict,)
    )
    assert met(match_several([teachers, trainees])) == [0, 0]


def test_who_asks_in_one_programme_may_be_no_mentor_in_another():
    rules = programme("itt", role_conflicts={"mentor": ["ecf.asks"]})
    people = (person("ecf-0", 600), person("ada", 600))
    teachers = whole(programme("ecf"), [60], people)
    trainees = whole(rules, [60, 60], people)
    solved = match_several([teachers, trainees])
    assert {p.supporter for p in solved[1].plan.pairings} == {"ada"}
    assert met([match(trainees)]) == [2]


def test_the_checker_sees_what_each_plan_alone_does_not_show():
    teachers = whole(programme("ecf"), [60], (person("ada", 60),))
    rules = programme("itt", role_conflicts={"mentor": ["ecf.mentor"]})
    forbid = Forbid(request="ecf-0", supporter="ada")
    trainees = whole(rules, [60], (person("ada", 60),))
    plans = [match(teachers).plan, match(trainees).plan]
    both = [teachers.replace(forbids=(forbid,)), trainees]
    alone = [plans[0], plans[1].model_copy(update={"pairings": ()})]
    assert sorted(str(fault) for fault in check_shared(both, plans)) == [
        "capacity (ada): gives 120 minutes a week in all, has 60",
        "forbidden (ecf-0): ada was ruled out for ecf-0",
        "role (ada): is ecf.mentor, and so not mentor",
    ]
    assert not check_shared([teachers, trainees], alone)


@pytest.mark.parametrize("seed", range(20))
def test_nobody_ever_gives_more_than_they_have(seed):
    random = Random(seed)
    names = ("ada", "bea", "cyd")
    rounds = []
    for name in ("ecf", "itt", "visits"):
        per = "this round" if name == "visits" else "a week"
        weeks = 6 if name == "visits" else 1
        people = tuple(person(n, weeks * random.randrange(0, 200, 7)) for n in names)
        loads = [weeks * random.randrange(10, 90) for _ in range(4)]
        term = {"start": MONDAY, "end": MONDAY + timedelta(days=41)}
        rounds.append(whole(programme(name, per), loads, people, **term))
    solved = match_several(rounds)
    has = {n: max(w.supporter(n).capacity / weeks_of(w) for w in rounds) for n in names}
    for name in names:
        gives = sum(
            one.round.request(p.request).load / weeks_of(one.round)
            for one in solved
            for p in one.plan.pairings
            if p.supporter == name
        )
        assert gives <= has[name] + 1e-9


def weeks_of(one):
    return 6 if one.name == "visits" else 1
