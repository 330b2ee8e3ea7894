"""A setting's supporters in several roles come from one place."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

from matchmaker.domain.bonuses import Couple
from matchmaker.domain.plan import EarnedBonus, Pairing
from matchmaker.domain.supporter import Supporter
from matchmaker.verify.facts import Facts


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
            place = _place(bonus, facts, supporter)
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


def _place(bonus: Couple, facts: Facts, supporter: Supporter) -> str | None:
    """Where somebody lives, or whom they work for; `None` if not known."""
    match bonus.by:
        case "authority":
            return supporter.authority
        case "region":
            return supporter.region
        case "employer":
            return supporter.employer
        case "employer_group":
            return facts.round.group_of_employer(supporter)
