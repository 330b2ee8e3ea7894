"""From the pairings of a plan to what they earn together."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from matchmaker.domain.bonuses import Couple
from matchmaker.domain.plan import EarnedBonus, Pairing
from matchmaker.domain.round import Round


def bonuses_of(
    matching_round: Round, pairings: Sequence[Pairing]
) -> tuple[EarnedBonus, ...]:
    """What pairings earn: by the programme's order, the settings', and by value."""
    return tuple(
        earned
        for bonus in matching_round.programme.bonuses
        for earned in _couples(bonus, matching_round, pairings)
    )


def _couples(
    bonus: Couple, matching_round: Round, pairings: Sequence[Pairing]
) -> Iterator[EarnedBonus]:
    """Each setting and place from which every role of the bonus has somebody."""
    places: dict[str, set[tuple[str, str]]] = {role: set() for role in bonus.roles}
    for pairing in pairings:
        supporter = matching_round.supporter(pairing.supporter)
        value = matching_round.affiliation_of(supporter, bonus.by)
        if pairing.role in places and pairing.setting is not None and value is not None:
            places[pairing.role].add((pairing.setting, value))
    position = {setting.id: i for i, setting in enumerate(matching_round.settings)}
    shared = set.intersection(*places.values())
    for setting, value in sorted(shared, key=lambda at: (position[at[0]], at[1])):
        yield EarnedBonus(
            bonus=bonus.name,
            roles=bonus.roles,
            by=bonus.by,
            setting=setting,
            value=value,
            points=bonus.points,
        )
