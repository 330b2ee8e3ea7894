"""Capacity that is there anew when the time of an earlier request is over."""

from __future__ import annotations

from datetime import date
from itertools import product
from random import Random

import pytest

from matchmaker import verify
from matchmaker.domain.plan import Plan
from matchmaker.domain.programme import Programme
from matchmaker.domain.request import Request
from matchmaker.domain.round import Round
from matchmaker.domain.setting import Setting
from matchmaker.domain.supporter import Supporter
from matchmaker.optimise.outcome import SolveParams
from matchmaker.pipeline import match


def may(day):
    return date(2022, 5, day)


def weekly(requests, supporters, **fields):
    """Hours a week: pairs from the setting's authority are worth ten points."""
    programme = Programme.model_validate(
        {
            "name": "weekly",
            "title": "Weekly",
            "unit": "units",
            "per": "a week",
            "capacity_holds": "at once",
            "roles": {"mentor": {"title": "Mentor"}},
            "rule": [],
            "criterion": [{"name": "same_authority", "weight": 1}],
            "objective": [{"name": "coverage"}, {"name": "points"}],
        }
    )
    return Round(
        name="May",
        programme=programme,
        today=may(1),
        settings=(Setting(id="bury", authority="Bury"),),
        requests=requests,
        supporters=supporters,
        **fields,
    )


def ask(name, first, last, load=1):
    return Request(
        id=name, setting="bury", role="mentor", load=load, start=first, end=last
    )


def offer(name, room, authority="Bury"):
    return Supporter(id=name, roles=("mentor",), capacity=room, authority=authority)


@pytest.mark.parametrize(("day", "met"), [(5, 1), (6, 1), (7, 2)])
def test_what_does_not_overlap_takes_the_same_hours(day, met):
    requests = (ask("x", may(2), may(6)), ask("y", may(day), may(20)))
    solved = match(weekly(requests, (offer("ada", 1),)))
    assert len(solved.plan.pairings) == met
    assert solved.proved


def test_loads_that_overlap_add_up():
    # x and y meet z but not each other: 2 + 1 fit into 3, and 1 + 2 do.
    requests = (
        ask("x", may(2), may(6), 2),
        ask("y", may(7), may(13), 2),
        ask("z", may(6), may(7), 1),
    )
    assert len(match(weekly(requests, (offer("ada", 3),))).plan.pairings) == 3
    assert len(match(weekly(requests, (offer("ada", 2),))).plan.pairings) == 2


def test_the_checker_counts_each_day_by_itself():
    requests = (ask("x", may(2), may(6)), ask("y", may(6), may(9)))
    whole = weekly(requests, (offer("ada", 2),))
    plan = match(whole).plan
    short = whole.replace(supporters=(offer("ada", 1),))
    faults = [f for f in verify.check(short, plan) if f.rule == "capacity"]
    assert [(f.party, f.message) for f in faults] == [
        ("ada", "gives 2 units at once on 2022-05-06, has 1")
    ]


@pytest.mark.parametrize("engine", ["auto", "cp-sat"])
@pytest.mark.parametrize("seed", range(25))
def test_no_plan_is_better(seed, engine):
    random = Random(seed)
    requests = []
    for number in range(5):
        first = random.choice((2, 4, 7, 9))
        last = first + random.choice((0, 2, 3, 5))
        requests.append(ask(f"r{number}", may(first), may(last), random.choice((1, 2))))
    people = tuple(
        offer(f"s{i}", random.choice((1, 2, 3)), random.choice(("Bury", "Leeds")))
        for i in range(2)
    )
    whole = weekly(tuple(requests), people)
    solved = match(whole, SolveParams(engine=engine))
    assert solved.proved
    assert tuple(p.value for p in solved.proof) == best(whole)
    assert isinstance(solved.plan, Plan)


def best(whole):
    """The best coverage and points of all plans, one after the other."""
    reached = []
    for choice in product((None, *whole.supporters), repeat=len(whole.requests)):
        plan = [
            (q, s) for q, s in zip(whole.requests, choice, strict=True) if s is not None
        ]
        if fits(plan):
            priority = sum(whole.priority_of(q) for q, _ in plan)
            points = sum(10 for _, s in plan if s.authority == "Bury")
            reached.append((priority, points))
    return max(reached)


def fits(plan):
    """Whether nobody has more under way on any day than they have room for."""
    return all(
        sum(q.load for q, s in plan if s is one and q.start <= may(day) <= q.end)
        <= one.capacity
        for _, one in plan
        for day in range(1, 20)
    )
