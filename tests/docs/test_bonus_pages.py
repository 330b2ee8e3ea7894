"""Every bonus has its page, and the page says what the class says."""

from __future__ import annotations

import inspect
import re

import pytest

from matchmaker.domain.bonuses import Affiliation, Couple, Peers
from matchmaker.domain.plan import Pairing, Plan
from matchmaker.intake import read_programme
from matchmaker.intake.columns import tables_for
from matchmaker.reasons.records import BonusReason, Comer
from matchmaker.report.bonuses import bonus_words
from matchmaker.report.names import Names
from matchmaker.verify.earned import bonus_differences
from matchmaker.verify.facts import Facts

COUPLE = Couple(roles=("expert", "mentor"), by="authority", points=50)
PEERS = Peers(roles=("expert", "mentor"), by="authority", points=30)


@pytest.fixture
def text(root, bonus, kind_name) -> str:
    return (root / "docs" / "bonuses" / f"{kind_name(bonus)}.md").read_text("utf-8")


@pytest.fixture
def coupled(example):
    """The example round with the bonus, where Kim comes from Lee's authority."""
    kim, lee = example.supporters
    programme = example.programme.model_copy(update={"bonuses": (COUPLE,)})
    people = (kim.model_copy(update={"authority": lee.authority}), lee)
    return example.replace(programme=programme, supporters=people)


def test_a_page_begins_with_the_bonus_as_its_owners_say_it(text, bonus, kind_name):
    title, sentence = text.split("\n\n")[:2]
    assert title == f"# Bonus `{kind_name(bonus)}`"
    assert sentence == inspect.getdoc(bonus).splitlines()[0]


def test_a_page_names_every_parameter_with_range_and_default(text, bonus):
    table = text.partition("## Parameters")[2].partition("##")[0]
    rows = {found[1]: found[0] for found in re.finditer(r"\| `(\w+)` .*", table)}
    assert set(rows) == set(bonus.model_fields) - {"name"}
    for name, row in rows.items():
        field = bonus.model_fields[name]
        for limit in field.metadata:
            for side in ("ge", "le", "min_length"):
                if hasattr(limit, side):
                    assert re.search(rf"\b{getattr(limit, side)}\b", row), name
        assert ("must be given" in row) == field.is_required(), name
    assert all(f"`{word}`" in rows["by"] for word in Affiliation.__args__)


def test_a_page_names_columns_that_there_are(text):
    names = {
        f"{table.name}.{column.name}"
        for table in tables_for(read_programme("early-years")).values()
        for column in table.columns
    }
    read = text.partition("## What it reads")[2].partition("##")[0]
    columns = re.findall(r"`(\w+\.\w+)`", read)
    assert columns
    assert set(columns) <= names


def test_the_couple_s_page_shows_its_message_as_it_is(root, coupled):
    page = (root / "docs" / "bonuses" / "couple.md").read_text("utf-8")
    comers = (Comer("expert", "lee"), Comer("mentor", "kim"))
    reason = BonusReason("couple", "S002", "authority", "Blackpool", 50, comers)
    said = bonus_words("couple").sentence(reason, Names(coupled))
    assert f"\n{said}\n" in page


def test_the_couple_s_page_shows_its_violation_as_it_is(root, coupled):
    page = (root / "docs" / "bonuses" / "couple.md").read_text("utf-8")
    pairings = tuple(
        Pairing(request=request, supporter=who, role=role, points=0, criteria={})
        for request, who, role in (("R2", "lee", "expert"), ("R3", "kim", "mentor"))
    )
    plan = Plan(pairings=pairings)
    (violation,) = bonus_differences(Facts(coupled), pairings, plan)
    assert f"\n{violation}\n" in page


@pytest.fixture
def in_company(coupled):
    """The same with the other bonus; S001 and S002 are called Acorn and Beech."""
    programme = coupled.programme.model_copy(update={"bonuses": (PEERS,)})
    names = {"S001": "Acorn", "S002": "Beech"}
    settings = tuple(
        setting.model_copy(update={"name": names.get(setting.id, setting.name)})
        for setting in coupled.settings
    )
    return coupled.replace(programme=programme, settings=settings)


def test_the_page_of_peers_shows_its_message_as_it_is(root, in_company):
    page = (root / "docs" / "bonuses" / "peers.md").read_text("utf-8")
    reason = BonusReason(
        "peers",
        "S001",
        "authority",
        "Blackpool",
        30,
        (Comer("mentor", "kim"),),
        ("S002",),
    )
    said = bonus_words("peers").sentence(reason, Names(in_company))
    assert f"\n{said}\n" in page


def test_the_page_of_peers_shows_its_violation_as_it_is(root, in_company):
    page = (root / "docs" / "bonuses" / "peers.md").read_text("utf-8")
    pairings = tuple(
        Pairing(request=request, supporter=who, role=role, points=0, criteria={})
        for request, who, role in (("R1", "kim", "expert"), ("R2", "lee", "expert"))
    )
    plan = Plan(pairings=pairings)
    found = bonus_differences(Facts(in_company), pairings, plan)
    assert f"\n{next(found)}\n" in page
