"""Every rule has its page, and the page says what the class says."""

from __future__ import annotations

import inspect
import re

import pytest

from matchmaker import verify
from matchmaker.candidates import pair_rule
from matchmaker.domain.rules import ALWAYS, FieldRule, Forbidden, HoldsRole
from matchmaker.intake import read_programme
from matchmaker.intake.columns import tables_for
from matchmaker.report.rules import rule_words
from matchmaker.verify.facts import Facts
from matchmaker.verify.rules import COUPLING_CHECKS

NOT_LISTED = {rule.name for rule in (*ALWAYS, HoldsRole(), Forbidden())}
HEADINGS = ["Why", "Parameters", "What it reads", "When something is missing"]


@pytest.fixture
def text(root, rule, kind_name) -> str:
    return (root / "docs" / "rules" / f"{kind_name(rule)}.md").read_text("utf-8")


@pytest.fixture
def parameters(text) -> dict[str, str]:
    """The row of each parameter."""
    table = text.partition("## Parameters")[2].partition("##")[0]
    return {found[1]: found[0] for found in re.finditer(r"\| `(\w+)` .*", table)}


def test_a_page_begins_with_the_rule_as_its_owners_say_it(text, rule, kind_name):
    title, sentence = text.split("\n\n")[:2]
    assert title == f"# Rule `{kind_name(rule)}`"
    assert sentence == inspect.getdoc(rule).splitlines()[0]


def test_a_page_has_its_sections(text):
    assert [line[3:] for line in text.splitlines() if line.startswith("## ")][
        :4
    ] == HEADINGS


def test_a_page_names_every_parameter_with_range_and_default(
    text, parameters, rule, kind_name
):
    if kind_name(rule) in NOT_LISTED and set(rule.model_fields) == {"name", "roles"}:
        assert "None to set." in text
        return
    assert set(parameters) == set(rule.model_fields) - {"name"}
    for name, field in rule.model_fields.items():
        if name == "name":
            continue
        bounds = [
            getattr(limit, side)
            for limit in field.metadata
            for side in ("ge", "le")
            if hasattr(limit, side)
        ]
        for bound in bounds:
            assert re.search(rf"\b{bound}\b", parameters[name]), (name, bound)
        assert ("must be given" in parameters[name]) == field.is_required(), name


def test_a_page_names_columns_that_there_are(root, text, rule):
    names = {
        f"{table.name}.{column.name}"
        for programme in ("early-years", "given-scores")
        for table in tables_for(read_programme(programme)).values()
        for column in table.columns
    }
    read = text.partition("## What it reads")[2].partition("##")[0]
    columns = re.findall(r"`(\w+\.\w+)`", read)
    assert columns or (issubclass(rule, FieldRule) and "`field`" in read)
    assert set(columns) <= names


def test_a_pair_rule_shows_its_messages_as_they_are(
    root, examples, pair_kind, kind_name
):
    name = kind_name(pair_kind)
    page = (root / "docs" / "rules" / f"{name}.md").read_text("utf-8")
    example = examples[name]
    request, kim = example.request("R1"), example.supporter("kim")
    rule = next(rule for rule in example.programme.pair_rules if rule.name == name)
    evidence = pair_rule(name).evidence(rule, example, request, kim)
    words = rule_words(rule.key, example.programme)
    assert f"\n1 {words.LABEL}\n" in page
    assert f"\n{words.sentence(evidence)}\n" in page
    assert f"\n{dict(verify.broken_rules(example, request, kim))[rule.key]}\n" in page


def test_a_coupling_rule_shows_its_violation_as_it_is(
    root, examples, broken_plans, coupling_kind, kind_name
):
    name = kind_name(coupling_kind)
    page = (root / "docs" / "rules" / f"{name}.md").read_text("utf-8")
    example = examples[name]
    rule = next(rule for rule in example.programme.coupling_rules if rule.name == name)
    if name == "group_limit":
        rule = rule.model_copy(update={"most": 3})
    found = COUPLING_CHECKS[name](rule, Facts(example), broken_plans[name])
    assert f"\n{next(found)}\n" in page
