"""Quotas: kept, broken on either side, and the edge between."""

from __future__ import annotations

import pytest
from pydantic import ValidationError

from matchmaker.domain.plan import Pairing, Plan
from matchmaker.domain.quota import Quota
from matchmaker.domain.request import Request
from matchmaker.domain.rules import Quotas
from matchmaker.domain.setting import Setting
from matchmaker.domain.supporter import Supporter
from matchmaker.verify import check

PLACES = (
    Setting(
        id="acorn",
        region="London",
        authority="Camden",
        group="Oaks",
        setting_type="preschool",
    ),
    Setting(id="beech", region="London", authority="Camden"),
    Setting(id="cedar", region="South East"),
    Setting(id="where"),
)
PEOPLE = (
    Supporter(
        id="ada",
        roles=("expert", "mentor"),
        capacity=100,
        region="London",
        authority="Leeds",
        employer="acorn",
    ),
    Supporter(
        id="bob", roles=("expert",), capacity=100, employer_group="Elms", region=None
    ),
)
ALL = [("acorn", "ada"), ("beech", "bob"), ("cedar", "ada"), ("where", "bob")]


def broken(small, *quotas, rule=None, pairs=ALL):
    """What a plan breaks in which Ada and Bob share out four settings."""
    roles = {"acorn": "mentor"}
    made = small.round(
        *([Quotas()] if rule is None else rule),
        settings=PLACES,
        requests=tuple(
            Request(
                id=place.id,
                setting=place.id,
                role=roles.get(place.id, "expert"),
                phase="early years" if place.id == "cedar" else None,
            )
            for place in PLACES
        ),
        supporters=PEOPLE,
        quotas=quotas,
    )
    pairings = tuple(
        Pairing(request=r, supporter=s, role="expert", points=0, criteria={})
        for r, s in pairs
    )
    found = check(made, Plan(pairings=pairings))
    return [str(violation) for violation in found if violation.rule == "quota"]


@pytest.mark.parametrize(
    ("by", "name", "count"),
    [
        ("region", "London", 2),
        ("authority", "Camden", 2),
        ("group", "Oaks", 1),
        ("setting_type", "preschool", 1),
        ("phase", "early years", 1),
        ("supporter region", "London", 2),
        ("supporter authority", "Leeds", 2),
        ("employer", "acorn", 2),
        ("employer group", "Oaks", 2),
        ("employer group", "Elms", 2),
        ("region", "Leeds", 0),
    ],
)
def test_a_quota_counts_the_pairings_that_fall_under_it(small, by, name, count):
    just = Quota(by=by, name=name, least=count, most=count)
    assert broken(small, just) == []
    under = Quota(by=by, name=name, least=count + 1)
    (message,) = broken(small, under)
    assert message == f"quota ({name}): has {count}, the quota is {under}"
    if count:
        over = Quota(by=by, name=name, most=count - 1)
        assert broken(small, over) == [
            f"quota ({name}): has {count}, the quota is {over}"
        ]


def test_a_quota_says_what_it_wants(small):
    assert broken(small, Quota(by="region", name="London", role="expert", least=2)) == [
        "quota (London): has 1, the quota is at least 2 pairings in London as expert"
    ]
    assert broken(small, Quota(by="employer", name="acorn", least=0, most=1)) == [
        "quota (acorn): has 2, the quota is at most 1 pairing by supporters who work "
        "at acorn"
    ]


def test_a_quota_of_a_role_counts_that_role(small):
    one = Quota(by="region", name="London", role="mentor", most=1)
    assert broken(small, one) == []
    none = Quota(by="region", name="London", role="mentor", most=0)
    assert broken(small, none) == [
        "quota (London): has 1, the quota is no pairings in London as mentor"
    ]


def test_quotas_count_the_roles_that_the_rule_speaks_of(small):
    experts = [Quotas(roles=("expert",))]
    one = Quota(by="region", name="London", most=1)
    assert broken(small, one, rule=experts) == []
    assert len(broken(small, one)) == 1


def test_quotas_are_kept_only_where_the_programme_lists_the_rule(small):
    assert broken(small, Quota(by="region", name="London", least=9), rule=[]) == []


def test_an_empty_plan_misses_every_least(small):
    least = Quota(by="phase", name="early years", least=1)
    assert broken(small, least, pairs=[]) == [
        "quota (early years): has 0, the quota is at least 1 pairing in the phase "
        "early years"
    ]


def test_a_quota_must_be_possible_in_itself():
    assert Quota(by="region", name="London", least=2, most=2).most == 2
    with pytest.raises(ValidationError, match="in London asks for at least 2"):
        Quota(by="region", name="London", least=2, most=1)


def test_a_round_has_one_quota_about_one_thing(small):
    first = Quota(by="region", name="London", most=2)
    other = Quota(by="region", name="London", role="mentor", most=2)
    assert len(small.round(quotas=(first, other)).quotas) == 2
    with pytest.raises(ValidationError, match="2 quotas speak of region 'London'"):
        small.round(quotas=(first, Quota(by="region", name="London", least=1)))
    with pytest.raises(ValidationError, match="'area_lead', a role that nobody"):
        small.round(quotas=(other.model_copy(update={"role": "area_lead"}),))
