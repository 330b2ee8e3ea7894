"""Pairs of an earlier round: whoever can stay together does."""

from __future__ import annotations

from datetime import date

import pytest

from matchmaker.domain.decisions import Pin
from matchmaker.domain.programme import Programme
from matchmaker.domain.request import Request
from matchmaker.domain.round import Round
from matchmaker.domain.setting import Setting
from matchmaker.domain.supporter import Supporter
from matchmaker.pipeline import match, with_pairs_that_go_on

PROGRAMME = Programme.model_validate(
    {
        "name": "small",
        "title": "Small",
        "unit": "units",
        "asks": "people",
        "roles": {"mentor": {"title": "Mentor"}},
        "field": {
            "consent": {"title": "Consent", "kind": "yes or no", "request": {}},
        },
        "rule": [{"name": "answered", "field": "consent", "of": "request"}],
        "criterion": [{"name": "same_authority", "weight": 1}],
        "objective": [{"name": "coverage"}],
    }
)
PEOPLE = ("ann", "abe", "amy")


@pytest.fixture
def whole():
    """Ann and Abe go on with Bea, who has room for two; Amy is new."""
    return Round(
        name="Second round",
        programme=PROGRAMME,
        today=date(2020, 6, 1),
        settings=tuple(Setting(id=name, name=name.title()) for name in PEOPLE),
        requests=tuple(
            Request(id=name, setting=name, role="mentor", fields={"consent": True})
            for name in PEOPLE
        ),
        supporters=(Supporter(id="bea", name="Bea", roles=("mentor",), capacity=2),),
        pins=tuple(Pin(request=name, supporter="bea") for name in ("ann", "abe")),
    )


def pairs(whole):
    return [(p.request, p.supporter) for p in match(whole).plan.pairings]


def test_nothing_changes_where_all_can_go_on(whole):
    assert with_pairs_that_go_on(whole) == (whole, ())


def test_who_agrees_no_longer_is_told_and_both_are_free(whole):
    ann = whole.requests[0].model_copy(update={"fields": {"consent": False}})
    changed = whole.replace(requests=(ann, *whole.requests[1:]))
    going_on, (problem,) = with_pairs_that_go_on(changed)
    assert "Ann (ann) and Bea (bea) cannot go on together: the" in problem.problem
    assert problem.level == "warning"
    assert pairs(going_on) == [("abe", "bea"), ("amy", "bea")]


def test_who_offers_less_now_keeps_those_who_are_there(whole):
    bea = whole.supporters[0].model_copy(update={"capacity": 1})
    going_on, problems = with_pairs_that_go_on(whole.replace(supporters=(bea,)))
    assert not problems
    assert pairs(going_on) == [("ann", "bea"), ("abe", "bea")]
