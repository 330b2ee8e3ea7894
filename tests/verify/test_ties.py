"""Ties and exclusions: they hold, they are broken, and the edge between."""

from __future__ import annotations

import pytest
from pydantic import ValidationError

from matchmaker.domain.plan import Pairing, Plan
from matchmaker.domain.request import Request
from matchmaker.domain.rules import BothOrNone
from matchmaker.domain.setting import Setting
from matchmaker.domain.supporter import Supporter
from matchmaker.domain.ties import Exclusion, Tie
from matchmaker.verify import check

RULES = ("apart", "together", "both_or_none", "exclusive")


@pytest.fixture
def club(small):
    """Three requests for two people each; Ann, Ben and Cy could support them all."""

    def make(*rules, requests=("x", "y", "z"), asked=None, **fields):
        usual = tuple(Request(id=name, role="expert", demand=2) for name in requests)
        people = tuple(
            Supporter(id=name, roles=("expert", "mentor"), capacity=9)
            for name in ("ann", "ben", "cy")
        )
        return small.round(*rules, requests=asked or usual, supporters=people, **fields)

    return make


def broken(matching_round, *pairs):
    """What a plan of these pairs breaks of the rules about ties."""
    pairings = tuple(
        Pairing(request=r, supporter=s, role="expert", points=0, criteria={})
        for r, s in pairs
    )
    found = check(matching_round, Plan(pairings=pairings))
    return [str(violation) for violation in found if violation.rule in RULES]


def tie(kind, request="x", other="y"):
    return Tie(kind=kind, request=request, other=other)


def test_requests_kept_apart_share_nobody(club):
    made = club(ties=(tie("apart"),))
    assert broken(made, ("x", "ann"), ("x", "ben"), ("y", "cy"), ("z", "ann")) == []
    assert broken(made, ("x", "ann"), ("x", "ben"), ("y", "ben"), ("y", "cy")) == [
        "apart (x): shares ben with y, kept apart from it"
    ]


def test_requests_tied_together_share_everybody(club):
    made = club(ties=(tie("together"),))
    both = [("x", "ann"), ("x", "ben"), ("y", "ann"), ("y", "ben")]
    assert broken(made) == []
    assert broken(made, *both, ("z", "cy")) == []
    assert broken(made, *both[:3]) == [
        "together (x): has ann, ben, but y, tied to it, has ann"
    ]
    assert broken(made, *both[2:]) == [
        "together (x): has nobody, but y, tied to it, has ann, ben"
    ]


def test_of_both_or_none_neither_comes_alone(club):
    made = club(ties=(tie("both-or-none"),))
    assert broken(made) == []
    assert broken(made, ("x", "ann"), ("x", "ben"), ("y", "ann")) == []
    assert broken(made, ("x", "ann"), ("z", "ben")) == [
        "both_or_none (x): is given somebody, but y, tied to it, nobody"
    ]
    assert broken(made, ("y", "ann")) == [
        "both_or_none (y): is given somebody, but x, tied to it, nobody"
    ]


def test_a_written_tie_holds_whatever_the_roles_of_the_rule(club):
    mentors = BothOrNone(roles=("mentor",), within_setting=True)
    made = club(mentors, ties=(tie("both-or-none"),))
    assert len(broken(made, ("x", "ann"))) == 1


OAK = (Setting(id="oak"), Setting(id="elm"))
ASKED = (
    Request(id="oak-expert", setting="oak", role="expert"),
    Request(id="oak-mentor", setting="oak", role="mentor"),
    Request(id="elm-mentor", setting="elm", role="mentor"),
    Request(id="nobody's-mentor", role="mentor"),
    Request(id="nobody's-expert", role="expert"),
)


@pytest.mark.parametrize(
    ("rule", "alone"),
    [
        (BothOrNone(within_setting=True), True),
        (BothOrNone(within_setting=True, roles=("mentor", "expert")), True),
        (BothOrNone(within_setting=True, roles=("mentor",)), False),
        (BothOrNone(within_setting=False), False),
    ],
)
def test_within_a_setting_neither_role_comes_alone(club, rule, alone):
    made = club(rule, asked=ASKED, settings=OAK)
    both = [("oak-expert", "ann"), ("oak-mentor", "ben")]
    others = [("elm-mentor", "ann"), ("nobody's-mentor", "ben")]
    assert broken(made, *both, *others) == []
    assert broken(made, *others) == []
    assert (
        broken(made, *both[:1], *others)
        == [
            "both_or_none (oak): is given somebody for oak-expert, but nobody for oak-mentor"
        ]
        * alone
    )


def test_pairs_ruled_out_together_are_not_both_made(club):
    either = Exclusion(
        request="x", supporter="ann", other_request="y", other_supporter="ben"
    )
    made = club(exclusions=(either,))
    assert broken(made, ("x", "ann"), ("y", "ann"), ("x", "ben")) == []
    assert broken(made, ("y", "ben"), ("x", "ben")) == []
    assert broken(made, ("x", "ann"), ("y", "ben")) == [
        "exclusive (x): has ann while y has ben, which a person ruled out"
    ]


@pytest.mark.parametrize(
    ("fields", "fault"),
    [
        ({"ties": (tie("apart", "x", "x"),)}, "request 'x' is tied to itself"),
        ({"ties": (tie("apart", "x", "q"),)}, "a tie names unknown request 'q'"),
        (
            {
                "exclusions": (
                    Exclusion(
                        request="x",
                        supporter="ann",
                        other_request="x",
                        other_supporter="ann",
                    ),
                )
            },
            "the pair x and ann is excluded by itself",
        ),
        (
            {
                "exclusions": (
                    Exclusion(
                        request="x",
                        supporter="ann",
                        other_request="q",
                        other_supporter="dee",
                    ),
                )
            },
            "unknown request 'q'; a decision names unknown supporter 'dee'",
        ),
    ],
)
def test_a_round_refuses_ties_that_mean_nothing(club, fields, fault):
    with pytest.raises(ValidationError, match=fault):
        club(**fields)
