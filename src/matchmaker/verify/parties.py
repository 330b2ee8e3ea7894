"""
Parties that show that no plan of buddies is stable (Tan 1991).

Everybody stands in one party: alone, in a pair, or in a ring. Each of a ring likes the
next better than the one before; and no two in all would rather have each other than
the one before them. Where nobody likes two equally well, and one ring is odd in number,
no plan is stable. That is a theorem; these loops only check that the parties are such.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import combinations

from matchmaker.verify.facts import Facts
from matchmaker.verify.links import link_faults, link_points
from matchmaker.verify.stability import Likings

Liked = Mapping[str, Mapping[str, tuple[int, int]]]
"""How much everybody likes those whom they may have; more is better."""


def show_that_none_is_stable(facts: Facts, parties: Sequence[Sequence[int]]) -> bool:
    """
    Check whether parties show that no plan is stable.

    Args:
        facts: The round, in which everybody also asks.
        parties: Positions of people.
    """
    ids = [person.id for person in facts.round.supporters]
    if sorted(p for party in parties for p in party) != list(range(len(ids))):
        return False
    rings = [[ids[p] for p in party] for party in parties if len(party) > 2]
    if all(len(ring) % 2 == 0 for ring in rings):
        return False
    liked = _likings(facts)
    before = {
        ids[after]: ids[one]
        for party in parties
        for one, after in zip(party, (*party[1:], *party[:1]), strict=True)
    }
    return (
        all(len(set(mine.values())) == len(mine) for mine in liked.values())
        and all(_goes_round(ring, liked) for ring in rings)
        and not any(
            _gains(one, other, before, liked) and _gains(other, one, before, liked)
            for one, mine in liked.items()
            for other in mine
        )
    )


def _likings(facts: Facts) -> Liked:
    """How much everybody likes whom they may have; who is pinned, their own only."""
    people = facts.round.supporters
    likings = Likings({person.id: person.preferences for person in people})
    decided = {frozenset((pin.request, pin.supporter)) for pin in facts.round.pins}
    bound = {person for pair in decided for person in pair}
    liked: dict[str, dict[str, tuple[int, int]]] = {person.id: {} for person in people}
    for one, other in combinations(liked, 2):
        if frozenset((one, other)) not in decided and not bound.isdisjoint(
            (one, other)
        ):
            continue
        if next(link_faults(facts, one, other), None) is None:
            points = link_points(facts, one, other)
            liked[one][other] = likings.of(one, other, points)
            liked[other][one] = likings.of(other, one, points)
    return liked


def _goes_round(ring: Sequence[str], liked: Liked) -> bool:
    """Whether each of a ring likes the next better than the one before."""
    for place, one in enumerate(ring):
        after, before = ring[(place + 1) % len(ring)], ring[place - 1]
        mine = liked[one]
        if after not in mine or before not in mine or mine[after] <= mine[before]:
            return False
    return True


def _gains(one: str, other: str, before: Mapping[str, str], liked: Liked) -> bool:
    """Whether somebody likes another better than the one before them, if any."""
    now = before[one]
    return now == one or liked[one][other] > liked[one][now]
