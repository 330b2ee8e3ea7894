"""A setting's supporters in several roles come from one place."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

from matchmaker.domain.bonuses import Couple
from matchmaker.domain.plan import EarnedBonus, Pairing
from matchmaker.verify.facts import Facts
from matchmaker.verify.places import place_of


def earned(
    bonus: Couple, facts: Facts, pairings: Sequence[Pairing]
) -> Iterator[EarnedBonus]:
    """
    A setting's supporters in several roles come from one place.

    Once for each setting and place from which every role listed has somebody.
    """
    of_setting: dict[str, list[tuple[str, str | None]]] = defaultdict(list)
    for pairing in pairings:
        request = facts.round.request(pairing.request)
        supporter = facts.round.supporter(pairing.supporter)
        if request.setting is not None:
            place = place_of(supporter, bonus.by, facts)
            of_setting[request.setting].append((request.role, place))
    for setting in facts.round.settings:
        comers = of_setting[setting.id]
        for place in sorted({place for _, place in comers if place is not None}):
            if all((role, place) in comers for role in bonus.roles):
                yield EarnedBonus(
                    bonus=bonus.name,
                    roles=bonus.roles,
                    by=bonus.by,
                    setting=setting.id,
                    value=place,
                    points=bonus.points,
                )
