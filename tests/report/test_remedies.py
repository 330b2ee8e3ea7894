"""Every change that can be proposed has words."""

from typing import get_args

import pytest

from matchmaker.pipeline.changes import KINDS, Change, ChangeKind
from matchmaker.pipeline.lifting import LOOSENED
from matchmaker.report.remedies import _ASKED, _GRANTED, change_text


def test_every_kind_has_its_place_in_the_order():
    assert set(KINDS) == set(get_args(ChangeKind))


@pytest.mark.parametrize(
    ("change", "text"),
    [
        (
            Change("travel", supporter="P0", before=45, after=52),
            "P0 travels up to 52 minutes",
        ),
        (
            Change("place", supporter="P0", role="expert", before=360, after=460),
            "1.67 hours more of P0 as expert",
        ),
        (
            Change("mode", supporter="P0", before="virtual", after="either"),
            "P0 works face to face or virtually instead of virtually only",
        ),
        (
            Change("mode", request="R0", before="face-to-face", after="virtual"),
            "takes support virtually instead of face to face",
        ),
        (
            Change("unpin", request="R0", supporter="P0"),
            "P0 is no longer pinned to R0 of",
        ),
        (
            Change("unforbid", request="R0", supporter="P0"),
            "P0 is no longer kept from R0 of",
        ),
        (
            Change("untie", request="R0", parameter="apart", party="R1"),
            "R1 are no longer tied",
        ),
        (
            Change("area", supporter="P0", before="North West", after="North East"),
            "P0 also works in North East",
        ),
        (Change("demand", request="R0", before=1, after=2), "may get 2 instead of 1"),
        (
            Change("minimum", request="R0", before=1, after=0),
            "must get at least 0 instead of 1",
        ),
        (
            Change("least", supporter="P0", before=360, after=60),
            "P0 need only give 1 hour instead of 6 hours",
        ),
        (
            Change("priority", request="R0", before=1, after=4),
            "has priority 4 instead of 1",
        ),
        (Change("override", request="R0"), "is let in although its setting meets no"),
        (
            Change("quota", parameter="most", party="in Leeds", before=1, after=2),
            "the quota in Leeds is at most 2 instead of 1",
        ),
        (
            Change("budget", party="all", before=100_000, after=150_050),
            "the budget of all regions together is £1,500.50 instead of £1,000",
        ),
        (Change("rule", rule="contrast"), "the programme drops the rule 'contrast'"),
    ],
)
def test_changes_in_words(change, text, draw_round):
    assert text in change_text(change, draw_round(1, strict=False))


def test_every_kind_of_change_has_words():
    told = set(_GRANTED) | set(_ASKED) | {"rule"}
    assert told == set(KINDS)


@pytest.mark.parametrize("rule", [*LOOSENED, "group_limit", "at_once"])
def test_every_rule_that_is_loosened_has_words(rule, draw_round):
    change = Change("rule", rule=rule, parameter="any", before=3, after=2)
    words = change_text(change, draw_round(1, strict=False))
    assert words.startswith("the programme ")
    assert "2" in words
    assert "3" in words
