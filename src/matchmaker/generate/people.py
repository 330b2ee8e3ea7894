"""One made-up supporter at a time."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from matchmaker.domain.inspection import OFSTED, REPORT_CARD, Inspection
from matchmaker.generate.answers import HALF_DAYS
from matchmaker.generate.dice import Weighted
from matchmaker.generate.inspections import draw_inspection
from matchmaker.generate.words import person_name

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from matchmaker.domain.programme import Programme
    from matchmaker.domain.setting import Setting
    from matchmaker.generate.dice import Dice

GOOD_ENOUGH = {
    OFSTED: Weighted({"outstanding": 30, "good": 70}),
    REPORT_CARD: Weighted(
        {"exceptional": 5, "strong standard": 45, "expected standard": 50}
    ),
}

LIMITS: Weighted[int | None] = Weighted(
    {None: 30, 30: 5, 45: 20, 60: 30, 75: 5, 90: 10}
)
"""Minutes one way that people are willing to travel."""

LEVELS = Weighted({6: 75, 7: 23, 8: 2})
IMPROVED: Weighted[bool | None] = Weighted({True: 30, False: 50, None: 20})
EMPLOYERS = Weighted(
    {"round": 10, "setting": 65, "local authority": 15, "university": 10}
)
"""Whom people work for; `round` is one of the round's own settings."""

FLAWLESS = 900
"""So many of a thousand people meet every usual rule about people."""

FLAWS: tuple[dict[str, Any], ...] = (
    {"experience_years": 2},
    {"qualification_level": 5},
    {"trained_on": None},
    {"suitability": "barred"},
    {"leadership": "none"},
    {
        "employer": None,
        "employer_kind": "setting",
        "employer_inspection": Inspection(
            framework=OFSTED, judgement="requires improvement"
        ),
    },
)
"""What the others lack, one thing each."""


@dataclass(frozen=True)
class Surroundings:
    """
    What the people of one region are drawn from.

    Attributes:
        programme: Gives the words for specialisms, ages and types.
        today: Trainings and inspections lie before.
        employers: Well-judged settings of the round in this region.
        groups: Owners of settings in this region.
        workplaces: Settings of the round in which everybody works, if they do.
    """

    programme: Programme
    today: date
    employers: Sequence[Setting]
    groups: Sequence[str]
    workplaces: Sequence[Setting] = ()


def draw_person(dice: Dice, around: Surroundings) -> dict[str, Any]:
    """
    The fields of a supporter that depend on neither role nor place.

    Nine in ten meet every usual rule about people; the others lack one thing.
    """
    vocabulary = around.programme.vocabulary
    types = tuple(vocabulary.get("setting_type", ()))
    return {
        "name": person_name(dice),
        "experience_years": dice.whole(3, 30),
        "qualification_level": dice.draw(LEVELS),
        "leadership": "leading",
        "trained_on": around.today - timedelta(days=dice.whole(7, 300)),
        "suitability": "clear",
        "specialisms": dice.some(tuple(vocabulary.get("need", ())), 2, 5),
        "subjects": dice.some(tuple(vocabulary.get("subject", ())), 1, 2),
        "setting_types": dice.subset(types, 1, 3),
        "ages": dice.subset(tuple(vocabulary.get("age", ())), 1, 3),
        "improved_setting": dice.draw(IMPROVED),
        "travel_limit": dice.draw(LIMITS),
        "days": dice.subset(HALF_DAYS, 3, 8),
        **_employer(dice, around),
    }


def draw_flaw(dice: Dice) -> dict[str, Any]:
    """What somebody lacks: nothing, for nine in ten."""
    return {} if dice.chance(FLAWLESS) else dice.pick(FLAWS)


def _employer(dice: Dice, around: Surroundings) -> dict[str, Any]:
    """Three in four work in a setting, some of them in one of the round's."""
    kind = dice.draw(EMPLOYERS)
    if kind == "round" and around.employers:
        employer = dice.pick(around.employers)
        return {
            "employer": employer.id,
            "employer_kind": "setting",
            "employer_group": employer.group,
            "employer_inspection": employer.inspection,
        }
    if kind in ("round", "setting"):
        known = around.groups and dice.chance(200)
        return {
            "employer_kind": "setting",
            "employer_group": dice.pick(around.groups) if known else None,
            "employer_inspection": draw_inspection(dice, GOOD_ENOUGH, around.today),
        }
    return {"employer_kind": kind}
