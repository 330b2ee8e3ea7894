"""
Company at a place, by two definitions that share nothing, and by trying every plan.

Amir and Bryony are placed in autumn, Callum in spring, Dina all year; Amir asks for
spring too. Whose place it is, is whom the mentor works for.
"""

from __future__ import annotations

from collections import Counter
from datetime import date, timedelta
from itertools import combinations
from random import Random

import numpy as np
import pytest

from matchmaker.candidates import find_candidates
from matchmaker.domain.bonuses import Couple, Peers
from matchmaker.domain.request import Request
from matchmaker.domain.round import Round
from matchmaker.domain.setting import Setting
from matchmaker.domain.supporter import Supporter
from matchmaker.optimise import kernel
from matchmaker.optimise.bonuses import bonus_columns_of
from matchmaker.optimise.build import build_model
from matchmaker.optimise.outcome import SolveParams
from matchmaker.pipeline import match
from matchmaker.scoring import score

BOTH = ("expert", "mentor")
AUTUMN = (date(2022, 9, 5), date(2022, 12, 16))
SPRING = (date(2023, 1, 9), date(2023, 3, 31))
YEAR = (AUTUMN[0], SPRING[1])
ASKED = {
    "A1": ("amir", "mentor", AUTUMN),
    "A2": ("amir", "mentor", SPRING),
    "B1": ("bryony", "mentor", AUTUMN),
    "C1": ("callum", "mentor", SPRING),
    "D1": ("dina", "mentor", YEAR),
    "E1": ("elif", "expert", AUTUMN),
    "F1": ("faye", "mentor", (None, None)),
    "X1": (None, "mentor", AUTUMN),
}
OAK, ELM = {"employer": "oak"}, {"employer": "elm"}


@pytest.fixture
def earn(early_years, earned_by_both):
    """What is earned, as (who, place, points), by two definitions that must agree."""

    def earn(people, came, *, by="employer", roles=("mentor",), days=None, term=YEAR):
        bonus = Peers(roles=roles, by=by, points=30)
        asked = ASKED | {
            name: (*ASKED[name][:2], some) for name, some in (days or {}).items()
        }
        settings = sorted({who for who, _, _ in asked.values() if who})
        this = Round(
            name="Placements",
            programme=early_years.model_copy(update={"bonuses": (bonus,)}),
            today=date(2022, 9, 1),
            start=term[0],
            end=term[1],
            settings=(
                *(Setting(id=name) for name in reversed(settings)),
                Setting(id="oak", group="Tree Trust"),
                Setting(id="elm", group="Tree Trust"),
            ),
            requests=tuple(
                Request(id=name, setting=who, role=role, start=first, end=last)
                for name, (who, role, (first, last)) in asked.items()
            ),
            supporters=tuple(
                Supporter(id=name, roles=BOTH, capacity=9000, **fields)
                for name, fields in people.items()
            ),
        )
        earned = earned_by_both(this, came)
        assert all((e.bonus, e.by, e.roles) == ("peers", by, roles) for e in earned)
        return [(e.setting, e.value, e.points) for e in earned]

    return earn


def test_two_at_one_school_earn_it_once_each_in_the_round_s_order(earn):
    came = [("A1", "may"), ("B1", "mo")]
    assert earn({"may": OAK, "mo": OAK}, came) == [
        ("bryony", "oak", 30),
        ("amir", "oak", 30),
    ]


def test_two_with_one_mentor_are_company_too(earn):
    assert len(earn({"may": OAK}, [("A1", "may"), ("B1", "may")])) == 2


@pytest.mark.parametrize(
    "came",
    [
        [],
        [("A1", "may")],
        [("A1", "may"), ("B1", "ned")],
        [("B1", "may"), ("C1", "mo")],
        [("A1", "may"), ("A2", "mo")],
        [("A1", "may"), ("E1", "mo")],
        [("A1", "may"), ("X1", "mo")],
    ],
    ids=["nobody", "one", "two schools", "two terms", "one person", "another role",
         "nobody who asks"],
)  # fmt: skip
def test_who_is_alone_earns_nothing(earn, came):
    assert earn({"may": OAK, "mo": OAK, "ned": ELM}, came) == []


def test_who_stays_all_year_is_company_in_both_terms(earn):
    people = {"may": OAK, "mo": OAK, "meg": OAK}
    came = [("B1", "may"), ("C1", "mo"), ("D1", "meg")]
    assert [who for who, _, _ in earn(people, came)] == ["dina", "callum", "bryony"]


def test_each_of_two_placements_at_one_school_earns_it_in_company(earn):
    """Amir in autumn with Bryony, in spring alone; then in spring with Callum too."""
    people = {"may": OAK, "mo": OAK}
    came = [("A1", "may"), ("A2", "may"), ("B1", "mo")]
    assert ("amir", "oak", 30) in earn(people, came)
    assert ("amir", "oak", 60) in earn(people, [*came, ("C1", "mo")])


@pytest.mark.parametrize(("last", "together"), [(4, False), (5, True), (6, True)])
def test_the_last_day_of_one_may_be_the_first_of_the_other(earn, last, together):
    days = {
        "A1": (date(2022, 9, 1), date(2022, 9, last)),
        "B1": (date(2022, 9, 5), date(2022, 9, 30)),
    }
    earned = earn({"may": OAK}, [("A1", "may"), ("B1", "may")], days=days)
    assert bool(earned) is together


@pytest.mark.parametrize(
    ("term", "together"), [(AUTUMN, False), (YEAR, True), ((None, None), True)]
)
def test_who_has_no_days_takes_the_round_s(earn, term, together):
    earned = earn({"may": OAK}, [("C1", "may"), ("F1", "may")], term=term)
    assert bool(earned) is together


def test_roles_that_are_listed_are_company_for_each_other(earn):
    came = [("A1", "may"), ("E1", "mo")]
    assert len(earn({"may": OAK, "mo": OAK}, came, roles=BOTH)) == 2


@pytest.mark.parametrize(
    ("by", "may", "mo", "value"),
    [
        ("employer_group", OAK, ELM, "Tree Trust"),
        ("employer", OAK, ELM, None),
        ("region", {"region": "London"}, {"region": "London"}, "London"),
        ("authority", {"authority": "Leeds"}, {"authorities": ("Leeds",)}, None),
        ("authority", {}, {}, None),
    ],
)
def test_what_a_place_is(earn, by, may, mo, value):
    came = [("A1", "may"), ("B1", "mo")]
    places = {place for _, place, _ in earn({"may": may, "mo": mo}, came, by=by)}
    assert places == ({value} if value else set())


BONUSES = (
    Peers(roles=BOTH, by="authority", points=400),
    Peers(roles=("mentor",), by="region", points=250),
    Couple(roles=BOTH, by="region", points=300),
)


@pytest.fixture
def drawn(draw_round):
    """A small random round with bonuses and terms, some of which overlap."""

    def draw(seed, size):
        random, this = Random(seed), draw_round(seed, strict=seed % 4 == 0, size=size)
        start = this.start or date(2022, 4, 25)
        requests = []
        for request in this.requests:
            first = start + timedelta(days=random.choice((0, 0, 20, 40)))
            last = first + timedelta(days=random.choice((10, 20, 25)))
            days = random.choice(({}, {"start": first, "end": last}))
            requests.append(request.model_copy(update=days))
        programme = this.programme.model_copy(update={"bonuses": BONUSES})
        return this.replace(
            programme=programme,
            requests=tuple(requests),
            objective_override=random.choice(
                (
                    ("coverage", "points"),
                    ("points",),
                    ("coverage", "worst-off", "points"),
                )
            ),
        )

    return draw


def by_hand(this, plan):
    """What pairs of records earn: every other pair is looked at for every one."""
    total = 0
    for bonus in this.programme.bonuses:
        there = [
            (q, this.affiliation_of(s, bonus.by))
            for q, s in plan
            if q.role in bonus.roles
        ]
        there = [(q, place) for q, place in there if place is not None]
        if bonus.name == "peers":
            total += bonus.points * sum(
                any(
                    place == other_place
                    and one.setting != other.setting
                    and days_in_common(this, one, other)
                    for other, other_place in there
                )
                for one, place in there
            )
        else:
            roles = {(q.setting, place, q.role) for q, place in there}
            places = Counter((who, place) for who, place, _ in roles)
            total += bonus.points * sum(n == len(bonus.roles) for n in places.values())
    return total


def days_in_common(this, *requests):
    days = [
        {first + timedelta(days=n) for n in range((last - first).days + 1)}
        for request in requests
        for first, last in [(request.start or this.start, request.end or this.end)]
    ]
    return bool(days[0] & days[1])


def beyond_room(model, used):
    """Pairs of those who have more than they want, or have room for."""
    tight = (model.load_of(used) > model.capacity)[model.supporter[used]]
    many = (model.given(used) > model.demand)[model.request[used]]
    return used[tight | many]


def test_the_solver_s_steps_add_up_to_what_plans_earn(drawn):
    """Of plans that keep to what people want and have room for, as all plans do."""
    seen = Counter()
    for seed in range(80):
        this = drawn(seed, (4, 9, 10))
        candidates = find_candidates(this)
        bonuses = bonus_columns_of(this, candidates)
        model = build_model(this, candidates, score(this, candidates))
        rng = np.random.default_rng(seed)
        for share in (0.2, 0.4, 0.7):
            used = np.flatnonzero(rng.random(len(candidates)) < share)
            while len(beyond := beyond_room(model, used)):
                used = np.setdiff1d(used, rng.choice(beyond, 1))
            plan = [
                (
                    this.requests[candidates.request[p]],
                    this.supporters[candidates.supporter[p]],
                )
                for p in used
            ]
            worth = int(bonuses.points[bonuses.earned(used)].sum())
            assert worth == by_hand(this, plan), seed
            seen[worth > 0] += 1
    assert min(seen[True], seen[False]) > 30


def test_every_way_finds_the_best_of_all_plans(drawn, oracle, monkeypatch):
    """Bonuses change which plan is best; every match is checked from raw records."""
    tried = other = 0
    for seed in range(150):
        this = drawn(seed, (3, 4, 4))
        trying = oracle(this)
        if not 4 <= len(trying.pairs) <= 9:
            continue
        plans = [
            plan
            for size in range(len(trying.pairs) + 1)
            for plan in combinations(trying.pairs, size)
            if trying.holds(plan)
        ]
        place = this.objective_names.index("points")
        reached = []
        for plan in plans:
            values = list(trying.values(plan))
            values[place] += by_hand(this, [(q, s) for q, s, _ in plan])
            reached.append(tuple(values))
        best = max(reached, key=trying.rank)
        for engine, fewest in (
            ("auto", 0),
            ("auto", kernel.FEWEST_PAIRS),
            ("cp-sat", 0),
        ):
            monkeypatch.setattr(kernel, "FEWEST_PAIRS", fewest)
            solved = match(this, SolveParams(engine=engine))
            assert tuple(proof.value for proof in solved.proof) == best, (seed, engine)
            assert all(proof.proved for proof in solved.proof), (seed, engine)
        plain = this.programme.model_copy(update={"bonuses": ()})
        without = match(this.replace(programme=plain)).plan.pairings
        other += {(p.request, p.supporter) for p in without} != {
            (p.request, p.supporter) for p in solved.plan.pairings
        }
        tried += any(earned.bonus == "peers" for earned in solved.plan.bonuses)
    assert tried > 10
    assert other > 5
