"""Quotas, contrast and pairings at once: what they change, and what they forbid."""

from __future__ import annotations

from datetime import date

import pytest

from matchmaker import verify
from matchmaker.domain.programme import Programme
from matchmaker.domain.quota import Quota
from matchmaker.domain.request import Request
from matchmaker.domain.round import Round
from matchmaker.domain.rules import AtOnce, Contrast, Quotas
from matchmaker.domain.setting import Setting
from matchmaker.domain.supporter import Supporter
from matchmaker.errors import InfeasibleError
from matchmaker.pipeline import match

SETTINGS = (
    Setting(id="bury", region="North West", authority="Bury", group="Oaks"),
    Setting(id="bolton", region="North West", authority="Bolton"),
    Setting(id="camden", region="London", authority="Camden"),
)


def may(day):
    return date(2022, 5, day)


def ask(name, setting, role="mentor", **fields):
    return Request(id=name, setting=setting, role=role, **fields)


def offer(name, room=9, roles=("expert", "mentor"), **fields):
    return Supporter(id=name, roles=roles, capacity=room, **fields)


def small_round(rules, requests, supporters, **fields):
    """Places are counted, and people from the setting's authority are worth more."""
    programme = Programme.model_validate(
        {
            "name": "small",
            "title": "Small",
            "unit": "units",
            "roles": {"expert": {"title": "Expert"}, "mentor": {"title": "Mentor"}},
            "rule": rules,
            "criterion": [{"name": "same_authority", "weight": 1}],
            "objective": [{"name": "coverage"}, {"name": "points"}],
        }
    )
    return Round(
        name="May",
        programme=programme,
        today=may(1),
        settings=SETTINGS,
        requests=requests,
        supporters=supporters,
        **fields,
    )


def served(whole):
    return {(p.request, p.supporter) for p in match(whole).plan.pairings}


def faults_without_the_rule(whole, name):
    """What the best plan of the round without a rule breaks of that rule."""
    rules = tuple(rule for rule in whole.programme.rules if rule.name != name)
    loose = whole.programme.model_copy(update={"rules": rules})
    plan = match(whole.replace(programme=loose)).plan
    return [str(found) for found in verify.check(whole, plan) if found.rule == name]


THREE = (ask("b", "bury", priority=5), ask("o", "bolton", priority=5),
         ask("c", "camden", priority=1))  # fmt: skip


def quota_round(*quotas, room=9):
    return small_round([Quotas()], THREE, (offer("ada", room),), quotas=quotas)


@pytest.mark.parametrize(("most", "units"), [(0, 1), (1, 2), (2, 3), (3, 3)])
def test_no_more_than_a_quota_allows(most, units):
    whole = quota_round(Quota(by="region", name="North West", most=most))
    assert len(served(whole)) == units
    assert bool(faults_without_the_rule(whole, "quota")) == (most < 2)


@pytest.mark.parametrize(("least", "asked"), [(0, {"b", "o"}), (1, {"b", "c"})])
def test_as_many_as_a_quota_asks_though_others_are_more_urgent(least, asked):
    whole = quota_round(Quota(by="region", name="London", least=least), room=2)
    got = {request for request, _ in served(whole)}
    assert "c" in got if least else got == asked
    assert len(got) == 2
    assert bool(faults_without_the_rule(whole, "quota")) == bool(least)


def test_quotas_of_supporters_count_their_pairings():
    people = (offer("ada", authority="Leeds"), offer("bob", authority="Kent"))
    leeds = Quota(by="supporter authority", name="Leeds", least=1, most=1)
    kent = Quota(by="supporter authority", name="Kent", least=0, most=1)
    whole = small_round([Quotas()], THREE, people, quotas=(leeds, kent))
    assert sorted(person for _, person in served(whole)) == ["ada", "bob"]


def test_a_quota_beyond_reach_is_named():
    at_reach = quota_round(Quota(by="authority", name="Bury", least=1))
    assert ("b", "ada") in served(at_reach)
    # Two people could come, and only one of them is asked for.
    beyond = at_reach.replace(
        supporters=(offer("ada"), offer("bob")),
        quotas=(Quota(by="authority", name="Bury", least=2),),
    )
    with pytest.raises(InfeasibleError) as caught:
        match(beyond)
    assert caught.value.conflict == (
        "at least 2 pairings in Bury, but only 1 could be",
        "b wants at most 1",
    )
    nowhere = quota_round(Quota(by="group", name="Elms", least=1))
    with pytest.raises(InfeasibleError, match="of Elms, but only 0 could be"):
        match(nowhere)


def test_two_quotas_that_contradict_each_other_are_both_named():
    region = Quota(by="region", name="North West", least=2)
    trust = Quota(by="authority", name="Bury", most=0)
    with pytest.raises(InfeasibleError) as caught:
        match(quota_round(region, trust))
    assert {"at least 2 pairings in North West", "no pairings in Bury"} <= set(
        caught.value.conflict
    )


def test_a_quota_and_room_that_contradict_each_other_are_both_named():
    with pytest.raises(InfeasibleError) as caught:
        match(quota_round(Quota(by="region", name="North West", least=2), room=1))
    assert set(caught.value.conflict) == {
        "at least 2 pairings in North West",
        "ada has room for 1",
    }


PEOPLE = (
    offer("ada", employer="bolton", authority="Bury"),
    offer("bob", employer="bolton", authority="Bury"),
    offer("cat", employer="camden", authority="Leeds"),
)
COUPLE = (ask("e", "bury", "expert"), ask("m", "bury"))


def test_the_best_two_are_too_alike_and_one_gives_way():
    whole = small_round([Contrast(by="employer")], COUPLE, PEOPLE)
    people = {person for _, person in served(whole)}
    assert len(people) == 2
    assert "cat" in people
    (fault,) = faults_without_the_rule(whole, "contrast")
    assert fault.startswith("contrast (bury): gets ")


@pytest.mark.parametrize(("others", "units"), [(PEOPLE[:2], 1), (PEOPLE[1:], 2)])
def test_who_is_alike_cannot_both_come(others, units):
    whole = small_round([Contrast(by="employer")], COUPLE, others)
    assert len(served(whole)) == units


def test_one_request_for_two_gets_two_who_differ():
    whole = small_round(
        [Contrast(by="employer")], (ask("m", "bury", demand=2),), PEOPLE
    )
    people = {person for _, person in served(whole)}
    assert len(people) == 2
    assert "cat" in people
    assert faults_without_the_rule(whole, "contrast")
    alike = whole.replace(supporters=PEOPLE[:2])
    assert len(served(alike)) == 1


def test_one_request_for_one_may_come_from_anywhere():
    requests = (ask("m", "bury"), ask("n", "bolton"))
    whole = small_round([Contrast(by="employer")], requests, PEOPLE[:2])
    assert len(served(whole)) == 2


@pytest.mark.parametrize(("most", "got"), [(1, {"x", "y"}), (2, {"x", "y", "z"})])
def test_what_meets_on_one_day_is_limited(most, got):
    # z meets x on the 6th and y on the 7th; x and y do not meet.
    requests = (
        ask("x", "bury", start=may(2), end=may(6)),
        ask("y", "bolton", start=may(7), end=may(13)),
        ask("z", "camden", start=may(6), end=may(7)),
    )
    whole = small_round([AtOnce(most=most)], requests, (offer("ada"),))
    assert {request for request, _ in served(whole)} == got
    faults = faults_without_the_rule(whole, "at_once")
    expected = ["at_once (ada): has 2 pairings at once on 2022-05-06, limit 1"]
    assert faults == (expected if most == 1 else [])


@pytest.mark.parametrize(("room", "units"), [(1, 1), (2, 2), (3, 2), (9, 2)])
def test_without_dates_everything_meets(room, units):
    whole = small_round([AtOnce(most=2)], THREE, (offer("ada", room),))
    assert len(served(whole)) == units


@pytest.mark.parametrize(("day", "units"), [(5, 1), (6, 1), (7, 2)])
def test_a_single_day_meets_the_last_day_of_another(day, units):
    requests = (
        ask("x", "bury", start=may(2), end=may(6)),
        ask("y", "bolton", start=may(day), end=may(day)),
    )
    whole = small_round([AtOnce(most=1)], requests, (offer("ada"),))
    assert len(served(whole)) == units


@pytest.mark.parametrize(("day", "units"), [(9, 1), (10, 2)])
def test_what_would_end_before_it_begins_lasts_a_day(day, units):
    # x takes its last day from the round, which is over by then.
    requests = (
        ask("x", "bury", start=may(9)),
        ask("y", "bolton", start=may(day), end=may(day)),
    )
    whole = small_round([AtOnce(most=1)], requests, (offer("ada"),), end=may(5))
    assert len(served(whole)) == units


def test_promises_that_meet_on_one_day_are_named():
    requests = (
        ask("x", "bury", minimum=1, start=may(2), end=may(6)),
        ask("y", "bolton", minimum=1, start=may(6), end=may(9)),
    )
    whole = small_round([AtOnce(most=1)], requests, (offer("ada"),))
    with pytest.raises(InfeasibleError) as caught:
        match(whole)
    assert caught.value.conflict == (
        "ada has at most 1 pairing at once on 2022-05-06",
        "x must get at least 1",
        "y must get at least 1",
    )


@pytest.mark.parametrize("rule", [Quotas(), Contrast(by="employer"), AtOnce(most=1)])
def test_with_nobody_to_offer_nothing_is_limited(rule):
    quotas = (Quota(by="region", name="London", most=1),)
    assert served(small_round([rule], THREE, (), quotas=quotas)) == set()
