"""Rounds drawn at random, small enough to be solved by trying every plan."""

from __future__ import annotations

import itertools
import tomllib
from collections import Counter
from datetime import date, timedelta
from fractions import Fraction
from importlib.resources import files
from math import floor
from random import Random

import numpy as np
import pytest

from matchmaker import verify
from matchmaker.domain.decisions import Conflict, Forbid
from matchmaker.domain.given import GivenPairs
from matchmaker.domain.inspection import Inspection
from matchmaker.domain.programme import Programme
from matchmaker.domain.request import Request
from matchmaker.domain.round import EVERYWHERE, Round
from matchmaker.domain.setting import Setting
from matchmaker.domain.supporter import Supporter
from matchmaker.domain.ties import Exclusion, Tie
from matchmaker.intake.day_rates import shipped_day_rates, with_day_rates
from matchmaker.optimise.outcome import Deadline

TERM = (date(2022, 4, 25), date(2022, 7, 15))
NEEDS = ("send", "eal", "behaviour", "leadership")
TYPES = ("private nursery", "preschool", "maintained nursery school", "childminder")
REGIONS = ("North West", "North East")
AREAS = ("Lancashire", "Leeds", "Durham")
DAYS = ("mon-am", "mon-pm", "tue-am", "wed-pm")
AGES = ("0-2", "2", "3-4")
INSPECTIONS = (
    None,
    Inspection(framework="ofsted", judgement="good", inspected_on=date(2020, 1, 7)),
    Inspection(framework="ofsted", judgement="inadequate"),
    Inspection(
        framework="ofsted",
        judgement="requires improvement",
        inspected_on=date(2019, 4, 25),
    ),
    Inspection(framework="report card", judgement="expected standard"),
    Inspection(
        framework="report card", judgement="strong standard", safeguarding_met=False
    ),
    Inspection(framework="independent", judgement="sound"),
)


def shipped(name: str) -> dict:
    """A shipped programme as plain data, its day rates among them."""
    text = (files("matchmaker") / "programmes" / f"{name}.toml").read_text("utf-8")
    return dict(with_day_rates(tomllib.loads(text), shipped_day_rates())[0])


class _AfterLooks(Deadline):
    """Time that runs out after so many looks at the clock."""

    def __init__(self, looks: int) -> None:
        super().__init__(None)
        self._looks = looks

    @property
    def left(self) -> float:
        self._looks -= 1
        return 0.0 if self._looks < 0 else 60.0


@pytest.fixture(scope="session")
def after_looks():
    """A deadline that passes after so many looks at the clock: `after_looks(3)`."""
    return _AfterLooks


@pytest.fixture(scope="session")
def early_years() -> Programme:
    return Programme.model_validate(shipped("early-years"))


@pytest.fixture(scope="session")
def given_scores() -> Programme:
    return Programme.model_validate(shipped("given-scores"))


@pytest.fixture(scope="session")
def wishes(given_scores):
    """
    A round whose points are both sides' wish: `wishes({("r1", "ann"): 9}, ann=2)`.

    Supporters have one place where nothing else is said; keywords of a `Round`, and
    of a programme under `programme`, go where they belong.
    """

    def make(points, *, demand=None, load=None, minimum=None, programme=None, **more):
        requests = sorted({r for r, _ in points})
        people = sorted({s for _, s in points})
        rooms = {s: more.pop(s) for s in people if s in more}
        pairs = sorted(points)
        data = given_scores.model_dump(by_alias=True)
        data |= {"stability": "require", **(programme or {})}
        return Round(
            name="wishes",
            programme=Programme.model_validate(data),
            today=date(2026, 1, 5),
            requests=tuple(
                Request(
                    id=r,
                    role="supporter",
                    demand=(demand or {}).get(r, 1),
                    minimum=(minimum or {}).get(r, 0),
                )
                for r in requests
            ),
            supporters=tuple(
                Supporter(id=s, roles=("supporter",), capacity=rooms.get(s, 1))
                for s in people
            ),
            given=GivenPairs(
                request=np.array([requests.index(r) for r, _ in pairs], np.int32),
                supporter=np.array([people.index(s) for _, s in pairs], np.int32),
                points=np.array([points[pair] for pair in pairs], np.int64),
                load=np.array([(load or {}).get(r, 1) for r, _ in pairs], np.int64),
            ),
            **more,
        )

    return make


class Draw:
    """A round drawn at random, with every field sometimes missing or on an edge."""

    def __init__(self, seed: int, *, strict: bool) -> None:
        self.random = Random(seed)
        # Of its own, so that rates leave all other draws as they are.
        self.purse = Random(seed)
        # A strict round breaks rules often; a lenient one has plans worth finding.
        self.strict = strict

    def maybe(self, *values):
        """One of the values, sometimes none; a lenient round takes the first."""
        share = 0.25 if self.strict else 0.05
        return None if self.random.random() < share else self.random.choice(values)

    def good(self, best, *others):
        """The best value, more often so in a lenient round."""
        share = 0.7 if self.strict else 0.95
        return best if self.random.random() < share else self.random.choice(others)

    def some(self, words, most=3):
        return tuple(self.random.sample(words, self.random.randint(0, most)))

    def day(self, near: date) -> date:
        return near + timedelta(days=self.random.choice((-400, -1, 0, 1, 400)))

    def place(self) -> dict[str, object]:
        if self.strict and self.random.random() < 0.15:
            return {}
        metres = self.random.randrange(0, 90_000, 500)
        return {"easting": 350_000 + metres, "northing": 430_000, "precision": "exact"}

    def setting(self, number: int) -> Setting:
        return Setting(
            id=f"S{number}",
            setting_type=self.good(TYPES[0], *TYPES, None),
            group=self.random.choice((None, "Acorn", "Beech")),
            region=self.good(REGIONS[0], *REGIONS, None),
            authority=self.maybe(*AREAS),
            ages=self.some(AGES),
            inspection=self.random.choice(INSPECTIONS),
            worst_judgement=self.good("inadequate", "good", None),
            worst_judged_on=self.good(
                date(2021, 4, 1), date(2019, 4, 25), date(2019, 4, 24), None
            ),
            eypp_percent=self.good(20, 19, None),
            send_percent=self.maybe(14, 15),
            disadvantaged_twos=self.maybe(4, 5),
            idaci_decile=self.maybe(1, 5, 10),
            override_reason=self.good(None, "nominated by the local authority"),
            **self.place(),
        )

    def request(self, number: int, programme: Programme, settings: int) -> Request:
        role = self.random.choice(("expert", "mentor"))
        return Request(
            id=f"R{number}",
            setting=f"S{self.random.randrange(settings)}",
            role=role,
            load=programme.load_minutes(role, None),
            needs=self.some(NEEDS),
            phase=self.maybe("early years"),
            mode=self.good(None, "face-to-face", "virtual", "either"),
            start=self.good(TERM[0], None),
            end=self.good(TERM[1], None),
            days=self.some(DAYS),
            unmet_before=self.random.choice((0, 0, 1, 5)),
            applied_on=self.maybe(date(2021, 9, 1), date(2022, 4, 1)),
        )

    def supporter(self, number: int, settings: int) -> Supporter:
        held = [("expert",), ("mentor",), ("expert", "mentor")]
        roles = self.random.choice(held)
        capacity = self.random.choice((360, 1080, 1440, 2160, 2500))
        limited = self.random.random() < 0.3
        return Supporter(
            id=f"P{number}",
            roles=roles,
            capacity=capacity,
            role_capacity={roles[0]: self.random.choice((360, 1080))}
            if limited
            else {},
            region=self.good(REGIONS[0], REGIONS[1], None),
            regions=self.some(REGIONS, 1),
            authority=self.maybe(*AREAS),
            authorities=self.some(AREAS, 2),
            employer=self.good(None, *(f"S{i}" for i in range(settings))),
            employer_group=self.good(None, "Acorn"),
            employer_kind=self.good("local authority", "setting", "university", None),
            employer_inspection=self.random.choice(INSPECTIONS),
            experience_years=self.good(3, 2, None),
            qualification_level=self.good(6, 5, None),
            leadership=self.good("leading", "supervising", "none", None),
            trained_on=self.good(TERM[0], TERM[0] + timedelta(days=1), None),
            suitability=self.good("clear", "unknown", "barred"),
            specialisms=self.some(NEEDS),
            phases=self.good((), ("early years",), ("primary",)),
            setting_types=self.some(TYPES, 2),
            ages=self.some(AGES),
            improved_setting=self.maybe(True, False),
            mode=self.good(None, "face-to-face", "virtual", "either"),
            travel_limit=self.maybe(30, 60, 120),
            days=self.some(DAYS),
            available_from=self.maybe(TERM[0], self.day(TERM[0])),
            available_to=self.maybe(TERM[1], self.day(TERM[1])),
            **self.place(),
        )

    def programme(self) -> Programme:
        data = shipped("early-years")
        rule = self.random.choice(("required", "required", "preferred", "off"))
        data["roles"]["expert"]["region_rule"] = rule
        for listed in data["rule"]:
            if listed["name"] == "experience":
                listed["years"] = self.random.choice((0, 3, 3))
            if listed["name"] in ("group_limit", "different_people", "budget"):
                listed["roles"] = self.random.choice(([], [], ["expert"]))
            if listed["name"] == "group_limit":
                listed["most"] = self.random.choice((1, 4))
        data["criterion"].append({"name": "region", "weight": {"expert": 7}})
        orders = (
            ("coverage", "worst-off", "points"),
            ("coverage", "points"),
            ("points", "coverage"),
            ("coverage", "points", "worst-off"),
        )
        data["objective"] = [{"name": n} for n in self.random.choice(orders)]
        return Programme.model_validate(data)

    def round(self, settings: int, requests: int, supporters: int) -> Round:
        programme = self.programme()
        asked = tuple(self.request(i, programme, settings) for i in range(requests))
        people = tuple(self.supporter(i, settings) for i in range(supporters))
        whole = Round(
            name="drawn",
            programme=programme,
            start=TERM[0],
            end=TERM[1],
            today=date(2022, 4, 1),
            settings=tuple(self.setting(i) for i in range(settings)),
            supporters=people,
            requests=asked,
            conflicts=self.conflicts(settings, supporters),
            forbids=self.forbids(requests, supporters),
            travel={("S0", "P0"): 10, ("S1", "P0"): 91, ("S0", "P1"): 90},
        )
        whole = whole.replace(budgets=self.budgets(whole))
        return whole.replace(supporters=tuple(map(self.paid, whole.supporters)))

    def paid(self, person: Supporter) -> Supporter:
        """Somebody paid what the role is, less, or what only one of two roles allows."""
        rate = self.purse.choice((None, None, 20_000, 45_000, 60_000))
        return person.model_copy(update={"pence_per_day": rate})

    def tied(self, whole: Round) -> Round:
        """The round with ties, exclusions, several units, and pairs of roles tied."""
        listed = {"name": "both_or_none", "within_setting": True}
        listed["roles"] = self.random.choice(([], [], ["expert"]))
        data = whole.programme.model_dump(by_alias=True)
        if self.random.random() < 0.4:
            data["rule"] = [*data["rule"], listed]
        asked = [
            request.model_copy(update={"demand": self.random.choice((1, 1, 2, 3))})
            for request in whole.requests
        ]
        return whole.replace(
            programme=Programme.model_validate(data),
            requests=asked,
            ties=self.ties([request.id for request in asked]),
            exclusions=self.exclusions(whole),
        )

    def ties(self, requests: list[str]) -> tuple[Tie, ...]:
        every = list(itertools.permutations(requests, 2))
        kinds = ("apart", "together", "both-or-none")
        drawn = self.random.sample(every, self.random.randint(1, 3))
        return tuple(
            Tie(kind=self.random.choice(kinds), request=a, other=b) for a, b in drawn
        )

    def exclusions(self, whole: Round) -> tuple[Exclusion, ...]:
        people = [supporter.id for supporter in whole.supporters]
        pairs = [
            (request.id, person) for request in whole.requests for person in people
        ]
        drawn = [self.random.sample(pairs, 2) for _ in range(self.random.randint(0, 3))]
        return tuple(
            Exclusion(
                request=one[0],
                supporter=one[1],
                other_request=other[0],
                other_supporter=other[1],
            )
            for one, other in drawn
        )

    def conflicts(self, settings: int, supporters: int) -> tuple[Conflict, ...]:
        if self.random.random() < 0.5:
            return ()
        return (
            Conflict(
                supporter=f"P{self.random.randrange(supporters)}",
                party=self.random.choice(
                    ("Acorn", f"S{self.random.randrange(settings)}")
                ),
                kind=self.random.choice(("interest", "employment")),
                since=self.maybe(TERM[1], TERM[1] + timedelta(days=1)),
                until=self.maybe(
                    date(2019, 4, 24), date(2019, 4, 25), TERM[0], date(2022, 4, 24)
                ),
            ),
        )

    def forbids(self, requests: int, supporters: int) -> tuple[Forbid, ...]:
        pairs = list(itertools.product(range(requests), range(supporters)))
        drawn = self.random.sample(pairs, self.random.randint(0, 2))
        return tuple(Forbid(request=f"R{r}", supporter=f"P{s}") for r, s in drawn)

    def budgets(self, whole: Round) -> dict[str, int]:
        if self.random.random() < 0.5:
            return {}
        return {
            self.random.choice((*REGIONS, EVERYWHERE)): self.random.choice(
                (40_000, 150_000, 190_000, 189_999, 400_000)
            )
        }


@pytest.fixture(scope="session")
def draw_round():
    def draw(seed: int, *, strict: bool, size=(3, 5, 4), tied: bool = False) -> Round:
        drawn = Draw(seed, strict=strict)
        whole = drawn.round(*size)
        return drawn.tied(whole) if tied else whole

    return draw


class Oracle:
    """Every plan of a small round, tried from the raw records."""

    MOST_PAIRS = 14

    def __init__(self, whole: Round) -> None:
        self.round = whole
        self.pairs = [
            (
                request,
                supporter,
                sum(verify.points_of(whole, request, supporter).values()),
            )
            for request in whole.requests
            for supporter in whole.supporters
            if not verify.broken_rules(whole, request, supporter)
        ]

    def best(self) -> tuple[int | None, ...]:
        """The best objective values in order; raises if there are too many plans."""
        if len(self.pairs) > self.MOST_PAIRS:
            pytest.skip("too many pairs to try every plan")
        chosen = [
            plan
            for size in range(len(self.pairs) + 1)
            for plan in itertools.combinations(self.pairs, size)
            if self.holds(plan)
        ]
        values = [self.values(plan) for plan in chosen]
        return max(values, key=self.rank)

    @staticmethod
    def rank(values):
        """No worst-off at all is better than any: nobody is served badly."""
        return tuple(float("inf") if v is None else v for v in values)

    def values(self, plan) -> tuple[int | None, ...]:
        return tuple(
            getattr(self, n.replace("-", "_"))(plan) for n in self.round.objective_names
        )

    def coverage(self, plan) -> int:
        return sum(self.round.priority_of(request) for request, _, _ in plan)

    def points(self, plan) -> int:
        return sum(points for _, _, points in plan)

    def worst_off(self, plan) -> int | None:
        sums = Counter()
        for request, _, points in plan:
            sums[request.id] += points
        return min(sums.values(), default=None)

    def holds(self, plan) -> bool:
        load, by_role, groups, met = Counter(), Counter(), Counter(), Counter()
        spent, seen = Counter(), Counter()
        rules = {rule.name: rule for rule in self.round.programme.coupling_rules}
        for request, supporter, _ in plan:
            setting = self.round.setting_by_id[request.setting]
            pence = self.pence(request, supporter)
            speaks = {n: rule.speaks_of(request.role) for n, rule in rules.items()}
            load[supporter.id] += request.load
            by_role[supporter.id, request.role] += request.load
            groups[supporter.id, setting.group] += speaks["group_limit"]
            seen[supporter.id, setting.id] += speaks["different_people"]
            met[request.id] += 1
            spent[setting.region] += pence * speaks["budget"]
            spent[EVERYWHERE] += pence * speaks["budget"]
        people = {supporter.id: supporter for supporter in self.round.supporters}
        limits = {
            (person, role): people[person].role_capacity.get(role, amount)
            for (person, role), amount in by_role.items()
        }
        wanted = {request.id: request.demand for request in self.round.requests}
        return (
            all(units <= wanted[request] for request, units in met.items())
            and all(amount <= people[p].capacity for p, amount in load.items())
            and all(amount <= limits[key] for key, amount in by_role.items())
            and all(
                n <= rules["group_limit"].most
                for (_, group), n in groups.items()
                if group is not None
            )
            and all(n <= 1 for n in seen.values())
            and all(spent[region] <= p for region, p in self.round.budgets.items())
            and self.keeps_ties(plan)
        )

    def pence(self, request, supporter) -> int:
        """Days at the role's rate, or at the person's own where that is less."""
        rates = [
            r.pence_per_day
            for r in self.round.programme.rates
            if r.role == request.role
        ]
        own = supporter.pence_per_day
        rate = min([*rates, *([] if own is None else [own])])
        return floor(Fraction(request.load, 360) * rate + Fraction(1, 2))

    def keeps_ties(self, plan) -> bool:
        people = {request.id: set() for request in self.round.requests}
        for request, supporter, _ in plan:
            people[request.id].add(supporter.id)
        ways = {
            "apart": lambda one, other: not one & other,
            "together": lambda one, other: one == other,
            "both-or-none": lambda one, other: bool(one) == bool(other),
        }
        ties = [(tie.kind, tie.request, tie.other) for tie in self.round.ties]
        for rule in self.round.programme.coupling_rules:
            if rule.name == "both_or_none" and rule.within_setting:
                asked = [q for q in self.round.requests if rule.speaks_of(q.role)]
                ties += [
                    ("both-or-none", one.id, other.id)
                    for one, other in itertools.combinations(asked, 2)
                    if one.setting == other.setting
                ]
        return all(
            ways[kind](people[one], people[other]) for kind, one, other in ties
        ) and not any(
            e.supporter in people[e.request]
            and e.other_supporter in people[e.other_request]
            for e in self.round.exclusions
        )


@pytest.fixture(scope="session")
def oracle():
    return Oracle


TOPICS = ("ships", "Maps", "coins", "clocks", "key-stage 2")
FAMILIES = {"moving": ["ships", "clocks"], "small": ["Coins", "clocks", "stamps"]}
STAGES = ("new", "practised", "expert")
BOTH = {"request": {}, "supporter": {}}
FIELDS = {
    "topics": {"title": "Topics", "kind": "list", **BOTH},
    "times": {"title": "Times", "kind": "half-days", **BOTH},
    "home": {"title": "Home", "kind": "text", **BOTH},
    "stage": {
        "title": "Stage",
        "kind": "level",
        "words": dict.fromkeys(STAGES, ()),
        **BOTH,
    },
    "seasons": {"title": "Seasons", "kind": "number", "setting": {}, **BOTH},
    "agreed": {"title": "Agreed", "kind": "yes or no", "setting": {}, **BOTH},
    "since": {"title": "Since", "kind": "date", **BOTH},
    "type": {"title": "Type", "kind": "choice", "setting": {}},
    "names": {"title": "Names", "kind": "list", "setting": {}, **BOTH},
    "excused": {"title": "Excused", "kind": "yes or no", "setting": {}, **BOTH},
}


class DrawPeople:
    """A round drawn at random in which people ask, with fields of a programme's own."""

    def __init__(self, seed: int, rules: int) -> None:
        self.random = Random(seed)
        self.listed = rules

    def one(self, *values):
        return self.random.choice(values)

    def rules(self) -> list[dict[str, object]]:
        """Each rule about fields and people, in one of its ways, or left out."""
        side = self.one("request", "setting", "supporter")
        asked = "supporter" if side == "setting" else side
        silent = self.one("passes", "fails")
        least = self.one(-1, 0, 1)
        limits = {"least": least, "most": self.one(least, least + 1)}
        ways: list[dict[str, object]] = [
            {"name": "overlap", "field": "topics", "silent": silent},
            {"name": "overlap", "field": "topics", "families": FAMILIES},
            {"name": "overlap", "field": "times", "silent": silent},
            {"name": "differ", "field": "home"},
            {"name": "differ", "field": "topics"},
            {"name": "level", "field": "stage", "silent": silent} | limits,
            {"name": "level", "field": "seasons", "silent": silent, "least": least},
            {"name": "answered", "field": "agreed", "of": side},
            {"name": "answered", "field": "since", "of": asked, "silent": silent},
            # 2,218 days have passed.
            {
                "name": "recent",
                "field": "since",
                "of": asked,
                "days": self.one(2217, 2218),
                "silent": silent,
            },
            {"name": "answered", "field": "seasons", "of": side} | limits,
            {
                "name": "answered",
                "field": "topics",
                "of": asked,
                "one_of": self.one([], ["MAPS", "ships"]),
            },
            {
                "name": "not_named",
                "field": "names",
                "of": side,
                "unless": self.one(None, "excused"),
            },
            {"name": "not_self"},
            {"name": "own_setting"},
            {
                "name": "own_setting",
                "own": "required",
                "or_group": self.one(True, False),
            },
            {"name": "travel", "limit_minutes": 60},
            {"name": "employed"},
        ]
        listed: dict[object, dict[str, object]] = {}
        for way in self.random.sample(ways, self.listed):
            listed[way["name"], way.get("field"), way.get("of")] = way
        return [
            *listed.values(),
            {"name": "not_each_other"},
            {"name": "contrast", "by": "fields", "fields": ["type", "seasons"]},
        ]

    def criteria(self, *, timed: bool) -> list[dict[str, object]]:
        # A weight of 100 shows every thousandth.
        span = self.one({"zero": 0, "full": 3}, {"zero": 4, "full": -2})
        return [
            {
                "name": "overlap",
                "field": "topics",
                "weight": 100,
                "ranked": self.one(True, False),
                "families": self.one({}, FAMILIES),
                "kin": self.one(0, 333, 1000),
            },
            {"name": "overlap", "field": "times", "weight": 3},
            {
                "name": "level",
                "field": "stage",
                "weight": {"guide": 5},
                "marks": {0: 200, 1: 1000, 2: 500},
            },
            {"name": "level", "field": "seasons", "weight": 2, "marks": {-1: 1}},
            {"name": "answer", "field": "agreed", "weight": 4},
            {"name": "answer", "field": "seasons", "of": "setting", "weight": 100}
            | span,
            {
                "name": "answer",
                "field": "topics",
                "of": "request",
                "weight": 2,
                "marks": {"Ships": 400, "maps": 900},
            },
            {
                "name": "wish",
                "field": "topics",
                "weight": 3,
                "common": {"Ships": "home", "coins": "times"},
                "different": {"maps": "home"},
            },
            {
                "name": "not_named",
                "field": "names",
                "of": self.one("request", "setting", "supporter"),
                "weight": 10,
            },
            *([{"name": "travel_time", "weight": 100, "full_minutes": 20}] * timed),
        ]

    def programme(self) -> Programme:
        names, rules = ("coverage", "points", "worst-off"), self.rules()
        data = {
            "name": "museum",
            "title": "Museum volunteers",
            "unit": "units",
            "asks": "people",
            "roles": {
                "guide": {"title": "Guide", "delivery": "face-to-face"},
                "host": {"title": "Host"},
            },
            "field": FIELDS,
            "rule": rules,
            "criterion": self.criteria(
                timed=any(rule["name"] == "travel" for rule in rules)
            ),
            "objective": [{"name": name} for name in self.random.sample(names, 2)],
        }
        if data["objective"][0]["name"] == "worst-off":
            data["objective"].reverse()
        return Programme.model_validate(data)

    def answers(self, *names: str) -> dict[str, object]:
        """Answers to some of the fields; about one in four is left out."""
        drawn = {
            "topics": tuple(self.random.sample(TOPICS, self.random.randint(1, 3))),
            "times": tuple(self.random.sample(DAYS, self.random.randint(1, 2))),
            "home": (self.one("1 Mill Lane", "1, mill lane", "2 Mill Lane"),),
            "stage": (self.one(*STAGES),),
            "seasons": self.random.randint(-1, 3),
            "agreed": self.one(True, True, False),
            "since": date(2020, 1, 7),
            "type": (self.one("open-air", "gallery"),),
            "names": tuple(self.random.sample(("P0", "p-1", "P2", "P9"), 2)),
            "excused": self.one(True, False),
        }
        return {name: drawn[name] for name in names if self.random.random() < 0.75}

    def place(self) -> dict[str, object]:
        metres = self.random.randrange(0, 90_000, 5000)
        return {"easting": 350_000 + metres, "northing": 430_000, "precision": "exact"}

    def round(self, people: int) -> Round:
        """Everybody asks, some twice, and everybody but the first offers too."""
        ids = [f"P{number}" for number in range(people)]
        both = [name for name, field in FIELDS.items() if "request" in field]
        asking = [*ids, *self.random.sample(ids, 1)]
        return Round(
            name="drawn",
            programme=self.programme(),
            today=date(2026, 2, 2),
            settings=tuple(
                Setting(
                    id=name,
                    group=self.one(None, "North", "South"),
                    fields=self.answers(
                        "seasons", "agreed", "type", "names", "excused"
                    ),
                    **self.place(),
                )
                for name in ids
            ),
            requests=tuple(
                Request(
                    id=f"R{number}",
                    setting=self.one(name, name, name, None),
                    role=self.one("guide", "guide", "host"),
                    demand=self.one(1, 1, 2),
                    travel_limit=self.one(None, 30, 45, 60, 90),
                    fields=self.answers(*both),
                )
                for number, name in enumerate(asking)
            ),
            supporters=tuple(
                Supporter(
                    id=name,
                    roles=("guide", "host"),
                    capacity=self.one(1, 2),
                    employer=self.one(None, *ids, "elsewhere"),
                    employer_group=self.one(None, None, "North"),
                    travel_limit=self.one(None, 40),
                    fields=self.answers(*both),
                    **self.place(),
                )
                for name in ids[1:]
            ),
        )


@pytest.fixture(scope="session")
def draw_people():
    def draw(seed: int, people: int = 5, rules: int = 4) -> Round:
        return DrawPeople(seed, rules).round(people)

    return draw
