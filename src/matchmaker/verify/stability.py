"""Whether anybody would rather have each other than what the plan gives them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from math import gcd

from matchmaker.domain.plan import Pairing, Plan
from matchmaker.domain.preferences import Ranked
from matchmaker.domain.quota import Quota
from matchmaker.domain.request import Request
from matchmaker.domain.rules import Quotas, Rule
from matchmaker.domain.supporter import Supporter
from matchmaker.domain.violation import Violation
from matchmaker.verify.facts import Facts, GivenPair
from matchmaker.verify.figures import derive
from matchmaker.verify.pairs import points_and_confidence, rules_broken
from matchmaker.verify.rules import COUPLING_CHECKS
from matchmaker.verify.rules.quota import falls_under

MOST_DERIVED = 40_000
"""Of rounds with more pairs whose points must be derived, so many are looked at."""

HAVE_NO_SAY = ("minimum", "demand", "pinned")
"""Rules that the two keep anyway, or that speak only for those who are left."""

Held = Sequence[Pairing]


def stability_faults(facts: Facts, pairings: Held) -> Iterator[Violation]:
    """
    Every pair that blocks a plan, where the programme requires stability.

    A request would rather have a supporter if it has a unit open, or something it
    likes less that nobody pinned. A supporter would rather have a request if it fits
    once those liked less, one after the other, are given up. What is liked as much is
    kept. Whom somebody's list names is liked by their place on it, and better than
    anybody whom it does not name; these are liked by points.

    Where people of one employer share its places, it may be given up by any of them.
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
        pair = _derived(facts, request, supporter) if given is None else given
        if (
            market.would_ask(request, supporter, pair.points)
            and market.would_help(supporter, request, pair)
            and market.may_be(request, supporter, pair.points)
        ):
            yield Violation(
                rule="stability",
                party=request.id,
                message=f"with {supporter.id}: both would rather have each other "
                f"({pair.points} points) than what the plan gives them",
            )


class Likings:
    """How much people like each other: by their lists, then by points."""

    def __init__(self, lists: Mapping[str, Ranked]) -> None:
        """Begin with everybody's list, by id."""
        self._places = {
            one: {other: place for place, tied in enumerate(ranked) for other in tied}
            for one, ranked in lists.items()
        }

    def of(self, one: str, other: str, points: int) -> tuple[int, int]:
        """How much somebody likes another; more is better."""
        place = self._places[one].get(other)
        return (0, points) if place is None else (1, -place)


def _derived(facts: Facts, request: Request, supporter: Supporter) -> GivenPair:
    scored, _ = points_and_confidence(facts, request, supporter)
    return GivenPair(sum(scored.values()), facts.load_of(request, supporter))


def _pairs(facts: Facts) -> Iterator[tuple[Request, Supporter, GivenPair | None]]:
    """Requests and supporters, with points and load where they are given."""
    requests, supporters = facts.round.requests, facts.round.supporters
    given = facts.round.given
    if given is not None:
        columns = (given.request, given.supporter, given.points, given.load)
        for r, s, points, load in zip(*(c.tolist() for c in columns), strict=True):
            yield requests[r], supporters[s], GivenPair(points, load)
        return
    cells = len(requests) * len(supporters)
    step = -(-cells // MOST_DERIVED) or 1
    while step > 1 and gcd(step, len(supporters)) > 1:
        step += 1  # so that every supporter has a turn
    for cell in range(0, cells, step):
        r, s = divmod(cell, len(supporters))
        yield requests[r], supporters[s], None


class _Market:
    """What everybody has open, and might give up: what is liked least comes first."""

    def __init__(self, facts: Facts, pairings: Held) -> None:
        self._facts, self._pairings = facts, tuple(pairings)
        self._asking = Likings({r.id: r.preferences for r in facts.round.requests})
        self._helping = Likings({s.id: s.preferences for s in facts.round.supporters})
        self._made = {(p.request, p.supporter) for p in pairings}
        self._open = {r.id: r.demand for r in facts.round.requests}
        self._spare = {s.id: facts.round.capacity_of(s) for s in facts.round.supporters}
        self._of_request: dict[str, list[Pairing]] = defaultdict(list)
        self._of_supporter: dict[str, list[Pairing]] = defaultdict(list)
        for pairing in sorted(pairings, key=self._place):
            self._open[pairing.request] -= 1
            self._spare[pairing.supporter] -= pairing.load
            if not pairing.pinned:
                self._of_request[pairing.request].append(pairing)
                self._of_supporter[pairing.supporter].append(pairing)
        for asked in self._of_request.values():
            asked.sort(key=self._to_request)
        for helped in self._of_supporter.values():
            helped.sort(key=self._to_supporter)

    def _to_request(self, pairing: Pairing) -> tuple[int, int]:
        """How much its request likes a pairing."""
        return self._asking.of(pairing.request, pairing.supporter, pairing.points)

    def _to_supporter(self, pairing: Pairing) -> tuple[int, int]:
        """How much its supporter likes a pairing."""
        return self._helping.of(pairing.supporter, pairing.request, pairing.points)

    def _place(self, pairing: Pairing) -> tuple[int, int, int]:
        whole = self._facts.round
        asked = whole.request_index[pairing.request]
        return pairing.points, asked, whole.supporter_index[pairing.supporter]

    def may_ask(self, request: Request) -> bool:
        """Whether the request could gain anything at all."""
        if request.demand < 1:
            return False
        return self._open[request.id] > 0 or request.id in self._of_request

    def would_ask(self, request: Request, supporter: Supporter, points: int) -> bool:
        """Whether a request that could gain would do so by this supporter."""
        if self._open[request.id] > 0:
            return True
        wished = self._asking.of(request.id, supporter.id, points)
        return self._to_request(self._of_request[request.id][0]) < wished

    def would_help(
        self, supporter: Supporter, request: Request, pair: GivenPair
    ) -> bool:
        """Whether the supporter has room, once those liked less are given up."""
        room = self._spare[supporter.id]
        wished = self._helping.of(supporter.id, request.id, pair.points)
        for held in self._of_supporter.get(supporter.id, ()):
            if room >= pair.load or self._to_supporter(held) >= wished:
                break
            room += held.load
        return room >= pair.load

    def may_be(self, request: Request, supporter: Supporter, points: int) -> bool:
        """Whether the pair breaks no rule, and an exchange for it breaks none either."""
        if (request.id, supporter.id) in self._made:
            return False
        if rules_broken(self._facts, request, supporter):
            return False
        leaves = () if self._open[request.id] > 0 else self._of_request[request.id][:1]
        theirs = self._of_supporter.get(supporter.id, ())
        wished = self._helping.of(supporter.id, request.id, points)
        drops = [held for held in theirs if self._to_supporter(held) < wished]
        shared = [
            held
            for held in self._of_others(request, supporter)
            if self._to_supporter(held) < wished
        ]
        new = derive(self._facts, request, supporter)
        return any(
            self._holds(new, (*leaves, *drops[:count], *shared[:more]))
            for count in range(len(drops) + 1)
            for more in range(len(shared) + 1)
        )

    def _of_others(self, request: Request, supporter: Supporter) -> Held:
        """What others have of places that a supporter shares, what is least first."""
        quotas = [
            quota
            for quota in self._own_places
            if falls_under(quota, self._facts, request, supporter)
        ]
        held = [
            pairing
            for other, pairings in self._of_supporter.items()
            if other != supporter.id
            for pairing in pairings
            if any(self._counts(quota, pairing) for quota in quotas)
        ]
        return sorted(held, key=self._to_supporter)

    def _counts(self, quota: Quota, pairing: Pairing) -> bool:
        """Whether a pairing counts towards a quota."""
        request = self._facts.round.request(pairing.request)
        supporter = self._facts.round.supporter(pairing.supporter)
        return falls_under(quota, self._facts, request, supporter)

    @cached_property
    def _own_places(self) -> tuple[Quota, ...]:
        """Quotas that are the places which an employer's people share."""
        kinds = {
            kind
            for rule in self._rules
            if isinstance(rule, Quotas)
            for kind in rule.own_places
        }
        return tuple(q for q in self._facts.round.quotas if q.by in kinds)

    def _holds(self, new: Pairing, gone: Held) -> bool:
        """Whether every rule about several pairings holds after an exchange."""
        left = {(p.request, p.supporter) for p in gone}
        rest = (p for p in self._pairings if (p.request, p.supporter) not in left)
        plan = Plan(pairings=(*rest, new))
        return not any(
            next(COUPLING_CHECKS[rule.name](rule, self._facts, plan), None)
            for rule in self._rules
        )

    @cached_property
    def _rules(self) -> tuple[Rule, ...]:
        rules = self._facts.programme.coupling_rules
        return tuple(rule for rule in rules if rule.name not in HAVE_NO_SAY)
