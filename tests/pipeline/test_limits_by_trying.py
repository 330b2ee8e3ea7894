"""Quotas, contrast and pairings at once: the best plan, found by trying every plan."""

from __future__ import annotations

from collections import Counter
from datetime import date, timedelta
from random import Random

import pytest

from matchmaker.domain.quota import Quota
from matchmaker.domain.rules import AtOnce, Contrast, Quotas
from matchmaker.errors import InfeasibleError
from matchmaker.optimise.outcome import SolveParams
from matchmaker.pipeline import match

SEEDS = range(60)
LEFT_OUT = ("own_setting", "own_group")
SILENT = ("different_people", "group_limit")
ABLE = {
    "roles": ("expert", "mentor"),
    "capacity": 2500,
    "role_capacity": {},
    "employer_kind": "university",
    "experience_years": 3,
    "qualification_level": 6,
    "leadership": "leading",
    "trained_on": date(2022, 4, 1),
    "suitability": "clear",
    "phases": (),
    "mode": None,
    "regions": ("North West", "North East"),
    "available_from": None,
    "available_to": None,
}
"""Nearly every pair is possible, so that it is the three rules that decide."""


def limited(whole, seed):
    """A drawn round with one of the three rules, or all of them."""
    random = Random(seed)
    roles = random.choice(((), (), ("expert",)))
    rules = [
        Quotas(roles=roles),
        Contrast(
            by=random.choice(("employer", "employer_group", "authority", "supporter")),
            roles=roles,
        ),
        AtOnce(most=random.choice((1, 2)), roles=roles),
    ]
    chosen = rules if seed % 4 == 3 else [rules[seed % 4]]
    people = [
        person.model_copy(
            update=ABLE | {"employer": random.choice((None, "S0", "S1", "S1"))}
        )
        for person in whole.supporters
    ]
    settings = [
        setting.model_copy(
            update={"setting_type": "private nursery", "override_reason": "nominated"}
        )
        for setting in whole.settings
    ]
    asked = [
        request.model_copy(update={"demand": random.choice((1, 1, 2)), **dates(random)})
        for request in whole.requests
    ]
    kept = [
        rule.model_copy(update={"roles": ("area_lead",)} if rule.name in SILENT else {})
        for rule in whole.programme.rules
        if rule.name not in LEFT_OUT
    ]
    rules = (*kept, *chosen)
    whole = whole.replace(
        programme=whole.programme.model_copy(update={"rules": rules}),
        settings=settings,
        supporters=people,
        requests=asked,
        start=random.choice((whole.start, None)),
        budgets={},
    )
    return whole.replace(quotas=quotas(whole, random))


def dates(random):
    """Windows that touch, overlap, or are open."""
    start = date(2022, 4, 25) + timedelta(days=random.choice((0, 6, 7, 13)))
    first = random.choice((start, start, None))
    return {"start": first, "end": start + timedelta(days=random.choice((0, 6, 7)))}


def quotas(whole, random):
    """Quotas of values that some pair has."""
    drawn = {}
    for _ in range(random.choice((1, 2, 3))):
        request, person = random.choice(whole.requests), random.choice(whole.supporters)
        by, name = random.choice(list(values_of(whole, request, person).items()))
        least = random.choice((0, 0, 0, 1, 2))
        if name is not None:
            quota = Quota(
                by=by,
                name=name,
                role=random.choice((None, None, request.role)),
                least=least,
                most=random.choice((1, least, 2, None)) if least < 2 else None,
            )
            drawn[quota.key] = quota
    return tuple(drawn.values())


def values_of(whole, request, person):
    """What quotas may speak of, from the raw records."""
    setting = whole.setting_by_id[request.setting]
    employer = whole.setting_by_id.get(person.employer)
    return {
        "region": setting.region,
        "authority": setting.authority,
        "group": setting.group,
        "setting_type": setting.setting_type,
        "phase": request.phase,
        "supporter region": person.region,
        "supporter authority": person.authority,
        "employer": person.employer,
        "employer group": person.employer_group or (employer and employer.group),
    }


def keeps_quotas(rule, whole, plan):
    for quota in whole.quotas:
        count = sum(
            values_of(whole, request, person)[quota.by] == quota.name
            and quota.role in (None, request.role)
            and rule.speaks_of(request.role)
            for request, person, _ in plan
        )
        if count < quota.least or count > (99 if quota.most is None else quota.most):
            return False
    return True


def keeps_contrast(rule, whole, plan):
    """No two pairings of a setting with one person, or with people of one value."""
    by = {"employer_group": "employer group", "authority": "supporter authority"}
    seen = Counter()
    for request, person, _ in plan:
        if not rule.speaks_of(request.role):
            continue
        seen[request.setting, "person", person.id] += 1
        value = values_of(whole, request, person).get(by.get(rule.by, rule.by))
        if value is not None:
            seen[request.setting, "value", value] += 1
    return max(seen.values(), default=0) <= 1


def keeps_at_once(rule, whole, plan):
    """Counted day by day over the whole calendar of the drawn rounds."""
    busy = Counter()
    for request, person, _ in plan:
        if rule.speaks_of(request.role):
            first = request.start or whole.start or date(2022, 1, 1)
            last = max(first, request.end)
            for day in range(first.toordinal(), last.toordinal() + 1):
                busy[person.id, day] += 1
    return max(busy.values(), default=0) <= rule.most


KEEPS = {"quota": keeps_quotas, "contrast": keeps_contrast, "at_once": keeps_at_once}


@pytest.fixture(scope="session")
def trying(oracle):
    class Trying(oracle):
        def holds(self, plan):
            rules = self.round.programme.coupling_rules
            return super().holds(plan) and all(
                KEEPS[rule.name](rule, self.round, plan)
                for rule in rules
                if rule.name in KEEPS
            )

    return Trying


@pytest.mark.parametrize("seed", SEEDS)
def test_no_plan_is_better_than_the_one_found(draw_round, trying, seed):
    whole = limited(draw_round(seed, strict=False, size=(2, 4, 3)), seed)
    tried = trying(whole)
    try:
        best = tried.best()
    except ValueError:
        with pytest.raises(InfeasibleError) as caught:
            match(whole)
        assert any(
            str(quota) in said
            for quota in whole.quotas
            for said in caught.value.conflict
        )
        return
    assert tuple(proof.value for proof in match(whole).proof) == best


@pytest.mark.parametrize("seed", range(100, 130))
def test_both_engines_find_the_same_plan(draw_round, seed):
    whole = limited(draw_round(seed, strict=False, size=(3, 7, 5)), seed)
    try:
        usual = match(whole)
    except InfeasibleError:
        with pytest.raises(InfeasibleError):
            match(whole, SolveParams(engine="cp-sat"))
        return
    other = match(whole, SolveParams(engine="cp-sat"))
    assert [p.value for p in usual.proof] == [p.value for p in other.proof]
    assert usual.plan == other.plan
