"""Every change that can be proposed has words."""

from typing import get_args

import pytest

from matchmaker.pipeline.changes import KINDS, Change, ChangeKind
from matchmaker.pipeline.proposals import LOOSENED
from matchmaker.report.remedies import change_text


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
    ],
)
def test_changes_in_words(change, text, draw_round):
    assert text in change_text(change, draw_round(1, strict=False))


@pytest.mark.parametrize("rule", [*LOOSENED, "group_limit", "at_once"])
def test_every_rule_that_is_loosened_has_words(rule, draw_round):
    change = Change("rule", rule=rule, parameter="any", before=3, after=2)
    words = change_text(change, draw_round(1, strict=False))
    assert words.startswith("the programme ")
    assert "2" in words
    assert "3" in words
