"""What the documentation says, cut into pieces; and one round for its examples."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pytest

from matchmaker.domain.bonuses import BONUSES
from matchmaker.domain.criteria import CRITERIA
from matchmaker.domain.decisions import Conflict, Forbid, Pin
from matchmaker.domain.inspection import Inspection
from matchmaker.domain.plan import Pairing, Plan
from matchmaker.domain.programme import Programme
from matchmaker.domain.quota import Quota
from matchmaker.domain.request import Request
from matchmaker.domain.round import Round
from matchmaker.domain.rules import COUPLING_RULES, PAIR_RULES
from matchmaker.domain.setting import Setting
from matchmaker.domain.supporter import Supporter
from matchmaker.domain.ties import Exclusion, Tie
from matchmaker.intake import read_programme

ROOT = Path(__file__).parents[2]
PAGES = sorted(
    (
        *ROOT.glob("*.md"),
        *(ROOT / "docs").rglob("*.md"),
        *(ROOT / "scenarios").rglob("*.md"),
    )
)
FENCE = re.compile(r"^```(.+)\n((?:.*\n)*?)```$", re.MULTILINE)


@dataclass(frozen=True)
class Block:
    """A fenced block of a page."""

    page: Path
    line: int
    info: str
    text: str

    @property
    def label(self) -> str:
        return f"{self.page.relative_to(ROOT)}:{self.line}"


def blocks_of(info: str) -> list[Block]:
    return [
        Block(page, text.count("\n", 0, found.start()) + 1, found[1], found[2])
        for page in PAGES
        for text in [page.read_text("utf-8")]
        for found in FENCE.finditer(text)
        if found[1] == info
    ]


def name_of(kind) -> str:
    return kind.model_fields["name"].default


CASES = {
    "page": (PAGES, lambda page: str(page.relative_to(ROOT))),
    "rule": ([*PAIR_RULES, *COUPLING_RULES], name_of),
    "pair_kind": (list(PAIR_RULES), name_of),
    "coupling_kind": (list(COUPLING_RULES), name_of),
    "criterion": (list(CRITERIA), name_of),
    "bonus": (list(BONUSES), name_of),
    "toml_block": (blocks_of("toml"), lambda block: block.label),
    "wrong_block": (blocks_of("toml wrong"), lambda block: block.label),
    "console_block": (blocks_of("console"), lambda block: block.label),
    "python_block": (blocks_of("python"), lambda block: block.label),
}


def pytest_generate_tests(metafunc):
    for name, (cases, label) in CASES.items():
        if name in metafunc.fixturenames:
            metafunc.parametrize(name, cases, ids=[label(case) for case in cases])


@pytest.fixture(scope="session")
def root() -> Path:
    return ROOT


@pytest.fixture(scope="session")
def kind_name():
    return name_of


def with_region_criterion() -> Programme:
    """Programme A, mentors of their own region preferred: then every criterion weighs."""
    data = read_programme("early-years").model_dump(by_alias=True)
    data["roles"]["mentor"]["region_rule"] = "preferred"
    data["rule"] += (
        {"name": "quota"},
        {"name": "contrast", "by": "authority"},
        {"name": "at_once", "most": 3},
    )
    data["criterion"] += (
        {"name": "region", "weight": {"expert": 5, "mentor": 10}},
        {"name": "preference", "weight": 5},
    )
    return Programme.model_validate(data)


def example_round() -> Round:
    """
    The round behind the messages that the pages show.

    Kim breaks every rule about R1 that can be broken; Lee suits R2 quite well.
    """
    return Round(
        name="Summer term 2022",
        programme=with_region_criterion(),
        start=date(2022, 4, 25),
        end=date(2022, 7, 22),
        today=date(2022, 3, 21),
        settings=(
            Setting(
                id="S001",
                setting_type="childminder",
                group="Bright Steps Ltd",
                region="North West",
                authority="Lancashire",
                eypp_percent=12,
            ),
            Setting(
                id="S002",
                setting_type="private nursery",
                group="Bright Steps Ltd",
                region="North West",
                authority="Lancashire",
                ages=("2", "3-4"),
            ),
        ),
        requests=(
            _request("R1", "S001", "expert", phase="early years", mode="face-to-face"),
            _request(
                "R2",
                "S002",
                "expert",
                needs=("communication and language", "send", "behaviour"),
                days=("mon-am", "mon-pm", "wed-am", "fri-pm"),
                preferences=(("kim",), ("lee",)),
            ),
            _request("R3", "S002", "mentor"),
            _request("R4", None, "expert"),
        ),
        supporters=(_kim(), _lee()),
        pins=(Pin(request="R3", supporter="kim", reason="Agreed in March", by="Ann"),),
        forbids=(
            Forbid(
                request="R1", supporter="kim", reason="They are neighbours", by="Ann"
            ),
        ),
        conflicts=(
            Conflict(
                supporter="kim",
                party="S001",
                kind="employment",
                until=date(2020, 8, 31),
            ),
        ),
        ties=(
            Tie(kind="apart", request="R1", other="R2"),
            Tie(kind="together", request="R2", other="R4"),
            Tie(kind="both-or-none", request="R3", other="R4"),
        ),
        exclusions=(
            Exclusion(
                request="R2", supporter="lee", other_request="R3", other_supporter="lee"
            ),
        ),
        travel={("S001", "kim"): 95, ("S002", "lee"): 41},
        budgets={"North West": 250_000},
        quotas=(Quota(by="region", name="North West", role="expert", most=2),),
    )


def _request(key: str, setting: str | None, role: str, **more) -> Request:
    return Request(
        id=key,
        setting=setting,
        role=role,
        load=1080 if role == "expert" else 360,
        start=date(2022, 4, 25),
        end=date(2022, 7, 22),
        **more,
    )


def _kim() -> Supporter:
    return Supporter(
        id="kim",
        roles=("mentor",),
        capacity=2160,
        minimum=720,
        region="North East",
        employer="S001",
        employer_group="Bright Steps Ltd",
        employer_kind="setting",
        employer_inspection=Inspection(
            framework="ofsted", judgement="requires improvement"
        ),
        experience_years=2,
        qualification_level=5,
        leadership="supervising",
        trained_on=date(2022, 5, 6),
        suitability="unknown",
        phases=("primary",),
        mode="virtual",
        travel_limit=120,
        available_from=date(2022, 6, 1),
    )


def _lee() -> Supporter:
    return Supporter(
        id="lee",
        roles=("expert", "mentor"),
        capacity=1080,
        region="North West",
        authority="Blackpool",
        authorities=("Lancashire",),
        specialisms=("communication and language", "behaviour"),
        setting_types=("preschool",),
        ages=("2",),
        improved_setting=True,
        travel_limit=60,
        days=("mon-am", "mon-pm"),
        preferences=(("R3",),),
    )


def broken_plan(matching_round: Round, *given: tuple[str, str]) -> Plan:
    """A plan of these requests and supporters, whatever it breaks."""
    return Plan(
        pairings=tuple(
            Pairing(
                request=request,
                supporter=supporter,
                role=matching_round.request(request).role,
                points=0,
                criteria={},
            )
            for request, supporter in given
        )
    )


PEOPLE = """
name = "museum"
title = "Museum volunteers"
unit = "units"
asks = "people"

[nouns]
request = "newcomer"
supporter = "guide"

[roles.guide]
title = "Guide"

[field.interests]
title = "Interests"
kind = "list"
request = {}
supporter = {}

[field.household]
title = "Household"
kind = "text"
request = {}
supporter = {}

[field.experience]
title = "Experience"
kind = "level"
words = { new = [], practised = [], expert = [] }
request = {}
supporter = {}

[field.agreed]
title = "Agreed to share details"
kind = "yes or no"
supporter = {}

[field.confirmed]
title = "Time confirmed on"
kind = "date"
supporter = { heading = "capacity_confirmed_on" }

[field.company]
title = "Company wished for"
kind = "list"
words = { "a neighbour" = [], "a stranger" = [] }
request = {}

[field.manager]
title = "Manager"
kind = "text"
request = {}

[[rule]]
name = "answered"
field = "agreed"
of = "supporter"

[[rule]]
name = "recent"
field = "confirmed"
of = "supporter"
days = 90

[[rule]]
name = "overlap"
field = "interests"

[[rule]]
name = "differ"
field = "household"

[[rule]]
name = "level"
field = "experience"

[[rule]]
name = "not_named"
field = "manager"

[[rule]]
name = "not_self"

[[rule]]
name = "employed"

[[rule]]
name = "named"
of = "request"

[[rule]]
name = "not_each_other"

[[criterion]]
name = "overlap"
field = "interests"
weight = 20
ranked = true
families = { "things that float" = ["ships", "bridges"] }

[[criterion]]
name = "level"
field = "experience"
weight = 10
marks = { 1 = 1000, 2 = 600 }

[[criterion]]
name = "answer"
field = "agreed"
weight = 5

[[criterion]]
name = "wish"
field = "company"
weight = 5
common = { "a neighbour" = "household" }
different = { "a stranger" = "household" }

[[criterion]]
name = "not_named"
field = "manager"
weight = 5

[[objective]]
name = "coverage"
"""


def people_round() -> Round:
    """
    The round behind the messages of rules about people and their answers.

    Kim, asking herself, breaks every rule about her own request R1; Lee suits R2.
    """
    return Round(
        name="Spring 2026",
        programme=Programme.model_validate(tomllib.loads(PEOPLE)),
        today=date(2026, 2, 2),
        settings=(Setting(id="kim", name="Kim"), Setting(id="lee", name="Lee")),
        requests=(
            _wish("R1", "kim", ("maps", "clocks"), "new", manager=("kim",)).model_copy(
                update={"preferences": (("lee",),)}
            ),
            _wish(
                "R2",
                "kim",
                ("ships", "maps", "coins"),
                "new",
                company=("a neighbour",),
                manager=("kim",),
            ),
            _wish("R3", "lee", ("maps",), "practised"),
        ),
        supporters=(
            _guide(
                "kim",
                ("ships", "coins"),
                "new",
                agreed=False,
                confirmed=date(2025, 10, 5),
            ),
            _guide("lee", ("bridges", "maps"), "expert", agreed=True).model_copy(
                update={"employer": "lee"}
            ),
        ),
    )


def _wish(key: str, person: str, interests: tuple[str, ...], level: str, **more):
    home = ("4 Mill Lane",)
    fields = {"interests": interests, "experience": (level,), "household": home}
    return Request(id=key, setting=person, role="guide", fields=fields | more)


def _guide(key: str, interests: tuple[str, ...], level: str, **more):
    home = ("4, Mill Lane",)
    fields = {"interests": interests, "experience": (level,), "household": home}
    return Supporter(id=key, roles=("guide",), capacity=1, fields=fields | more)


@pytest.fixture(scope="session")
def example() -> Round:
    return example_round()


@pytest.fixture(scope="session")
def examples() -> dict[str, Round]:
    """The round in which each rule and criterion is shown, by its name."""
    shown: dict[str, Round] = {}
    for whole in (people_round(), example_round()):
        programme = whole.programme
        for listed in (
            *programme.pair_rules,
            *programme.coupling_rules,
            *programme.criteria,
        ):
            shown[listed.name] = whole
    return shown


@pytest.fixture(scope="session")
def broken_plans(examples) -> dict[str, Plan]:
    """A plan that breaks each coupling rule, by its name."""
    usual = broken_plan(
        example_round(), ("R1", "lee"), ("R1", "lee"), ("R2", "lee"), ("R3", "lee")
    )
    mutual = broken_plan(people_round(), ("R2", "lee"), ("R3", "kim"))
    return dict.fromkeys(examples, usual) | {"not_each_other": mutual}
