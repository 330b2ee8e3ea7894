"""What rounds with people in common mean for each other: hours a week, and roles."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date

from matchmaker.domain.plan import Pairing, Plan
from matchmaker.domain.round import Round
from matchmaker.errors import InputError

ASKS = "asks"
"""Stands for a role in `role_conflicts`: the person asks for support there."""
DAYS = 7


def weeks_of(whole: Round) -> int:
    """
    Weeks to which a round's loads and capacities refer; 1 where they are weekly.

    Raises:
        InputError: They are for the whole round, and it does not say how long that is.
    """
    if whole.programme.per == "a week":
        return 1
    if whole.start is None or whole.end is None:
        raise InputError(
            f"{whole.name}: its hours are for the whole round, and hours of other "
            "rounds are weekly. Give the round a start and an end."
        )
    days = (whole.end - whole.start).days + 1
    return max(-(-days // DAYS), 1)


def per_week(whole: Round, minutes: int) -> int:
    """Minutes a week that some minutes of a round come to, rounded up."""
    return -(-minutes // weeks_of(whole))


def budgets_of(rounds: Sequence[Round]) -> dict[str, int]:
    """Minutes a week of everybody who offers: the most that they say in any round."""
    budgets: dict[str, int] = {}
    for whole in rounds:
        if whole.programme.unit == "units":
            continue
        for person in whole.supporters:
            weekly = per_week(whole, person.capacity)
            budgets[person.id] = max(budgets.get(person.id, 0), weekly)
    return budgets


def loads_of(whole: Round, plan: Plan) -> dict[str, int]:
    """What a plan takes of each person in it, in the round's own minutes."""
    pairings: dict[str, list[Pairing]] = defaultdict(list)
    for pairing in plan.pairings:
        pairings[pairing.supporter].append(pairing)
    loads = {who: peak_among(whole, theirs) for who, theirs in pairings.items()}
    # The middle of a trio meets both ends at once.
    return loads | {who: link.load for link in plan.buddies for who in link.people}


def peak_among(whole: Round, pairings: Iterable[Pairing]) -> int:
    """What some pairings of one person take: in all, or the most of it at once."""
    requests = [whole.request(pairing.request) for pairing in pairings]
    if whole.programme.capacity_holds == "in all":
        return sum(request.load for request in requests)
    first, last = whole.start or date.min, whole.end or date.max
    windows = [(q.start or first, q.end or last, q.load) for q in requests]
    # Whatever overlaps does so on the first day of one of them.
    return max(
        (
            sum(load for begin, end, load in windows if begin <= day <= max(begin, end))
            for day, _, _ in windows
        ),
        default=0,
    )


def party_of(whole: Round, request: str) -> str:
    """Who asks: the person, or where settings ask the request, which is one of many."""
    if whole.programme.asks == "settings":
        return request
    return whole.request(request).setting or request


def parts_in(whole: Round) -> dict[str, frozenset[str]]:
    """What everybody is in a round, as `programme.role` or `programme.asks`."""
    name = whole.programme.name
    parts = {
        person.id: frozenset(f"{name}.{role}" for role in person.roles)
        for person in whole.supporters
    }
    askers = {q.setting for q in whole.requests} | {q.id for q in whole.requests}
    for person in filter(None, askers):
        parts[person] = parts.get(person, frozenset()) | {f"{name}.{ASKS}"}
    return parts
