"""Every criterion has its page, and the page says what the class says."""

from __future__ import annotations

import inspect
import re

import pytest

from matchmaker import verify
from matchmaker.candidates import Evidence
from matchmaker.domain.criteria import (
    NEUTRAL,
    THOUSANDTHS,
    FieldCriterion,
    Given,
    points,
)
from matchmaker.intake import read_programme
from matchmaker.intake.columns import tables_for
from matchmaker.report.criteria import criterion_words
from matchmaker.scoring import criterion_file


@pytest.fixture
def text(root, criterion, kind_name) -> str:
    return (root / "docs" / "criteria" / f"{kind_name(criterion)}.md").read_text(
        "utf-8"
    )


def test_a_page_begins_with_the_criterion_as_its_owners_say_it(
    text, criterion, kind_name
):
    title, sentence = text.split("\n\n")[:2]
    assert title == f"# Criterion `{kind_name(criterion)}`"
    assert sentence == inspect.getdoc(criterion).splitlines()[0]


def test_a_page_names_every_parameter_with_range_and_default(text, criterion):
    table = text.partition("## Parameters")[2].partition("##")[0]
    rows = {found[1]: found[0] for found in re.finditer(r"\| `(\w+)` .*", table)}
    assert set(rows) == set(criterion.model_fields) - {"name"}
    for name, row in rows.items():
        field = criterion.model_fields[name]
        for limit in field.metadata:
            for side in ("ge", "le"):
                if hasattr(limit, side):
                    assert re.search(rf"\b{getattr(limit, side)}\b", row), name
        assert ("must be given" in row) == field.is_required(), name


def test_a_page_names_columns_that_there_are(text, criterion):
    names = {
        f"{table.name}.{column.name}"
        for programme in ("early-years", "given-scores")
        for table in tables_for(read_programme(programme)).values()
        for column in table.columns
    }
    read = text.partition("## What it reads")[2].partition("##")[0]
    columns = re.findall(r"`(\w+\.\w+)`", read)
    assert columns or (issubclass(criterion, FieldCriterion) and "`field`" in read)
    assert set(columns) <= names


def test_a_page_shows_its_message_as_it_is(text, examples, criterion, kind_name):
    assert f"\n{_message(examples, criterion, kind_name)}\n" in text


def _message(examples, criterion, kind_name) -> str:
    name = kind_name(criterion)
    if criterion is Given:
        words = criterion_words(name, read_programme("given-scores"))
        return words.sentence(Evidence(None), 8, 8)
    example = examples[name]
    request, lee = example.request("R2"), example.supporter("lee")
    weighed = {c.name: c for c in example.programme.criteria_for(request.role)}
    evidence = criterion_file(name).evidence(weighed[name], example, request, lee)
    most = points(weighed[name].weight_for(request.role), THOUSANDTHS)
    key = weighed[name].key
    given = verify.points_of(example, request, lee)[key]
    return criterion_words(key, example.programme).sentence(evidence, given, most)


def test_a_missing_value_counts_as_the_pages_say(text, criterion):
    if criterion is not Given:
        assert f"counts {NEUTRAL} thousandths" in text
