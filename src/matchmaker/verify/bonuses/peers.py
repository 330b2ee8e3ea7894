"""Whoever is placed somewhere is not the only one there."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from datetime import date

from matchmaker.domain.bonuses import Peers
from matchmaker.domain.plan import EarnedBonus, Pairing
from matchmaker.verify.facts import Facts
from matchmaker.verify.places import place_of
from matchmaker.verify.rules.at_once import window_of

Stay = tuple[str, date, date]
"""Who is there, from which day, and to which."""


def earned(
    bonus: Peers, facts: Facts, pairings: Sequence[Pairing]
) -> Iterator[EarnedBonus]:
    """
    Whoever is placed somewhere is not the only one there.

    Each pairing earns it if another's, at the same place, is under way on one of the
    same days, both the first and the last of which count; what those of one setting
    (where people ask, one person) earn at a place is one entry. What requests and
    supporters are is read from the round, whatever pairings say.
    """
    at_place: dict[str, list[Stay]] = defaultdict(list)
    for pairing in pairings:
        request = facts.round.request(pairing.request)
        supporter = facts.round.supporter(pairing.supporter)
        place = place_of(supporter, bonus.by, facts)
        if request.setting is None or place is None or request.role not in bonus.roles:
            continue
        at_place[place].append((request.setting, *window_of(facts, request)))
    places: dict[str, Counter[str]] = defaultdict(Counter)
    for place, stays in at_place.items():
        for stay in stays:
            if any(_are_company(stay, other) for other in stays):
                places[stay[0]][place] += 1
    for setting in facts.round.settings:
        for place, times in sorted(places[setting.id].items()):
            yield EarnedBonus(
                bonus=bonus.name,
                roles=bonus.roles,
                by=bonus.by,
                setting=setting.id,
                value=place,
                points=bonus.points * times,
            )


def _are_company(one: Stay, other: Stay) -> bool:
    """Whether two different people are there on some day."""
    (who, first, last), (whom, begins, ends) = one, other
    return who != whom and max(first, begins) <= min(last, ends)
