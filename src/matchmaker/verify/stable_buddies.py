"""Which buddies would rather have each other than whom they have."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations

from matchmaker.domain.among import with_askers
from matchmaker.domain.plan import Plan
from matchmaker.domain.round import Round
from matchmaker.verify.facts import Facts
from matchmaker.verify.links import link_faults, link_points
from matchmaker.verify.parties import show_that_none_is_stable
from matchmaker.verify.stability import Likings

MOST_DERIVED = 40_000
"""Of more pairs whose rules and points must be derived, so many are looked at."""

HIGHEST = 2**62
"""More points than anybody is worth."""


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
    buddies = _Buddies(facts, plan)
    pairs = [pair for pair in buddies.apart if buddies.may_gain(*pair)]
    step = -(-len(pairs) // MOST_DERIVED) or 1
    found = (buddies.blocking(*pair) for pair in pairs[::step])
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

    A plan without any has the fewest; where there is one, parties may show that no
    plan of pairs is stable, which says nothing where trios are made.

    Args:
        matching_round: The round.
        plan: Its plan.
        parties: Positions of people; see `matchmaker.verify.parties`.
    """
    facts = Facts(with_askers(matching_round))
    found, all_seen = blocking_buddies(facts, plan)
    if not all_seen or len(found) > 1:
        return len(found), False
    spec = matching_round.programme.buddies
    if found and (spec is None or spec.odd_one_out == "trio"):
        return len(found), False
    return len(found), not found or show_that_none_is_stable(facts, parties)


class _Buddies:
    """
    Whom everybody has, and would give up.

    Attributes:
        apart: Pairs who are not buddies and of whom nobody was decided.
    """

    def __init__(self, facts: Facts, plan: Plan) -> None:
        self._facts = facts
        people = facts.round.supporters
        self._likings = Likings({person.id: person.preferences for person in people})
        decided = {p for pin in facts.round.pins for p in (pin.request, pin.supporter)}
        together = {frozenset(link.people) for link in plan.buddies}
        free = [person.id for person in people if person.id not in decided]
        self.apart = [
            pair for pair in combinations(free, 2) if frozenset(pair) not in together
        ]
        self._has: dict[str, tuple[tuple[int, int], str]] = {}
        for link in plan.buddies:
            for mine, theirs in (link.people, link.people[::-1]):
                held = self._likings.of(mine, theirs, link.points), theirs
                self._has[mine] = min(held, self._has.get(mine, held))

    def may_gain(self, one: str, other: str) -> bool:
        """Whether both might gain, as far as lists tell; points are not derived."""
        return self._gains(one, other, HIGHEST) and self._gains(other, one, HIGHEST)

    def blocking(self, one: str, other: str) -> BlockingBuddies | None:
        """The pair, with whom they would give up, if it blocks the plan."""
        if next(link_faults(self._facts, one, other), None) is not None:
            return None
        points = link_points(self._facts, one, other)
        if self._gains(one, other, points) and self._gains(other, one, points):
            return BlockingBuddies(
                one, other, self._given_up_by(one), self._given_up_by(other)
            )
        return None

    def _gains(self, one: str, other: str, points: int) -> bool:
        held = self._has.get(one)
        return held is None or self._likings.of(one, other, points) > held[0]

    def _given_up_by(self, person: str) -> str | None:
        held = self._has.get(person)
        return None if held is None else held[1]
