"""Bonuses as sides of pairs: a file a bonus."""

from __future__ import annotations

from importlib import import_module
from typing import Protocol, cast

from matchmaker.candidates import Candidates
from matchmaker.domain.bonuses import Bonus
from matchmaker.domain.round import Round
from matchmaker.optimise.bonus_columns import Bonuses


class BonusForm(Protocol):
    """What a file in this folder offers."""

    def bonuses(
        self, bonus: Bonus, matching_round: Round, candidates: Candidates
    ) -> Bonuses:
        """What a plan could earn by one entry of the programme."""


def bonus_columns_of(matching_round: Round, candidates: Candidates) -> Bonuses:
    """
    Every bonus that a plan could earn, in the order in which plans list them.

    Those are left out of which some side has too few pairs. What rules about several
    pairings make of the rest is not asked.
    """
    return Bonuses.stack(
        [
            _form(bonus.name).bonuses(bonus, matching_round, candidates)
            for bonus in matching_round.programme.bonuses
        ]
    )


def _form(name: str) -> BonusForm:
    """The file of a bonus, found by the bonus's name."""
    return cast("BonusForm", import_module(f"matchmaker.optimise.bonuses.{name}"))
