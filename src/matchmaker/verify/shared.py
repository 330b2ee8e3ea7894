"""Several plans beside each other: nobody gives more hours than they have in all."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from matchmaker.domain.plan import Plan
from matchmaker.domain.request import Request
from matchmaker.domain.round import Round
from matchmaker.domain.violation import Violation

WEEK = timedelta(days=7)


def check_shared(
    rounds: Sequence[Round], plans: Sequence[Plan]
) -> tuple[Violation, ...]:
    """
    What plans break together that each by itself may keep.

    Args:
        rounds: The rounds as they were read, before any hours were taken off.
        plans: Their plans, in the same order.
    """
    return (*_hours(rounds, plans), *_refusals(rounds, plans), *_roles(rounds, plans))


def _hours(rounds: Sequence[Round], plans: Sequence[Plan]) -> Iterator[Violation]:
    """Nobody gives more minutes a week than the most that they say in any round."""
    has: dict[str, int] = {}
    gives: dict[str, int] = {}
    for whole, plan in zip(rounds, plans, strict=True):
        if whole.programme.unit != "minutes":
            continue
        weeks = _weeks(whole)
        for person in whole.supporters:
            weekly = _divide_up(person.capacity, weeks)
            has[person.id] = max(has.get(person.id, 0), weekly)
        asked: dict[str, list[Request]] = {}
        for pairing in plan.pairings:
            request = whole.request(pairing.request)
            asked.setdefault(pairing.supporter, []).append(request)
        for who, requests in asked.items():
            minutes = _most_at_once(whole, requests)
            gives[who] = gives.get(who, 0) + _divide_up(minutes, weeks)
        for who in {person for link in plan.buddies for person in link.people}:
            minutes = whole.request(who).load
            gives[who] = gives.get(who, 0) + _divide_up(minutes, weeks)
    for who in sorted(gives):
        if gives[who] > has[who]:
            message = f"gives {gives[who]} minutes a week in all, has {has[who]}"
            yield Violation(rule="capacity", party=who, message=message)


def _weeks(whole: Round) -> int:
    if whole.programme.per == "a week" or whole.start is None or whole.end is None:
        return 1
    return max(_divide_up((whole.end - whole.start).days + 1, WEEK.days), 1)


def _divide_up(number: int, by: int) -> int:
    whole, rest = divmod(number, by)
    return whole + (1 if rest else 0)


def _most_at_once(whole: Round, requests: Sequence[Request]) -> int:
    windows = []
    for request in requests:
        first = request.start or whole.start or date.min
        last = max(first, request.end or whole.end or date.max)
        windows.append((first, last, request.load))
    if whole.programme.capacity_holds == "in all":
        return sum(load for _, _, load in windows)
    most = 0
    for day, _, _ in windows:
        under_way = sum(load for first, last, load in windows if first <= day <= last)
        most = max(most, under_way)
    return most


def _refusals(rounds: Sequence[Round], plans: Sequence[Plan]) -> Iterator[Violation]:
    """
    Two whom one round ruled out do not meet in another, whichever of them asks.

    Inside a round one of several requests of a person may be ruled out by itself.
    """
    for whole, plan in zip(rounds, plans, strict=True):
        here = {(forbid.request, forbid.supporter) for forbid in whole.forbids}
        refused = {
            frozenset((_asker(other, forbid.request), forbid.supporter))
            for other in rounds
            if other is not whole
            for forbid in other.forbids
        }
        for pairing in plan.pairings:
            asker = _asker(whole, pairing.request)
            ruled_out = (pairing.request, pairing.supporter) in here
            if ruled_out or {asker, pairing.supporter} in refused:
                message = f"{pairing.supporter} was ruled out for {asker}"
                yield Violation(
                    rule="forbidden", party=pairing.request, message=message
                )
        for link in plan.buddies:
            if {*link.people} in refused or {*link.people} in map(set, here):
                message = f"{link.other} was ruled out for {link.one}"
                yield Violation(rule="forbidden", party=link.one, message=message)


def _asker(whole: Round, request: str) -> str:
    """The person who asks; where settings ask, the request speaks for itself."""
    people = whole.programme.asks == "people"
    setting = whole.request(request).setting
    return setting if people and setting is not None else request


def _roles(rounds: Sequence[Round], plans: Sequence[Plan]) -> Iterator[Violation]:
    """Nobody is paired in a role that goes ill with what they are elsewhere."""
    for whole, plan in zip(rounds, plans, strict=True):
        conflicts = whole.programme.role_conflicts
        for pairing in plan.pairings:
            ill = conflicts.get(pairing.role, ())
            for other in rounds:
                found = [word for word in ill if _is(pairing.supporter, word, other)]
                if other is not whole and found:
                    message = f"is {found[0]}, and so not {pairing.role}"
                    yield Violation(
                        rule="role", party=pairing.supporter, message=message
                    )


def _is(person: str, word: str, whole: Round) -> bool:
    """Whether a person is what `programme.role` or `programme.asks` says."""
    programme, _, role = word.rpartition(".")
    if programme != whole.programme.name:
        return False
    if role == "asks":
        return any(person in (q.id, q.setting) for q in whole.requests)
    return any(person == one.id and role in one.roles for one in whole.supporters)
