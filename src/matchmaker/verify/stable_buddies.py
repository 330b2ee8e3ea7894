"""Which buddies would rather have each other than whom they have."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

from matchmaker.domain.among import with_askers
from matchmaker.domain.plan import Plan
from matchmaker.domain.round import Round
from matchmaker.verify.facts import Facts
from matchmaker.verify.links import link_faults, link_points
from matchmaker.verify.stability import liking

MOST_DERIVED = 40_000
"""Of more pairs whose rules and points must be derived, so many are looked at."""

Liked = tuple[int, int]


@dataclass(frozen=True, slots=True)
class BlockingBuddies:
    """
    Two people who would rather have each other than whom they have.

    Attributes:
        one: The person who stands first in the round.
        other: The other.
        one_has: Whom the first would give up; `None`: nobody.
        other_has: Whom the other would give up, likewise.
    """

    one: str
    other: str
    one_has: str | None
    other_has: str | None


def blocking_buddies(
    facts: Facts, plan: Plan
) -> tuple[tuple[BlockingBuddies, ...], bool]:
    """
    Find the pairs who may be buddies, and both like each other better.

    Whom somebody's list names is liked by their place on it, and better than anybody
    whom it does not name; these are liked by the points of both ways. Whoever has two
    buddies would give up the one liked less, and nobody whom a person decided.

    Args:
        facts: The round, in which everybody also asks.
        plan: Its plan.

    Returns:
        The pairs, in the round's order, and whether all were looked at.
    """
    has = _given_up(facts, plan)
    together = {frozenset(link.people) for link in plan.buddies}
    ids = [person.id for person in facts.round.supporters if person.id in has]
    open_pairs = [
        pair
        for pair in combinations(ids, 2)
        if frozenset(pair) not in together and _may_gain(facts, pair, has)
    ]
    step = -(-len(open_pairs) // MOST_DERIVED) or 1
    found = (_blocking(facts, *pair, has) for pair in open_pairs[::step])
    return tuple(pair for pair in found if pair is not None), step == 1


def blocking_in(matching_round: Round, plan: Plan) -> tuple[BlockingBuddies, ...]:
    """
    The buddies of a plan who would rather have each other, in the round's order.

    Of very many pairs who might, a part is looked at, spread evenly.
    """
    return blocking_buddies(Facts(with_askers(matching_round)), plan)[0]


def stability_confirmed(
    matching_round: Round, plan: Plan, parties: Sequence[Sequence[int]]
) -> tuple[int, bool]:
    """
    Count blocking pairs, and say whether no plan has fewer, without any search.

    A plan without any has the fewest. Where there is one, parties may show that no
    plan is stable (Tan 1991): the first is an odd ring, each of whom likes the next
    better than the one before; and no two in all would rather have each other than
    the one before them. That holds only where nobody likes two equally well.

    Args:
        matching_round: The round.
        plan: Its plan.
        parties: Positions of people, each person once.
    """
    facts = Facts(with_askers(matching_round))
    found, all_seen = blocking_buddies(facts, plan)
    if not all_seen or len(found) > 1:
        return len(found), False
    return len(found), not found or _shows_none(facts, parties)


def _given_up(facts: Facts, plan: Plan) -> dict[str, tuple[str | None, Liked | None]]:
    """Whom each person would give up, and how much they like them; not if decided."""
    has: dict[str, tuple[str | None, Liked | None]] = {
        person.id: (None, None) for person in facts.round.supporters
    }
    decided = {p for pin in facts.round.pins for p in (pin.request, pin.supporter)}
    for link in plan.buddies:
        for mine, theirs in (link.people, link.people[::-1]):
            liked = _liking(facts, mine, theirs, link.points)
            now = has[mine][1]
            if now is None or liked < now:
                has[mine] = theirs, liked
    return {person: held for person, held in has.items() if person not in decided}


def _liking(facts: Facts, mine: str, theirs: str, points: int) -> Liked:
    return liking(facts.round.supporter(mine).preferences, theirs, points)


HIGHEST = 2**62


def _may_gain(
    facts: Facts,
    pair: tuple[str, str],
    has: Mapping[str, tuple[str | None, Liked | None]],
) -> bool:
    """Whether both might gain, as far as their lists tell; points are not derived."""
    for mine, theirs in (pair, pair[::-1]):
        now = has[mine][1]
        if now is not None and _liking(facts, mine, theirs, HIGHEST) <= now:
            return False
    return True


def _blocking(
    facts: Facts,
    one: str,
    other: str,
    has: Mapping[str, tuple[str | None, Liked | None]],
) -> BlockingBuddies | None:
    if next(link_faults(facts, one, other), None) is not None:
        return None
    points = link_points(facts, one, other)
    for mine, theirs in ((one, other), (other, one)):
        now = has[mine][1]
        if now is not None and _liking(facts, mine, theirs, points) <= now:
            return None
    return BlockingBuddies(one, other, has[one][0], has[other][0])


def _shows_none(facts: Facts, parties: Sequence[Sequence[int]]) -> bool:
    """Whether parties show that no plan is stable."""
    ids = [person.id for person in facts.round.supporters]
    members = [number for party in parties for number in party]
    if sorted(members) != list(range(len(ids))) or not parties:
        return False
    if len(parties[0]) < 3 or len(parties[0]) % 2 == 0:
        return False
    before = {
        ids[after]: ids[one]
        for party in parties
        for one, after in zip(party, (*party[1:], *party[:1]), strict=True)
    }
    likings = _all_likings(facts)
    rings = (party for party in parties if len(party) > 2)
    return (
        _is_strict(likings)
        and all(_goes_round([ids[p] for p in ring], likings) for ring in rings)
        and not any(
            _gains(one, other, before, likings) and _gains(other, one, before, likings)
            for one, mine in likings.items()
            for other in mine
        )
    )


def _all_likings(facts: Facts) -> dict[str, dict[str, Liked]]:
    """How much everybody likes whom they may be with; who is pinned, their own only."""
    decided = {frozenset((pin.request, pin.supporter)) for pin in facts.round.pins}
    bound = {person for pair in decided for person in pair}
    ids = [person.id for person in facts.round.supporters]
    likings: dict[str, dict[str, Liked]] = {one: {} for one in ids}
    for one, other in combinations(ids, 2):
        is_decided = frozenset((one, other)) in decided
        if not is_decided and (one in bound or other in bound):
            continue
        if next(link_faults(facts, one, other), None) is None:
            points = link_points(facts, one, other)
            likings[one][other] = _liking(facts, one, other, points)
            likings[other][one] = _liking(facts, other, one, points)
    return likings


def _is_strict(likings: Mapping[str, Mapping[str, Liked]]) -> bool:
    """Whether nobody likes two others equally well."""
    return all(len(set(mine.values())) == len(mine) for mine in likings.values())


def _goes_round(
    ring: Sequence[str], likings: Mapping[str, Mapping[str, Liked]]
) -> bool:
    """Whether each of a ring likes the next better than the one before."""

    def pairs() -> Iterator[bool]:
        for place, one in enumerate(ring):
            after, before = ring[(place + 1) % len(ring)], ring[place - 1]
            mine = likings[one]
            yield after in mine and before in mine and mine[after] > mine[before]

    return all(pairs())


def _gains(
    one: str,
    other: str,
    before: Mapping[str, str],
    likings: Mapping[str, Mapping[str, Liked]],
) -> bool:
    """Whether somebody likes another better than the one before them, if any."""
    now = before[one]
    return now == one or likings[one][other] > likings[one][now]
