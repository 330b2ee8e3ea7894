"""Which changes might get a request met: read off the evidence, unsolved."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import chain, combinations, islice, zip_longest

import numpy as np

from matchmaker.candidates import Screen
from matchmaker.candidates.coded import Bools
from matchmaker.domain.decisions import Decision
from matchmaker.domain.rules import AtOnce, GroupLimit
from matchmaker.domain.supporter import Supporter
from matchmaker.pipeline.changes import Change, ChangeKind
from matchmaker.pipeline.lifting import LIFTED, lifted
from matchmaker.pipeline.solved import Solved

NEAR = 30
"""At most this many requests are looked at: those whose supporters could move."""

LIKELIEST = 6
"""So many single changes are tried two by two."""

BY_DELIVERY = frozenset({"mode", "travel", "checks"})
"""Rules that see something else where a pair works in another way."""


def proposals(solved: Solved, request: int) -> Iterator[Change]:
    """
    Changes that might get a request met, the likeliest of each kind first in turn.

    Args:
        solved: The solved round.
        request: The request's position in the round.
    """
    near = _near(solved, request)
    families: list[Sequence[Change]] = [
        _places(solved, near),
        _decided(solved, near, "unpin"),
        _decided(solved, near, "unforbid"),
    ]
    if solved.round.programme.scores == "criteria":
        families += _by_misses(solved, near)
    families.append(_over_pairings(solved))
    in_turn = chain.from_iterable(zip_longest(*families))
    return iter(dict.fromkeys(change for change in in_turn if change is not None))


def _near(solved: Solved, request: int) -> list[int]:
    """The request, then those that its supporters serve, then those that theirs do."""
    serves: dict[int, list[int]] = defaultdict(list)
    who, asked = solved.candidates.supporter, solved.candidates.request
    for supporter, served in zip(who[solved.used], asked[solved.used], strict=True):
        serves[int(supporter)].append(int(served))
    found: dict[int, None] = {request: None}
    queue = [request]
    while queue and len(found) < NEAR:
        for supporter in who[solved.candidates.of(queue.pop(0))].tolist():
            fresh = [r for r in serves.pop(supporter, ()) if r not in found]
            queue += fresh
            found |= dict.fromkeys(fresh)
    # Of few requests all are worth a look: ties and rules reach where moves do not.
    everybody = range(len(solved.round.requests))
    rest = everybody if len(everybody) <= NEAR else ()
    return list(dict.fromkeys([*found, *rest]))[:NEAR]


def _places(solved: Solved, near: list[int]) -> list[Change]:
    """Room for one more pairing, where there is none first."""
    full, roomy = [], []
    for request in near:
        role = solved.round.requests[request].role
        part = solved.candidates.of(request)
        for pair in range(part.start, part.stop):
            person = solved.round.supporters[solved.candidates.supporter[pair]]
            load = int(solved.candidates.load[pair])
            spare = _spare(solved, person, role)
            if spare < load:
                full.append(_place(person, role, load - spare))
            if spare > 0:
                # What is free may be taken by other pairings, or kept so by a rule.
                roomy.append(_place(person, role, load))
    return full + roomy


def _spare(solved: Solved, person: Supporter, role: str) -> int:
    """What the plan leaves of a person's time, or of their time in a role."""
    served = solved.pairings_of_supporter.get(person.id, ())
    left = person.capacity - sum(pairing.load for pairing in served)
    in_role = sum(pairing.load for pairing in served if pairing.role == role)
    return max(0, min(left, person.role_capacity.get(role, person.capacity) - in_role))


def _place(person: Supporter, role: str, more: int) -> Change:
    return Change(
        "place",
        supporter=person.id,
        role=role,
        before=person.capacity,
        after=person.capacity + more,
    )


def _decided(solved: Solved, near: list[int], kind: ChangeKind) -> list[Change]:
    whole = solved.round
    decisions: tuple[Decision, ...] = whole.pins if kind == "unpin" else whole.forbids
    return [
        Change(kind, request=decision.request, supporter=decision.supporter)
        for request in near
        for decision in decisions
        if decision.request == whole.requests[request].id
    ]


def _by_misses(solved: Solved, near: list[int]) -> list[list[Change]]:
    """Journeys, ways of working and rules, over everybody who comes near."""
    screen = Screen(solved.round)
    journeys: list[Change] = []
    ways: list[Change] = []
    loosened: list[Change] = []
    for request in near:
        failing = screen.failing(request)
        ways += _asked_otherwise(solved, request)
        ways += _work_otherwise(solved, failing)
        for change in _just_missed(solved, request, failing):
            (journeys if change.kind == "travel" else loosened).append(change)
    return [journeys, ways, loosened]


def _asked_otherwise(solved: Solved, request: int) -> Iterator[Change]:
    asked = solved.round.requests[request]
    wanted = asked.mode or solved.round.programme.roles[asked.role].delivery
    for way in ("either", "virtual"):
        if way != wanted:
            yield Change("mode", request=asked.id, before=wanted, after=way)


def _work_otherwise(solved: Solved, failing: Bools) -> Iterator[Change]:
    """Whoever falls only because of the way in which they work."""
    names = [rule.name for rule in solved.round.programme.pair_rules]
    others = np.array([name not in BY_DELIVERY for name in names])
    missed = failing.any(axis=0) & ~failing[others].any(axis=0)
    for supporter in np.flatnonzero(missed).tolist():
        person = solved.round.supporters[supporter]
        if person.mode in ("face-to-face", "virtual"):
            yield Change(
                "mode", supporter=person.id, before=person.mode, after="either"
            )


def _just_missed(solved: Solved, request: int, failing: Bools) -> list[Change]:
    """What lifts the only rule that a supporter breaks, the least first."""
    alone = failing.sum(axis=0) == 1
    found = [
        lifted(solved.round, rule, request, supporter)
        for rule, broken in zip(solved.round.programme.pair_rules, failing, strict=True)
        if rule.name in LIFTED
        for supporter in np.flatnonzero(broken & alone).tolist()
    ]
    return sorted((c for c in found if c is not None), key=lambda change: change.size)


def pair_proposals(solved: Solved, request: int) -> Iterator[tuple[Change, Change]]:
    """
    Two changes at once that might get a request met, the likeliest first.

    First two rules lifted for one supporter, then one lifted and a place more for
    them, then any two of the likeliest single changes.

    Args:
        solved: The solved round.
        request: The request's position in the round.
    """
    found: dict[frozenset[Change], tuple[Change, Change]] = {}
    singles = list(islice(proposals(solved, request), LIKELIEST))
    for one, other in chain(_for_one(solved, request), combinations(singles, 2)):
        if one.subject != other.subject:
            found.setdefault(frozenset((one, other)), (one, other))
    return iter(found.values())


def _for_one(solved: Solved, request: int) -> Iterator[tuple[Change, Change]]:
    """What lifts all that keeps one supporter out, where that is two things."""
    whole = solved.round
    if whole.programme.scores == "given":
        return
    failing = Screen(whole).failing(request)
    count, role = failing.sum(axis=0), whole.requests[request].role
    rules = whole.programme.pair_rules
    for supporter in np.flatnonzero((count == 2) | (count == 1)).tolist():
        broken = (
            rule for rule, b in zip(rules, failing[:, supporter], strict=True) if b
        )
        lifts = [lifted(whole, rule, request, supporter) for rule in broken]
        known = [change for change in lifts if change is not None]
        person = whole.supporters[supporter]
        lacking = whole.requests[request].load - _spare(solved, person, role)
        if len(lifts) == 1 and lacking > 0:
            known.append(_place(person, role, lacking))
        if len(known) == 2 and len(lifts) == count[supporter]:
            yield known[0], known[1]


def _over_pairings(solved: Solved) -> list[Change]:
    """One more pairing where a rule counts them."""
    return [
        Change("rule", rule=rule.key, parameter="most", before=most, after=most + 1)
        for rule in solved.round.programme.coupling_rules
        if isinstance(rule, GroupLimit | AtOnce)
        for most in (rule.most,)
    ]
