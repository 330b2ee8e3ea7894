"""
Irving's algorithm: a stable matching of people who rank each other, or none.

Lists are cut from the end, and a pair is gone once either has cut the other off. In
phase 1 everybody proposes down their list, and whoever is proposed to cuts off all
whom they like less. In phase 2 *rotations* are turned: a ring of people each of whom
takes their second choice, whose last choice is the next in the ring. Either every list
comes down to one, which is a stable matching, or one comes to nothing, and no
stable matching exists (Irving 1985; partial lists: Gusfield and Irving 1989).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from matchmaker.errors import PlanRejectedError

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence


@dataclass(frozen=True)
class OddRing:
    """
    Why no matching is stable: an odd number of people who cannot be divided.

    Each finds the next one (after the last the first) better than the one before.
    If one is left out while the others pair up around the ring, the one before
    likes them better than whom that one has: an odd party (Tan 1991).

    The others stand in parties too, rings or pairs or alone, such that no two in all
    would rather have each other than those who stand before them. That these parties
    are stable, and one is an odd ring, proves that no matching is (Tan 1991): whoever
    doubts it need not repeat the search.

    Attributes:
        people: In the order of the ring, at least three.
        others: The other parties, likewise.
    """

    people: tuple[int, ...]
    others: tuple[tuple[int, ...], ...] = ()


def irving(order: Sequence[Sequence[int]]) -> tuple[int, ...] | OddRing:
    """
    Find a stable matching.

    Args:
        order: Everybody's list of others, best first, without ties; whoever
            names somebody is named in return.

    Returns:
        Everybody's mate, or -1 without one; a ring if no matching is stable.
    """
    table = _Table(order)
    table.propose()
    rings: dict[int, tuple[int, ...]] = {}
    for person in range(len(order)):
        while person not in rings and table.second(person) is not None:
            ring = table.rotation(person)
            firsts = {proposer: table.first(proposer) for proposer, _ in ring}
            if firsts.keys() <= rings.keys():
                raise PlanRejectedError(["A ring was met from outside."])
            if len(firsts) % 2 and set(firsts) == set(firsts.values()):
                # They are each other's first choices: turned, somebody of an odd
                # number would be without anybody.
                rings |= dict.fromkeys(firsts, _walk(firsts))
                continue
            for proposer, second in ring:
                table.cut_below(second, proposer)
    mates = [table.first(person) for person in range(len(order))]
    if rings:
        first, *more = dict.fromkeys(rings.values())
        return OddRing(first, (*more, *_parties(mates, rings)))
    return tuple(-1 if mate is None else mate for mate in mates)


def possible_mates(order: Sequence[Sequence[int]]) -> list[list[int]]:
    """
    Whom everybody may be with in a stable matching, if there is one.

    Args:
        order: As for `irving`.

    Returns:
        What phase 1 leaves of each list (Gusfield and Irving 1989, section 4.2.2).
    """
    table = _Table(order)
    table.propose()
    return [table.left(person) for person in range(len(order))]


def _parties(
    mates: Sequence[int | None], rings: Mapping[int, tuple[int, ...]]
) -> Iterator[tuple[int, ...]]:
    """The pairs and those alone, outside all rings."""
    for person, mate in enumerate(mates):
        if person not in rings and (mate is None or person < mate):
            yield (person,) if mate is None else (person, mate)


def _walk(firsts: Mapping[int, int | None]) -> tuple[int, ...]:
    """Go from each to their first choice, from the lowest number round to it again."""
    at: int | None = min(firsts)
    ring: list[int] = []
    while at is not None and at not in ring:
        ring.append(at)
        at = firsts[at]
    return tuple(ring)


class _Table:
    """Everybody's list, of which the ends are cut off."""

    def __init__(self, order: Sequence[Sequence[int]]) -> None:
        self._order = order
        self._place = [{other: at for at, other in enumerate(mine)} for mine in order]
        self._end = [len(mine) for mine in order]
        # Nobody who is gone comes back, so the search goes on where it ended.
        self._head = [0] * len(order)

    def first(self, person: int) -> int | None:
        """The best who is left."""
        self._head[person] = self._next_left(person, self._head[person])
        return self._at(person, self._head[person])

    def second(self, person: int) -> int | None:
        """The second best who is left."""
        if self.first(person) is None:
            return None
        return self._at(person, self._next_left(person, self._head[person] + 1))

    def last(self, person: int) -> int:
        """The worst who is left, if there is anybody."""
        mine = self._order[person]
        while not self._is_left(person, mine[self._end[person] - 1]):
            self._end[person] -= 1
        return mine[self._end[person] - 1]

    def cut_below(self, person: int, other: int) -> None:
        """Let a person cut off everybody whom they like less than another."""
        self._end[person] = min(self._end[person], self._place[person][other] + 1)

    def propose(self) -> None:
        """Let everybody propose until each is held by somebody, or has no list left."""
        holds: dict[int, int] = {}
        waiting = list(range(len(self._order)))[::-1]
        while waiting:
            proposer = waiting.pop()
            best = self.first(proposer)
            if best is None:
                continue
            self.cut_below(best, proposer)
            if best in holds:
                waiting.append(holds[best])
            holds[best] = proposer

    def rotation(self, person: int) -> list[tuple[int, int]]:
        """
        The ring that is reached from somebody with two left.

        Returns:
            People, each with their second choice.
        """
        path: list[tuple[int, int]] = []
        met: dict[int, int] = {}
        while person not in met:
            met[person] = len(path)
            second = self.second(person)
            if second is None:
                raise PlanRejectedError(["A list of one came into a rotation."])
            path.append((person, second))
            person = self.last(second)
        return path[met[person] :]

    def left(self, person: int) -> list[int]:
        """Everybody who is left, best first."""
        mine = self._order[person][: self._end[person]]
        return [other for other in mine if self._is_left(person, other)]

    def _at(self, person: int, place: int) -> int | None:
        return self._order[person][place] if place < self._end[person] else None

    def _next_left(self, person: int, place: int) -> int:
        mine = self._order[person]
        while place < self._end[person] and not self._is_left(person, mine[place]):
            place += 1
        return place

    def _is_left(self, person: int, other: int) -> bool:
        return self._place[other][person] < self._end[other]
