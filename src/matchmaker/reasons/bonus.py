"""Why a bonus is earned: the pairings that earn it together."""

from __future__ import annotations

from matchmaker.domain.plan import EarnedBonus, Pairing
from matchmaker.pipeline import Solved
from matchmaker.reasons.records import BonusReason, Comer


def why_bonus(solved: Solved, earned: EarnedBonus) -> BonusReason:
    """Who earns a bonus of the plan."""
    comers = (
        Comer(role, pairing.supporter)
        for role in earned.roles
        for pairing in solved.pairings_of_setting.get(earned.setting, ())
        if pairing.role == role and _comes_from(solved, pairing, earned)
    )
    return BonusReason(
        name=earned.bonus,
        setting=earned.setting,
        by=earned.by,
        value=earned.value,
        points=earned.points,
        # One person may serve two requests of a setting for the same role.
        comers=tuple(dict.fromkeys(comers)),
    )


def bonuses_with(solved: Solved, pairing: Pairing) -> tuple[BonusReason, ...]:
    """The bonuses that a pairing helps to earn, in the plan's order."""
    comer = Comer(pairing.role, pairing.supporter)
    of_setting = solved.bonuses_of_setting.get(pairing.setting or "", ())
    reasons = (why_bonus(solved, earned) for earned in of_setting)
    return tuple(reason for reason in reasons if comer in reason.comers)


def _comes_from(solved: Solved, pairing: Pairing, earned: EarnedBonus) -> bool:
    supporter = solved.round.supporter(pairing.supporter)
    return solved.round.affiliation_of(supporter, earned.by) == earned.value
