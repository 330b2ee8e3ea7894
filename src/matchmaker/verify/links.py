"""What two people are to each other, whichever of them is asked."""

from __future__ import annotations

from collections.abc import Iterator

from matchmaker.verify.facts import Facts
from matchmaker.verify.pairs import points_and_confidence, rules_broken


def link_faults(facts: Facts, one: str, other: str) -> Iterator[tuple[str, str]]:
    """Every rule that two people break as buddies, whichever of them is asked."""
    for asks, comes in ((one, other), (other, one)):
        request, supporter = facts.round.request(asks), facts.round.supporter(comes)
        for rule, sentence in rules_broken(facts, request, supporter):
            yield rule, f"{comes} as the buddy of {asks}: {sentence}"
    for person in (one, other):
        load, room = _load(facts, person), _room(facts, person)
        if load > room:
            yield "capacity", f"{person} has room for {room}, a buddy takes {load}"


def _load(facts: Facts, person: str) -> int:
    return facts.round.request(person).load


def _room(facts: Facts, person: str) -> int:
    supporter = facts.round.supporter(person)
    role = facts.round.request(person).role
    return min(
        supporter.capacity, supporter.role_capacity.get(role, supporter.capacity)
    )


def link_points(facts: Facts, one: str, other: str) -> int:
    """What two people are worth as buddies, both ways together."""
    ways = ((one, other), (other, one))
    return sum(_points(facts, asks, comes) for asks, comes in ways)


def _points(facts: Facts, asks: str, comes: str) -> int:
    request, supporter = facts.round.request(asks), facts.round.supporter(comes)
    return sum(points_and_confidence(facts, request, supporter)[0].values())
