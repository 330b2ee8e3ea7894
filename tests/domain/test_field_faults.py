"""A programme whose rules and criteria ask for what its fields do not offer."""

from __future__ import annotations

import pytest
from pydantic import ValidationError

from matchmaker.domain.programme import Programme

BOTH = {"request": {}, "supporter": {}}
FIELDS = {
    "topics": {"title": "Topics", "kind": "list", "words": {"ships": [], "maps": []}},
    "home": {"title": "Home", "kind": "text"},
    "agreed": {"title": "Agreed", "kind": "yes or no"},
    "since": {"title": "Since", "kind": "date"},
    "years": {"title": "Years", "kind": "number"},
}


def faults(rule=None, criterion=None, **fields) -> str:
    """What is wrong with a programme of one rule or criterion; blank if nothing is."""
    asked = {name: field | BOTH for name, field in FIELDS.items()} | fields
    data = {
        "name": "museum",
        "title": "Museum volunteers",
        "roles": {"guide": {"title": "Guide"}},
        "field": asked,
        "rule": [rule] if rule else [],
        "criterion": [criterion | {"weight": 1}] if criterion else [],
        "objective": [{"name": "coverage"}],
    }
    try:
        Programme.model_validate(data)
    except ValidationError as error:
        return str(error)
    return ""


RIGHT = [
    {"name": "overlap", "field": "topics", "families": {"afloat": ["ships"]}},
    {"name": "overlap", "field": "home", "families": {"near": ["any words at all"]}},
    {"name": "differ", "field": "home"},
    {"name": "level", "field": "years", "least": 2, "most": 2},
    {"name": "answered", "field": "since", "of": "request"},
    {"name": "answered", "field": "topics", "of": "request", "one_of": ["maps"]},
    {"name": "not_named", "field": "home", "unless": "agreed"},
]

WRONG = [
    ({"name": "overlap", "field": "subject"}, "rule 'overlap' names the field 'subject', which is not one of: topics, home, agreed, since, years"),
    ({"name": "overlap", "field": "years"}, "rule 'overlap' names the field 'years' of the kind 'number'; it understands: choice, list, level, text, half-days"),
    ({"name": "differ", "field": "agreed"}, "of the kind 'yes or no'"),
    ({"name": "level", "field": "topics"}, "of the kind 'list'; it understands: level, number"),
    ({"name": "level", "field": "years", "least": 2, "most": 1}, "'most' is below 'least'"),
    ({"name": "answered", "field": "agreed", "of": "setting"}, "rule 'answered' looks at the field 'agreed' of the setting, which is not asked for it: add setting = {} to the field"),
    ({"name": "answered", "field": "topics", "of": "request", "one_of": ["coins"]}, "rule 'answered' names the word 'coins', which is not one of the field 'topics': ships, maps"),
    ({"name": "overlap", "field": "topics", "families": {"a": ["ships", "boats"]}}, "names the word 'boats'"),
    ({"name": "not_named", "field": "home", "unless": "because"}, "rule 'not_named' names the field 'because'"),
    ({"name": "contrast", "by": "fields", "fields": ["size"]}, "rule 'contrast' names the field 'size'"),
    ({"name": "contrast", "by": "fields", "fields": ["years"]}, "rule 'contrast' looks at the field 'years' of the setting"),
    ({"name": "contrast", "by": "fields"}, "'fields' goes with by = "),
    ({"name": "contrast", "by": "employer", "fields": ["years"]}, "'fields' goes with by = "),
]  # fmt: skip

WRONG_CRITERIA = [
    ({"name": "overlap", "field": "topics", "families": {"a": ["boats"]}}, "criterion 'overlap' names the word 'boats'"),
    ({"name": "level", "field": "home", "marks": {1: 1000}}, "criterion 'level' names the field 'home' of the kind 'text'"),
    ({"name": "answer", "field": "since"}, "criterion 'answer' names the field 'since' of the kind 'date'"),
    ({"name": "answer", "field": "topics", "marks": {"coins": 5}}, "criterion 'answer' names the word 'coins'"),
    ({"name": "answer", "field": "years", "zero": 3, "full": 3}, "'zero' and 'full' must differ"),
]  # fmt: skip


@pytest.mark.parametrize("rule", RIGHT, ids=lambda rule: f"{rule['name']}")
def test_a_rule_that_its_field_can_answer_is_taken(rule):
    assert faults(rule) == ""


@pytest.mark.parametrize(("rule", "said"), WRONG)
def test_a_rule_that_its_field_cannot_answer_is_refused(rule, said):
    assert said in faults(rule)


@pytest.mark.parametrize(("criterion", "said"), WRONG_CRITERIA)
def test_a_criterion_that_its_field_cannot_answer_is_refused(criterion, said):
    assert said in faults(criterion=criterion)


@pytest.mark.parametrize(
    ("taken", "kind", "said"),
    [
        ("home", "list", ""),
        ("topics", "text", ""),
        ("homes", "list", "field 'trained' names the field 'homes', which is not one of"),
        ("years", "list", "of the kind 'list' cannot take the answer to 'years', of the kind 'number'"),
        ("years", "number", ""),
    ],
)  # fmt: skip
def test_a_blank_takes_the_answer_to_a_field_that_is_asked_and_alike(taken, kind, said):
    trained = {"title": "Trained", "kind": kind, "request": {"blank_takes": taken}}
    found = faults(trained=trained)
    assert said in found if said else found == ""


def test_a_blank_cannot_take_words_that_mean_nothing_here_or_another_side_s():
    words = {"title": "Trained", "kind": "list", "words": {"coins": []}}
    heading = {"blank_takes": "topics"}
    assert "which has other words" in faults(trained=words | {"request": heading})
    assert "of the setting, which is not asked" in faults(
        trained={"title": "Trained", "kind": "list", "setting": heading}
    )


def test_a_field_of_places_can_contrast_them():
    size = {"title": "Size", "kind": "number", "setting": {}}
    rule = {"name": "contrast", "by": "fields", "fields": ["size"]}
    assert faults(rule, size=size) == ""


def test_one_rule_may_stand_for_several_fields_but_not_twice_for_one():
    one = {"name": "overlap", "field": "topics"}
    data = {
        "name": "museum",
        "title": "Museum volunteers",
        "roles": {"guide": {"title": "Guide"}},
        "field": {name: field | BOTH for name, field in FIELDS.items()},
        "criterion": [],
        "objective": [{"name": "coverage"}],
    }
    made = Programme.model_validate(
        data | {"rule": [one, {"name": "overlap", "field": "home"}]}
    )
    keys = [rule.key for rule in made.pair_rules]
    assert keys == ["role", "overlap:topics", "overlap:home", "forbidden"]
    with pytest.raises(ValidationError, match="rule 'overlap:topics' is listed twice"):
        Programme.model_validate(data | {"rule": [one, one | {"silent": "fails"}]})
