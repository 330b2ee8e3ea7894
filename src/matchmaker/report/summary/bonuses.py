"""Bonuses earned."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from matchmaker.report.points import points_text
from matchmaker.report.speech import counted

if TYPE_CHECKING:
    from matchmaker.pipeline import Solved


def bonuses_of(solved: Solved) -> tuple[int, ...] | None:
    """Whole points of each bonus earned; `None` in programmes without."""
    if not solved.round.programme.bonuses:
        return None
    return tuple(earned.points for earned in solved.plan.bonuses)


def bonuses_text(bonuses: Sequence[int], decimals: int) -> str:
    """
    Bonuses in a sentence.

    >>> bonuses_text([50, 50, 20], 0)
    '3 bonuses are earned, worth 120 points together.'
    """
    if not bonuses:
        return "No bonus is earned."
    earned = counted(len(bonuses), "bonus")
    verb = "is" if len(bonuses) == 1 else "are"
    points = points_text(sum(bonuses), decimals)
    return f"{earned} {verb} earned, worth {points} points together."
