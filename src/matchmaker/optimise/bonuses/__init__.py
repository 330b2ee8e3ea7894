"""Bonuses as sides of pairs: a file a bonus."""

from __future__ import annotations

from importlib import import_module
from typing import Protocol, cast

from matchmaker.candidates import Candidates
from matchmaker.domain.bonuses import Bonus
from matchmaker.domain.round import Round
from matchmaker.optimise.couples import Couples


class BonusForm(Protocol):
    """What a file in this folder offers."""

    def couples(
        self, bonus: Bonus, matching_round: Round, candidates: Candidates
    ) -> Couples:
        """What a plan could earn by one entry of the programme."""


def couples_of(matching_round: Round, candidates: Candidates) -> Couples:
    """
    Every bonus that a plan could earn, in the order in which plans list them.

    Those are left out of which some side has too few pairs. What rules about several
    pairings make of the rest is not asked.
    """
    return Couples.stack(
        [
            _form(bonus.name).couples(bonus, matching_round, candidates)
            for bonus in matching_round.programme.bonuses
        ]
    )


def _form(name: str) -> BonusForm:
    """The file of a bonus, found by the bonus's name."""
    return cast("BonusForm", import_module(f"matchmaker.optimise.bonuses.{name}"))
