"""The reference pages name everything there is."""

from __future__ import annotations

import re
import runpy
from pathlib import Path

import pytest

from matchmaker.cli import failure
from matchmaker.domain.buddies import Buddies
from matchmaker.domain.change import ChangeWeights
from matchmaker.domain.field import FieldKind, Heading, ProgrammeField
from matchmaker.domain.groups import Groups
from matchmaker.domain.money import Rate
from matchmaker.domain.nouns import Nouns
from matchmaker.domain.objective import OWN_NAMES, Objective
from matchmaker.domain.priority import PriorityTable
from matchmaker.domain.programme import Programme
from matchmaker.domain.proof import ShownBy
from matchmaker.domain.role import LoadBy, Role
from matchmaker.domain.teams import Teams
from matchmaker.report.among_document import (
    BuddiesPart,
    BuddyLinkPart,
    GroupPart,
    GroupsPart,
    TrioPart,
)
from matchmaker.report.plan_document import (
    BonusPart,
    BreachPart,
    NearestPart,
    PairingPart,
    PlanDocument,
    RunnerUpPart,
    TakenPart,
    TeamPart,
    UnmatchedPart,
    WarningPart,
)
from matchmaker.report.plan_parts import LevelPart, ProofPart


def keys_of(model) -> set[str]:
    return {field.alias or name for name, field in model.model_fields.items()}


def section(root, page: str, heading: str) -> str:
    text = (root / "docs" / page).read_text("utf-8")
    assert f"\n## {heading}\n" in text
    return text.partition(f"\n## {heading}\n")[2].partition("\n## ")[0]


def rows(text: str) -> dict[str, str]:
    return {
        found[1]: found[0]
        for found in re.finditer(r"^\| `([\w-]+)` .*", text, re.MULTILINE)
    }


def test_the_file_reference_is_what_the_columns_give():
    script = runpy.run_path(str(Path(__file__).with_name("file_reference.py")))
    page = script["PAGE"].read_text("utf-8")
    assert page == script["reference"](), "run python tests/docs/file_reference.py"


@pytest.mark.parametrize(
    ("heading", "model"),
    [
        ("Keys at the top", Programme),
        ("`[roles.NAME]`", Role),
        ("`[[objective]]`", Objective),
        ("`[priority]`", PriorityTable),
        ("`[change]`", ChangeWeights),
        ("`[[rate]]`", Rate),
        ("`[teams]`", Teams),
        ("`[buddies]`", Buddies),
        ("`[groups]`", Groups),
        ("`[nouns]` and `[tables]`", Nouns),
    ],
)
def test_the_programme_page_names_every_key_and_default(root, heading, model):
    named = rows(section(root, "programme-file.md", heading))
    assert set(named) == keys_of(model)
    for name, field in model.model_fields.items():
        row = named[field.alias or name]
        if model is not Teams:
            assert ("must be given" in row) == field.is_required(), name
        if isinstance(field.default, int):
            assert re.search(rf"\b{str(field.default).lower()}\b", row), name


def test_the_programme_page_names_all_that_fields_and_loads_have(root):
    text = section(root, "programme-file.md", "`[field.NAME]`")
    kinds = set(FieldKind.__args__)
    assert keys_of(ProgrammeField) | keys_of(Heading) == set(rows(text)) - kinds - {
        "text"
    }
    assert all(f"| `{kind}` |" in text for kind in kinds)
    loads = section(root, "programme-file.md", "`[roles.NAME]`")
    assert all(re.search(rf"\b{key}\b", loads) for key in keys_of(LoadBy))


def test_the_programme_page_names_every_objective(root):
    text = section(root, "programme-file.md", "`[[objective]]`")
    assert all(f"`{name}`" in text for name in OWN_NAMES)
    described = rows(section(root, "objectives.md", "What may be sought"))
    assert set(described) == set(OWN_NAMES)


@pytest.mark.parametrize(
    ("heading", "model"),
    [
        ("The document", PlanDocument),
        ("`pairings`", PairingPart),
        ("`bonuses`", BonusPart),
        ("`teams` and `breaches`", TeamPart),
        ("`unmatched`", UnmatchedPart),
        ("`warnings`", WarningPart),
        ("`proof`", ProofPart),
    ],
)
def test_the_plan_page_names_every_key(root, heading, model):
    assert set(rows(section(root, "plan-json.md", heading))) == keys_of(model)


@pytest.mark.parametrize(
    ("heading", "model"),
    [
        ("`buddies` and `groups`", BuddiesPart),
        ("`buddies` and `groups`", BuddyLinkPart),
        ("`buddies` and `groups`", TrioPart),
        ("`buddies` and `groups`", GroupsPart),
        ("`buddies` and `groups`", GroupPart),
        ("`pairings`", RunnerUpPart),
        ("`teams` and `breaches`", BreachPart),
        ("`unmatched`", TakenPart),
        ("`unmatched`", NearestPart),
        ("`proof`", LevelPart),
    ],
)
def test_the_plan_page_names_every_inner_key(root, heading, model):
    text = section(root, "plan-json.md", heading)
    assert all(f"`{key}`" in text for key in keys_of(model))


def test_the_plan_page_names_every_way_of_showing(root):
    text = section(root, "plan-json.md", "`proof`")
    assert all(f"`{way}`" in text for way in ShownBy.__args__)


def test_the_how_to_page_names_every_exit_code(root):
    table = section(root, "how-to.md", "How do I use it in a script?")
    codes = {int(code) for code in re.findall(r"^\| (\d) \|", table, re.MULTILINE)}
    known = {value for name, value in vars(failure).items() if name.isupper()}
    assert codes == {0} | {code for code in known if isinstance(code, int)}
