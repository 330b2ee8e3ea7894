"""Whose company a pairing has, and which pairings have any."""

from __future__ import annotations

from datetime import date
from types import SimpleNamespace

import pytest

from matchmaker.domain.bonuses import Couple, Peers
from matchmaker.domain.plan import Pairing, Plan
from matchmaker.domain.request import Request
from matchmaker.domain.round import Round
from matchmaker.domain.setting import Setting
from matchmaker.domain.supporter import Supporter
from matchmaker.pipeline import Solved
from matchmaker.pipeline.bonuses import bonuses_of
from matchmaker.reasons import Comer, why_bonus
from matchmaker.reasons.bonus import bonuses_with

AUTUMN, SPRING = "2022-09-05 2022-12-16", "2023-01-09 2023-03-31"
ASKED = {
    "A-autumn": ("amir", AUTUMN),
    "A-spring": ("amir", SPRING),
    "B-autumn": ("bryony", AUTUMN),
    "C-autumn": ("callum", AUTUMN),
    "C-spring": ("callum", SPRING),
}


@pytest.fixture
def placed(early_years):
    """Trainees with May and Mo of Oak School, or Ned of Elm School, as is said."""

    def placed(**mentors) -> Solved:
        bonuses = (
            Couple(roles=("expert", "mentor"), by="employer", points=9),
            Peers(roles=("mentor",), by="employer", points=30),
        )
        this = Round(
            name="Placements",
            programme=early_years.model_copy(update={"bonuses": bonuses}),
            today=date(2022, 9, 1),
            settings=tuple(
                Setting(id=name) for name in ("amir", "bryony", "callum", "oak", "elm")
            ),
            requests=tuple(
                Request(
                    id=name,
                    setting=who,
                    role="mentor",
                    start=date.fromisoformat(days.split()[0]),
                    end=date.fromisoformat(days.split()[1]),
                )
                for name, (who, days) in ASKED.items()
            ),
            supporters=tuple(
                Supporter(id=name, roles=("mentor",), capacity=9000, employer=school)
                for name, school in (("may", "oak"), ("mo", "oak"), ("ned", "elm"))
            ),
        )
        pairings = tuple(
            Pairing(
                request=request.replace("_", "-"),
                setting=ASKED[request.replace("_", "-")][0],
                supporter=who,
                role="mentor",
                points=0,
                criteria={},
            )
            for request, who in mentors.items()
        )
        plan = Plan(pairings=pairings, bonuses=bonuses_of(this, pairings))
        nothing = SimpleNamespace()
        return Solved(this, nothing, nothing, plan, ())

    return placed


def company(solved):
    """By pairing, who else is there by each of its bonuses."""
    return {
        pairing.request: [reason.peers for reason in bonuses_with(solved, pairing)]
        for pairing in solved.plan.pairings
    }


def test_all_who_are_there_at_the_same_time_are_named_in_the_plan_s_order(placed):
    solved = placed(A_autumn="may", B_autumn="mo", C_autumn="may", C_spring="ned")
    assert company(solved) == {
        "A-autumn": [("bryony", "callum")],
        "B-autumn": [("amir", "callum")],
        "C-autumn": [("amir", "bryony")],
        "C-spring": [],
    }
    reason = why_bonus(solved, solved.plan.bonuses[0])
    assert (reason.name, reason.setting, reason.by) == ("peers", "amir", "employer")
    assert (reason.value, reason.points) == ("oak", 30)
    assert reason.comers == (Comer("mentor", "may"),)


def test_who_is_there_at_another_time_or_elsewhere_is_not_named(placed):
    solved = placed(A_autumn="may", A_spring="may", B_autumn="mo", C_spring="ned")
    assert company(solved) == {
        "A-autumn": [("bryony",)],
        "A-spring": [],
        "B-autumn": [("amir",)],
        "C-spring": [],
    }


def test_two_placements_at_one_school_share_what_they_earn(placed):
    solved = placed(A_autumn="may", A_spring="mo", B_autumn="mo", C_spring="may")
    reason = why_bonus(solved, solved.plan.bonuses[0])
    assert (reason.points, reason.peers) == (60, ("bryony", "callum"))
    assert reason.comers == (Comer("mentor", "may"), Comer("mentor", "mo"))
