"""Why two are in different groups, and what must hold for groups costs: by hand."""

import tomllib
from datetime import date

import pytest

from matchmaker.domain.decisions import Pin
from matchmaker.domain.programme import Programme
from matchmaker.domain.request import Request
from matchmaker.domain.round import Round
from matchmaker.domain.setting import Setting
from matchmaker.domain.supporter import Supporter
from matchmaker.errors import InputError
from matchmaker.pipeline import match
from matchmaker.reasons.groups import OtherCompany, why_not_together
from matchmaker.reasons.rule_prices import price_of_rules
from matchmaker.report.groups import not_together_lines
from matchmaker.report.rule_prices import rule_prices_lines

PROGRAMME = """
name = "circle"
title = "Circle"
asks = "people"
[roles.guide]
title = "Guide"
load_hours = 6
[groups]
role = "guide"
preferred = 2
most = 2
together = "with"
times = "free"
[[groups.rule]]
name = "not_named"
field = "not"
of = "request"
[[groups.criterion]]
name = "overlap"
field = "likes"
weight = 10
[field.likes]
title = "Likes"
kind = "list"
request = {}
supporter = {}
[field.free]
title = "Free"
kind = "half-days"
request = {}
[field.with]
title = "With"
kind = "text"
request = {}
[field.not]
title = "Not with"
kind = "list"
request = {}
[[criterion]]
name = "overlap"
field = "likes"
weight = 10
[[objective]]
name = "coverage"
[[objective]]
name = "points"
"""


def asks(key, likes, **answers):
    fields = {name: tuple(words) for name, words in answers.items()}
    return Request(
        id=key,
        setting=key,
        role="guide",
        load=360,
        fields=fields | {"likes": tuple(likes)},
    )


def solved_of(*requests, guides=("jam", "tea"), **fields):
    return match(
        Round(
            name="Circle",
            programme=Programme.model_validate(tomllib.loads(PROGRAMME)),
            today=date(2026, 1, 5),
            settings=tuple(
                Setting(id=r.id, name=r.id.title(), authority="Leeds") for r in requests
            ),
            requests=requests,
            supporters=tuple(
                Supporter(
                    id=f"g{i}",
                    roles=("guide",),
                    capacity=360,
                    fields={"likes": (likes,)},
                )
                for i, likes in enumerate(guides)
            ),
            **fields,
        )
    )


@pytest.fixture(scope="module")
def two_and_two():
    """Ann and Bob like jam, Cy and Di tea; a guide for each liking."""
    return solved_of(
        *(asks(k, ["jam"]) for k in ("ann", "bob")),
        *(asks(k, ["tea"]) for k in ("cy", "di")),
    )


def test_the_cost_is_that_of_the_best_division_with_the_two_together(two_and_two):
    answer = why_not_together(two_and_two, "ann", "cy")
    # Two pairs who share their liking both ways, worth 200 each, are lost.
    assert dict(answer.cost) == {
        "ungrouped": 0,
        "small-groups": 0,
        "outside-district": 0,
        "points": 400,
    }
    # Each guide pleases half of what a mixed group likes.
    assert dict(answer.support) == {"coverage": 0, "points": 100}
    assert answer.moved == (
        OtherCompany("ann", ("bob",), ("cy",)),
        OtherCompany("cy", ("di",), ("ann",)),
        OtherCompany("bob", ("ann",), ("di",)),
        OtherCompany("di", ("cy",), ("bob",)),
    )
    assert answer.exact
    lines = list(not_together_lines(answer, two_and_two.whole))
    assert lines[0] == (
        "Ann (ann) and Cy (cy) could be in one group, but the groups would then have "
        "400 points less; the pairings would then have 100 points less."
    )
    assert "- Ann (ann) is with Cy (cy) instead of Bob (bob)" in lines
    assert list(not_together_lines(answer, two_and_two.whole, "sentence")) == lines[:1]


def test_equals_may_be_changed_freely():
    solved = solved_of(*(asks(k, ["tea"]) for k in ("ann", "bob", "cy", "di")))
    (mine,) = (g.members for g in solved.plan.groups if "ann" in g.members)
    other = next(k for k in ("bob", "cy", "di") if k not in mine)
    answer = why_not_together(solved, "ann", other)
    assert not any((*answer.cost.values(), *answer.support.values()))
    (first, *_) = not_together_lines(answer, solved.whole)
    assert first.endswith("and the plan would be just as good.")


def test_more_than_a_group_holds_cannot_be_together():
    people = [asks(k, ["tea"], **{"with": ["elm"]}) for k in ("ann", "bob")]
    solved = solved_of(*people, asks("cy", ["tea"]))
    answer = why_not_together(solved, "ann", "cy")
    assert (answer.cost, answer.conflict) == (None, ("too many",))
    (line,) = not_together_lines(answer, solved.whole)
    assert line == (
        "Ann (ann) and Cy (cy) cannot be in one group: more people applied together "
        "than a group may have."
    )


def test_two_with_other_guides_cannot_be_together():
    pins = (Pin(request="ann", supporter="g0"), Pin(request="bob", supporter="g1"))
    solved = solved_of(asks("ann", ["jam"]), asks("bob", ["tea"]), pins=pins)
    answer = why_not_together(solved, "ann", "bob")
    assert answer.cost is None
    assert answer.conflict


@pytest.mark.parametrize(
    ("other", "said"), [("bob", "are together in the plan"), ("eve", "'eve'")]
)
def test_what_cannot_be_asked(two_and_two, other, said):
    with pytest.raises(InputError, match=said):
        why_not_together(two_and_two, "ann", other)


def test_what_must_hold_for_groups_has_its_price():
    # Ann and Bob like jam alone and must not be together; Cy can only at another time.
    solved = solved_of(
        asks("ann", ["jam"], **{"not": ["bob"], "free": ["mon-am"]}),
        asks("bob", ["jam"], free=["mon-am"]),
        asks("cy", ["tea"], free=["fri-pm"]),
    )
    assert [line.value for line in solved.group_proof] == [0, 3, 0, 0]
    prices = {p.name: p for p in price_of_rules(solved).of_groups.prices}
    assert dict(prices["not_named:not:request"].gain) == {
        "ungrouped": 0,
        "small-groups": 2,
        "outside-district": 0,
        "points": 200,
    }
    # Without a time for all, Cy could be with either, though they share no liking.
    assert dict(prices["times"].gain)["small-groups"] == 2
    assert dict(prices["times"].values)["points"] == 0
    assert set(prices["together"].gain.values()) == {0}
    said = "\n".join(rule_prices_lines(price_of_rules(solved), solved.round))
    assert "without 'a time suits the whole group'" in said
    assert "the rule 'who applied together stay together'" in said


def test_out_of_time_prices_of_groups_are_left_out(two_and_two):
    cut = price_of_rules(two_and_two, limit=0.0)
    assert (cut.of_groups.prices, cut.of_groups.complete) == ((), False)
