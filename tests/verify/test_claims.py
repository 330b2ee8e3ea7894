"""What the solver's side claims of pairs is held against the records."""

from __future__ import annotations

import pytest

from matchmaker.domain.criteria import Improvement
from matchmaker.domain.rules import Experience, Qualification
from matchmaker.verify import PairClaim, check_pairs


@pytest.fixture
def claimed(small):
    """Judges a claim about Ada, who has so many years of experience."""

    def judge(years, **claim):
        made = small.round(
            Experience(years=3),
            Qualification(level=6),
            Improvement(weight=10),
            supporter={
                "experience_years": years,
                "qualification_level": years * 2,
                "improved_setting": True,
            },
        )
        pair = {"request": "help", "supporter": "ada"}
        return [str(v) for v in check_pairs(made, [PairClaim(**(pair | claim))])]

    return judge


def test_true_claims_are_left_alone(claimed):
    assert claimed(3, accepted=True, points=100) == []
    assert claimed(3, accepted=True) == []
    assert claimed(2, accepted=False) == []


def test_a_pair_let_in_wrongly_names_every_broken_rule(claimed):
    assert claimed(2, accepted=True, points=100) == [
        "candidates (help): with ada: is a candidate, but breaks experience: has 2 "
        "years of experience, needs 3; qualification: is qualified to level 4, needs "
        "level 6"
    ]


def test_a_pair_turned_away_wrongly_is_found(claimed):
    assert claimed(3, accepted=False) == [
        "candidates (help): with ada: is no candidate, but breaks no rule"
    ]


@pytest.mark.parametrize("points", [99, 101, 0])
def test_false_points_are_found(claimed, points):
    assert claimed(3, accepted=True, points=points) == [
        f"points (help): with ada: is said to have {points} points, has 100"
    ]


@pytest.mark.parametrize("who", ["request", "supporter"])
def test_claims_about_the_unknown_are_found(claimed, who):
    (told,) = claimed(3, accepted=True, **{who: "ghost"})
    assert told.startswith("references (")


def test_every_claim_is_judged_in_turn(small):
    made = small.round()
    claim = PairClaim("help", "ada", accepted=True)
    wrong = PairClaim("help", "ada", accepted=False)
    assert len(check_pairs(made, [wrong, claim, wrong])) == 2
    assert check_pairs(made, []) == ()
