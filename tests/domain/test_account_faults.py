"""A programme whose accounts ask for what its fields do not offer."""

from __future__ import annotations

import pytest
from pydantic import ValidationError

from matchmaker.domain.programme import Programme

ROUTE = {
    "title": "Route",
    "kind": "list",
    "words": {"usual": [], "keen": []},
    "request": {},
}


def faults(accounts: dict[str, object], **fields: object) -> str:
    """What is wrong with a programme with such accounts; blank if nothing is."""
    data = {
        "name": "x",
        "title": "X",
        "roles": {"mentor": {"title": "Mentor"}},
        "field": fields or {"route": ROUTE},
        "criterion": [{"name": "needs", "weight": 1}],
        "objective": [{"name": "points"}],
        "accounts": {"kind": "training"} | accounts,
    }
    try:
        Programme.model_validate(data)
    except ValidationError as error:
        return str(error)
    return ""


def test_words_of_the_field_are_taken():
    assert not faults({"unfunded": ["usual"], "unfunded_alone": ["keen"]})
    any_words = {"title": "Path", "kind": "text", "request": {}}
    assert not faults({"route": "path", "unfunded": ["what you like"]}, path=any_words)


@pytest.mark.parametrize("key", ["unfunded", "unfunded_alone"])
def test_a_word_that_is_none_of_the_field_s_pays_nobody_by_mistake(key):
    said = "[accounts] names the word 'keem', which is not one of the field 'route': usual, keen"
    assert said in faults({key: ["keem"]})


def test_a_field_that_requests_are_not_asked_for_is_named():
    path = {"title": "Path", "kind": "text", "supporter": {}}
    found = faults({"route": "way", "unfunded": ["x"]}, path=path)
    assert "[accounts] looks at the field 'way', for which requests are not" in found
    found = faults({"route": "path", "unfunded": ["x"]}, path=path)
    assert "[accounts] looks at the field 'path', for which requests are not" in found
    assert not faults({"route": "way"}, path=path)
