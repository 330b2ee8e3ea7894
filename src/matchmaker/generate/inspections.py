"""Outcomes of inspections, under the framework of their day."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from matchmaker.domain.inspection import OFSTED, REPORT_CARD, Inspection

if TYPE_CHECKING:
    from collections.abc import Mapping

    from matchmaker.generate.dice import Dice, Weighted

REPORT_CARDS_SINCE = date(2025, 11, 10)


def draw_inspection(
    dice: Dice, grades: Mapping[str, Weighted[str]], today: date
) -> Inspection | None:
    """
    An outcome of the six years before today; none for settings not yet inspected.

    Args:
        dice: Where chance comes from.
        grades: For each inspection framework, the grades to draw from; the empty
            grade stands for "not inspected".
        today: Later than the inspection.
    """
    day = today - timedelta(days=dice.whole(20, 6 * 365))
    framework = REPORT_CARD if day >= REPORT_CARDS_SINCE else OFSTED
    judgement = dice.draw(grades[framework])
    if not judgement:
        return None
    return Inspection(
        framework=framework,
        judgement=judgement,
        inspected_on=day,
        safeguarding_met=dice.chance(980) if framework == REPORT_CARD else None,
    )
