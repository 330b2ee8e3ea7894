"""An id that the round does not have: which ones may be meant is said."""

from __future__ import annotations

from datetime import date

import pytest

from matchmaker.domain.request import Request
from matchmaker.domain.round import Round
from matchmaker.domain.setting import Setting
from matchmaker.domain.supporter import Supporter
from matchmaker.reasons.unknown import no_request, no_supporter


@pytest.fixture
def whole(early_years):
    return Round(
        name="spring",
        programme=early_years,
        today=date(2026, 1, 5),
        settings=(Setting(id="N4"),),
        requests=(
            Request(id="A46-expert", setting="N4", role="expert"),
            Request(id="A46-mentor", setting="N4", role="mentor"),
            Request(id="B1", role="mentor"),
        ),
        supporters=(Supporter(id="P00014", roles=("mentor",), capacity=360),),
    )


@pytest.mark.parametrize(
    ("asked", "more"),
    [
        (
            "A46",
            "It asks for several roles, and each is a request of its own: A46-expert, "
            "A46-mentor.",
        ),
        ("N4", "It is who asks: A46-expert, A46-mentor."),
        ("P00014", "It is who offers: ask with --supporter P00014."),
        ("a46-exprt", "Near it: A46-expert."),
        ("zebra", ""),
    ],
)
def test_a_request_that_is_not_there(whole, asked, more):
    said = f"The round has no request '{asked}'. {more}".rstrip()
    assert str(no_request(whole, asked)) == said


@pytest.mark.parametrize(
    ("asked", "more"),
    [
        ("p00041", "Near it: P00014."),
        ("B1", "It is a request: ask with --request B1."),
        ("nobody", ""),
    ],
)
def test_a_supporter_who_is_not_there(whole, asked, more):
    said = f"The round has no supporter '{asked}'. {more}".rstrip()
    assert str(no_supporter(whole, asked)) == said
