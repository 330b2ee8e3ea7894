"""Whether anybody would rather have each other than what the plan gives them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from functools import cached_property
from math import gcd

from matchmaker.domain.plan import Pairing, Plan
from matchmaker.domain.request import Request
from matchmaker.domain.rules import Rule
from matchmaker.domain.supporter import Supporter
from matchmaker.domain.violation import Violation
from matchmaker.verify.facts import Facts
from matchmaker.verify.figures import derive
from matchmaker.verify.pairs import points_and_confidence, rules_broken
from matchmaker.verify.rules import COUPLING_CHECKS

MOST_DERIVED = 40_000
"""Of rounds with more pairs whose points must be derived, so many are looked at."""

HAVE_NO_SAY = ("minimum", "demand", "pinned")
"""Rules that the two keep anyway, or that speak only for those who are left."""

Held = Sequence[Pairing]


def stability_faults(facts: Facts, pairings: Held) -> Iterator[Violation]:
    """
    Every pair that blocks a plan, where the programme requires stability.

    A request would rather have a supporter if it has a unit open, or something worth
    less that nobody pinned. A supporter would rather have a request if it fits once
    those worth less, one after the other, are given up. What is worth as much is kept.

    The exchange must also leave a plan that keeps every rule about several pairings.
    (For the plan to be stable only those that speak of the pair may stand in its way:
    so where such rules break for others alone, this says nothing.) Points that come
    with the round are all looked at; where they must be derived and there are too many
    pairs, a part of them, spread evenly.

    Args:
        facts: The round.
        pairings: The plan's, with figures derived from the round.
    """
    if facts.programme.stability != "require":
        return
    market = _Market(facts, pairings)
    for request, supporter, given in _pairs(facts):
        if not market.may_ask(request):
            continue
        points = _points(facts, request, supporter) if given is None else given
        if market.would_ask(request, points) and market.is_blocked_by(
            request, supporter, points
        ):
            yield Violation(
                rule="stability",
                party=request.id,
                message=f"with {supporter.id}: both would rather have each other "
                f"({points} points) than what the plan gives them",
            )


def _points(facts: Facts, request: Request, supporter: Supporter) -> int:
    return sum(points_and_confidence(facts, request, supporter)[0].values())


def _pairs(facts: Facts) -> Iterator[tuple[Request, Supporter, int | None]]:
    """Requests and supporters, with their points where they are given."""
    requests, supporters = facts.round.requests, facts.round.supporters
    given = facts.round.given
    if given is not None:
        columns = (given.request, given.supporter, given.points)
        for asked, helping, points in zip(*(c.tolist() for c in columns), strict=True):
            yield requests[asked], supporters[helping], points
        return
    cells = len(requests) * len(supporters)
    step = -(-cells // MOST_DERIVED) or 1
    while step > 1 and gcd(step, len(supporters)) > 1:
        step += 1  # so that every supporter has a turn
    for cell in range(0, cells, step):
        asked, helping = divmod(cell, len(supporters))
        yield requests[asked], supporters[helping], None


class _Market:
    """What everybody has."""

    def __init__(self, facts: Facts, pairings: Held) -> None:
        self._facts, self._pairings = facts, tuple(pairings)
        self._pairs = {(p.request, p.supporter) for p in pairings}
        self._of_request: dict[str, list[Pairing]] = defaultdict(list)
        self._of_supporter: dict[str, list[Pairing]] = defaultdict(list)
        for pairing in sorted(pairings, key=self._place):
            self._of_request[pairing.request].append(pairing)
            self._of_supporter[pairing.supporter].append(pairing)

    def _place(self, pairing: Pairing) -> tuple[int, int, int]:
        """Worth least first, then in the round's order."""
        whole = self._facts.round
        asked = whole.request_index[pairing.request]
        return pairing.points, asked, whole.supporter_index[pairing.supporter]

    def may_ask(self, request: Request) -> bool:
        """Whether the request could gain anything at all."""
        return self._has_open(request) or self._worst(request) is not None

    def would_ask(self, request: Request, points: int) -> bool:
        """Whether the request would gain by a pairing of so many points."""
        if self._has_open(request):
            return True
        worst = self._worst(request)
        return worst is not None and worst.points < points

    def _has_open(self, request: Request) -> bool:
        return len(self._of_request.get(request.id, ())) < request.demand

    def _worst(self, request: Request) -> Pairing | None:
        """The pairing that the request would give up first."""
        theirs = self._of_request.get(request.id, ())
        return next((p for p in theirs if not p.pinned), None)

    def is_blocked_by(
        self, request: Request, supporter: Supporter, points: int
    ) -> bool:
        """Whether the supporter would gain too, and the exchange could be made."""
        if (request.id, supporter.id) in self._pairs or request.demand < 1:
            return False
        leaves = None if self._has_open(request) else self._worst(request)
        theirs = self._of_supporter.get(supporter.id, [])
        worth_less = [p for p in theirs if not p.pinned and p.points < points]
        kept = sum(p.load for p in theirs) - sum(p.load for p in worth_less)
        load = self._facts.load_of(request, supporter)
        if kept + load > self._facts.round.capacity_of(supporter):
            return False
        if rules_broken(self._facts, request, supporter):
            return False
        new = derive(self._facts, request, supporter)
        return any(
            self._holds(new, leaves, worth_less[:count])
            for count in range(len(worth_less) + 1)
        )

    def _holds(self, new: Pairing, leaves: Pairing | None, drops: Held) -> bool:
        """Whether every rule about several pairings holds after an exchange."""
        gone = {(p.request, p.supporter) for p in drops}
        if leaves is not None:
            gone.add((leaves.request, leaves.supporter))
        rest = (p for p in self._pairings if (p.request, p.supporter) not in gone)
        plan = Plan(pairings=(*rest, new))
        return not any(
            next(COUPLING_CHECKS[rule.name](rule, self._facts, plan), None)
            for rule in self._rules
        )

    @cached_property
    def _rules(self) -> tuple[Rule, ...]:
        rules = self._facts.programme.coupling_rules
        return tuple(rule for rule in rules if rule.name not in HAVE_NO_SAY)
