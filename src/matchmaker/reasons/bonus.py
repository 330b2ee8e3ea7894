"""Why a bonus is earned: the pairings that earn it together."""

from __future__ import annotations

from matchmaker.domain.plan import EarnedBonus, Pairing
from matchmaker.pipeline import Solved
from matchmaker.pipeline.bonuses import are_peers
from matchmaker.reasons.records import BonusReason, Comer


def why_bonus(solved: Solved, earned: EarnedBonus) -> BonusReason:
    """Who earns a bonus of the plan."""
    own = _own(solved, earned)
    peers = (who for pairing in own for who in _peers_of(pairing, solved, earned))
    return BonusReason(
        name=earned.bonus,
        setting=earned.setting,
        by=earned.by,
        value=earned.value,
        points=earned.points,
        # One person may serve two requests of a setting for the same role.
        comers=tuple(dict.fromkeys(Comer(p.role, p.supporter) for p in own)),
        peers=tuple(dict.fromkeys(peers)),
    )


def bonuses_with(solved: Solved, pairing: Pairing) -> tuple[BonusReason, ...]:
    """The bonuses of its setting that a pairing helps to earn, in the plan's order."""
    return tuple(
        why_bonus(solved, earned)
        for earned in solved.bonuses_of_setting.get(pairing.setting or "", ())
        if pairing in _own(solved, earned)
    )


def _own(solved: Solved, earned: EarnedBonus) -> list[Pairing]:
    """The pairings of the setting itself that earn a bonus, role by role."""
    there = [
        pairing
        for role in earned.roles
        for pairing in solved.pairings_of_setting.get(earned.setting, ())
        if pairing.role == role and _comes_from(solved, pairing, earned)
    ]
    if earned.bonus != "peers":
        return there
    return [pairing for pairing in there if _peers_of(pairing, solved, earned)]


def _peers_of(pairing: Pairing, solved: Solved, earned: EarnedBonus) -> list[str]:
    """Who else is at the place at the same time, where that is what is earned."""
    if earned.bonus != "peers":
        return []
    own = solved.round.request(pairing.request)
    return [
        other.setting
        for other in solved.pairings_of_place[earned.by, earned.value]
        if other.setting is not None
        and other.role in earned.roles
        and are_peers(solved.round, own, solved.round.request(other.request))
    ]


def _comes_from(solved: Solved, pairing: Pairing, earned: EarnedBonus) -> bool:
    supporter = solved.round.supporter(pairing.supporter)
    return solved.round.affiliation_of(supporter, earned.by) == earned.value
