"""
Every rule about several pairings beside every other, in rounds drawn at random.

The best plan is found by trying every plan, which the checker's own rules judge; each
engine must find the same values, and all of them one plan.
"""

from __future__ import annotations

from collections import Counter
from datetime import date, timedelta
from itertools import combinations, product
from random import Random

import numpy as np
import pytest

from matchmaker.domain.change import EarlierPairing
from matchmaker.domain.decisions import Pin
from matchmaker.domain.given import GivenPairs
from matchmaker.domain.plan import Plan
from matchmaker.domain.programme import Programme
from matchmaker.domain.quota import Quota
from matchmaker.domain.request import Request
from matchmaker.domain.round import EVERYWHERE, Round
from matchmaker.domain.setting import Setting
from matchmaker.domain.supporter import Supporter
from matchmaker.domain.ties import Exclusion, Tie
from matchmaker.errors import InfeasibleError
from matchmaker.optimise import kernel, relaxation
from matchmaker.optimise.outcome import SolveParams
from matchmaker.pipeline import match
from matchmaker.verify.facts import Facts
from matchmaker.verify.figures import derive
from matchmaker.verify.objectives import levels, value_of
from matchmaker.verify.rules import COUPLING_CHECKS

DAY = date(2022, 4, 25)
REGIONS = ("North West", "North East", None)
AREAS = ("Lancashire", "Leeds", None)
TRUSTS = ("Acorn", "Beech", None)
NAMES = {
    "region": REGIONS[0],
    "authority": AREAS[0],
    "group": TRUSTS[0],
    "setting_type": "school",
    "phase": "primary",
    "employer": "S0",
    "supporter region": REGIONS[0],
    "supporter authority": AREAS[0],
    "employer group": TRUSTS[0],
}
"""By what quotas are drawn, and of which value."""
MOST_PAIRS = 10
NOTHING = float("inf")
"""Better than any worst-off: nobody is badly off."""
FEW = {
    "FEW_COLUMNS": 1,
    "COLUMNS_PER_REQUEST": 1,
    "BEST_OF_REQUEST": 1,
    "MANY_COLUMNS": 0,
    "NEAREST_PER_REQUEST": 1,
}
ROUNDS, BLOCKS = 40, 8


class Draw(Random):
    """A round of few pairs in which each rule is listed now and then."""

    def likely(self, share: float) -> bool:
        return self.random() < share

    def some(self, values, most: int) -> list:
        return self.sample(values, min(len(values), self.randint(1, most)))

    def round(self) -> Round:
        self.once = self.likely(0.15)
        self.roles = ("a",) if self.once else ("a", "b")
        self.unit = self.choice((1, 1, 1, 30, 10_000))
        self.point = self.choice((1, 1, 1, 10**9))
        self.tight = self.likely(0.2)
        programme = self.programme()
        settings = [self.setting(i) for i in range(self.randint(1, 3))]
        asked = [self.request(i, settings) for i in range(self.randint(2, 5))]
        people = [self.supporter(i, settings) for i in range(self.randint(1, 4))]
        names = {objective.name for objective in programme.objectives}
        if names & {"worst-off", "leximin"}:
            asked = [q.model_copy(update={"minimum": 1}) for q in asked]
        asked, people = self.with_lists(asked, people), self.with_lists(people, asked)
        given = self.given(asked, people)
        pairs = [
            (asked[r].id, people[s].id)
            for r, s in zip(given.request, given.supporter, strict=True)
        ]
        return Round(
            name="drawn",
            programme=programme,
            start=DAY,
            end=None if self.likely(0.2) else DAY + timedelta(days=40),
            today=DAY,
            settings=settings,
            requests=asked,
            supporters=people,
            given=given,
            ties=self.ties([q.id for q in asked]),
            exclusions=self.exclusions(pairs),
            pins=[Pin(request=r, supporter=s) for r, s in self.pinned(pairs)],
            before=[self.earlier(pair) for pair in self.some(pairs, 4)],
            quotas=self.quotas(),
            budgets=self.budgets(programme),
            minimum_if_used=not self.tight,
        )

    def programme(self) -> Programme:
        dated = [] if self.likely(0.4) else [*product(self.roles, (True, False))]
        rates = [self.rate(role, before=before) for role, before in dated]
        return Programme.model_validate(
            {
                "name": "every-rule",
                "title": "Every rule",
                "scores": "given",
                "hours_per_day": 1,
                "capacity_holds": "at once" if self.once else "in all",
                "roles": {
                    "a": {"title": "A"},
                    "b": {"title": "B", "matched": not self.once},
                },
                "criterion": [{"name": "given"}],
                "rule": [rule for rule in self.rules() if self.likely(0.3)],
                "bonus": [bonus for bonus in self.bonuses() if self.likely(0.2)],
                "rate": rates,
                "objective": self.objectives(has_rates=bool(rates)),
            }
        )

    def rules(self) -> list[dict[str, object]]:
        by = self.choice(("employer", "employer_group", "authority", "supporter"))
        rules = [
            {"name": "quota"},
            {"name": "budget"},
            {"name": "contrast", "by": by},
            {"name": "at_once", "most": self.choice((1, 2))},
            {"name": "both_or_none", "within_setting": True},
            {"name": "group_limit", "most": self.choice((1, 2))},
            {"name": "different_people"},
        ]
        return [{**rule, "roles": self.choice(([], [], ["a"]))} for rule in rules]

    def bonuses(self) -> list[dict[str, object]]:
        by = self.choice(("authority", "region", "employer"))
        couple = {"name": "couple", "roles": ["a", "b"], "by": by, "points": 7}
        peers = {"name": "peers", "roles": ["a"], "by": by, "points": 4}
        return [peers] if self.once else [couple, peers]

    def rate(self, role: str, *, before: bool) -> dict[str, object]:
        turn = DAY + timedelta(days=10)
        valid = {"valid_to": turn} if before else {"valid_from": turn + timedelta(1)}
        return {"role": role, "pence_per_day": self.randint(0, 900), **valid}

    def objectives(self, *, has_rates: bool) -> list[dict[str, object]]:
        sums = ["coverage", "points", "change", *(["cost"] if has_rates else [])]
        lowest = {"name": "leximin", "band": self.choice((1, 3)) * self.point}
        kinds = [
            *({"name": name} for name in sums),
            self.choice(({"name": "worst-off"}, lowest)),
            {"name": "balance"},
            {"name": self.choice(("request-choice", "supporter-choice"))},
            {"name": "mixture", "blend": {n: self.randint(1, 4) for n in sums[:3]}},
        ]
        listed = self.some(kinds, 4)
        if self.likely(0.5):
            listed = [{"name": "coverage"}, *(o for o in listed if o != kinds[0])]
        if self.likely(0.4):
            for objective in listed:
                if objective["name"] not in ("leximin", "balance"):
                    objective["tolerance"] = self.choice((0, 1, 4))
        return listed

    def setting(self, number: int) -> Setting:
        return Setting(
            id=f"S{number}",
            region=self.choice(REGIONS),
            authority=self.choice(AREAS),
            group=self.choice(TRUSTS),
            setting_type=self.choice(("school", None)),
        )

    def request(self, number: int, settings) -> Request:
        start = DAY + timedelta(days=7 * self.randint(0, 3))
        return Request(
            id=f"R{number}",
            role=self.choice(self.roles),
            setting=self.choice([*(s.id for s in settings), None]),
            demand=self.choice((1, 1, 1, 2, 3)),
            minimum=int(self.tight and self.likely(0.3)),
            priority=self.choice((None, 0, 1, 3, 1_000_000)),
            load=self.choice((1, 1, 2)) * self.unit,
            phase=self.choice(("primary", None)),
            start=self.choice((None, start)),
            end=self.choice((None, start + timedelta(days=self.choice((0, 6, 7))))),
        )

    def supporter(self, number: int, settings) -> Supporter:
        roles = self.roles if self.likely(0.5) else (self.choice(self.roles),)
        limited = len(roles) == 2 and self.likely(0.3)
        return Supporter(
            id=f"P{number}",
            roles=roles,
            capacity=self.randint(1, 7) * self.unit,
            role_capacity={"a": self.randint(0, 3) * self.unit} if limited else {},
            minimum=self.choice((0, 0, 1, 2)) * self.unit,
            region=self.choice(REGIONS),
            authority=self.choice(AREAS),
            employer=self.choice([*(s.id for s in settings), None]),
            employer_group=self.choice((None, TRUSTS[0])),
            pence_per_day=self.choice((None, None, 100)),
        )

    def with_lists(self, those, others):
        """Everybody with a list of some of the other side, the first two equal or not."""
        return [
            one.model_copy(update={"preferences": self.ranked([o.id for o in others])})
            for one in those
        ]

    def ranked(self, names):
        some, equal = self.some(names, 4), self.choice((1, 1, 2))
        return (tuple(some[:equal]), *((name,) for name in some[equal:]))

    def given(self, asked, people) -> GivenPairs:
        every = [
            (r, s)
            for r, request in enumerate(asked)
            for s, person in enumerate(people)
            if request.role in person.roles
        ]
        pairs = sorted(self.sample(every, min(len(every), MOST_PAIRS)))
        least, own = self.choice((0, 0, -9)), self.likely(0.3)
        loads = [
            self.randint(1, 3) * self.unit if own else asked[r].load for r, _ in pairs
        ]
        return GivenPairs(
            request=np.array([r for r, _ in pairs], np.int32),
            supporter=np.array([s for _, s in pairs], np.int32),
            points=np.array(
                [self.randint(least, 12) * self.point for _ in pairs], np.int64
            ),
            load=np.array(loads, np.int64),
        )

    def ties(self, asked) -> list[Tie]:
        kinds = ("apart", "together", "both-or-none")
        drawn = [self.sample(asked, 2) for _ in range(self.choice((0, 0, 1, 2)))]
        return [Tie(kind=self.choice(kinds), request=a, other=b) for a, b in drawn]

    def exclusions(self, pairs) -> list[Exclusion]:
        number = self.choice((0, 0, 1, 3)) if len(pairs) > 1 else 0
        drawn = [
            (*one, *other)
            for one, other in (self.sample(pairs, 2) for _ in range(number))
        ]
        names = ("request", "supporter", "other_request", "other_supporter")
        return [Exclusion(**dict(zip(names, four, strict=True))) for four in drawn]

    def pinned(self, pairs):
        return self.some(pairs, 2) if self.likely(0.1) else ()

    def earlier(self, pair) -> EarlierPairing:
        states = ("started", "announced", "proposed")
        return EarlierPairing(
            request=pair[0], supporter=pair[1], state=self.choice(states)
        )

    def quotas(self) -> list[Quota]:
        drawn = {by: self.choice((None, "a")) for by in self.some([*NAMES], 3)}
        return [
            Quota(by=by, name=NAMES[by], role=role, least=least, most=most)
            for by, role in drawn.items()
            for least in [int(self.tight and self.likely(0.5))]
            for most in [self.choice((None, least, least + 1, 3))]
        ]

    def budgets(self, programme) -> dict[str, int]:
        most = 30 * self.unit
        where = self.some([*REGIONS[:2], EVERYWHERE], 2) if programme.rates else ()
        return {region: self.randint(0, most) for region in where}


def score_of(objective, facts, plan):
    """What a plan reaches, turned so that more is better."""
    if objective.name == "leximin":
        lying = [edge for edge, n in levels(plan, objective.band) for _ in range(n)]
        return (*lying, NOTHING)
    value = value_of(objective, facts, plan)
    if value is None:
        return NOTHING
    return value if objective.sense == "maximise" else -value


def plans_of(whole, facts):
    """Every plan that the checker's rules about several pairings let through."""
    pairs = {request.id: [] for request in whole.requests}
    for r, s in zip(whole.given.request, whole.given.supporter, strict=True):
        request = whole.requests[r]
        pairs[request.id].append(derive(facts, request, whole.supporters[s]))
    ways = [
        [
            some
            for size in range(request.minimum, request.demand + 1)
            for some in combinations(pairs[request.id], size)
        ]
        for request in whole.requests
    ]
    for chosen in product(*ways):
        plan = Plan(pairings=tuple(pairing for some in chosen for pairing in some))
        if not any(
            any(COUPLING_CHECKS[rule.name](rule, facts, plan))
            for rule in whole.programme.coupling_rules
        ):
            yield plan.pairings


def best_of(whole):
    """The best value of each objective, and the plans that are left; or nothing."""
    facts, values = Facts(whole), []
    plans = list(plans_of(whole, facts))
    if not plans:
        return None
    for objective in whole.objectives:
        scores = [score_of(objective, facts, plan) for plan in plans]
        best = max(scores)
        lowest = best[0] if objective.name == "leximin" else best
        less = objective.sense == "minimise"
        values.append(None if lowest == NOTHING else -lowest if less else lowest)
        last = objective == whole.objectives[-1]
        if objective.is_loose and not last and best != NOTHING:
            best -= objective.allowance(best)
        plans = [p for p, score in zip(plans, scores, strict=True) if score >= best]
    return values, {frozenset((p.request, p.supporter) for p in plan) for plan in plans}


def ways_to_solve(monkeypatch):
    """Kernels even for few pairs, with columns left out; as usual; CP-SAT alone."""
    few = {name: getattr(relaxation, name) for name in FEW}
    usual = kernel.FEWEST_PAIRS
    for engine, fewest, columns in (
        ("auto", 0, FEW),
        ("auto", usual, few),
        ("cp-sat", usual, few),
    ):
        monkeypatch.setattr(kernel, "FEWEST_PAIRS", fewest)
        for name, number in columns.items():
            monkeypatch.setattr(relaxation, name, number)
        yield SolveParams(engine=engine)


@pytest.mark.parametrize("block", range(BLOCKS))
def test_every_engine_finds_the_best_of_all_plans(block, monkeypatch):
    engines = Counter()
    for seed in range(block * ROUNDS, (block + 1) * ROUNDS):
        whole = Draw(seed).round()
        best = best_of(whole)
        for params in ways_to_solve(monkeypatch):
            if best is None:
                with pytest.raises(InfeasibleError):
                    match(whole, params)
                continue
            solved, story = match(whole, params), (seed, params.engine)
            engines[solved.engine] += 1
            assert solved.proved, story
            assert solved.canonical, story
            assert [proof.bound for proof in solved.proof] == best[0], story
            used = frozenset((p.request, p.supporter) for p in solved.plan.pairings)
            assert used in best[1], story
            best = (best[0], {used})  # the others have to find the same
    assert len(engines) > 2


def test_every_rule_decides_somewhere():
    """Many of the rounds have a plan, and each rule turns some plan down."""
    turned_down, feasible = Counter(), 0
    for seed in range(ROUNDS):
        whole = Draw(seed).round()
        feasible += best_of(whole) is not None
        facts = Facts(whole)
        pairings = tuple(
            derive(facts, whole.requests[r], whole.supporters[s])
            for r, s in zip(whole.given.request, whole.given.supporter, strict=True)
        )
        for some in (pairings, (), *zip(pairings)):
            plan = Plan(pairings=some)
            turned_down.update(
                rule.name
                for rule in whole.programme.coupling_rules
                if any(COUPLING_CHECKS[rule.name](rule, facts, plan))
            )
    assert set(turned_down) == {*COUPLING_CHECKS} - {"not_each_other"}
    assert ROUNDS // 3 < feasible < ROUNDS


@pytest.mark.parametrize("engine", ["auto", "cp-sat"])
def test_a_budget_of_one_role_leaves_the_other_free(engine):
    programme = {
        "name": "paid",
        "title": "Paid",
        "scores": "given",
        "roles": {"a": {"title": "A"}, "b": {"title": "B"}},
        "criterion": [{"name": "given"}],
        "rule": [{"name": "budget", "roles": ["a"]}],
        "rate": [{"role": role, "pence_per_day": 36_000} for role in "ab"],
        "objective": [{"name": "coverage"}],
    }
    ones = np.ones(2, np.int64)
    whole = Round(
        name="paid",
        programme=Programme.model_validate(programme),
        today=DAY,
        requests=[Request(id=role, role=role, load=60) for role in "ab"],
        supporters=[Supporter(id="ann", roles=("a", "b"), capacity=120)],
        given=GivenPairs(np.array([0, 1]), np.array([0, 0]), points=ones, load=ones),
        budgets={EVERYWHERE: 5_999},  # an hour is £60
    )
    pairings = match(whole, SolveParams(engine=engine)).plan.pairings
    assert [pairing.request for pairing in pairings] == ["b"]
    enough = match(whole.replace(budgets={EVERYWHERE: 6_000}), SolveParams(engine))
    assert len(enough.plan.pairings) == 2
