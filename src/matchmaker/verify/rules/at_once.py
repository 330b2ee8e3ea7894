"""Nobody has too many pairings at the same time."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import date

from matchmaker.domain.plan import Plan
from matchmaker.domain.request import Request
from matchmaker.domain.rules import AtOnce
from matchmaker.domain.violation import Violation
from matchmaker.verify.facts import Facts

Window = tuple[date, date]


def broken(rule: AtOnce, facts: Facts, plan: Plan) -> Iterator[Violation]:
    """
    On no day does anybody have more than so many pairings under way.

    Both the first and the last day count. What has no date of its own takes the
    round's; where that has none, there is no end on that side.
    """
    busy: dict[str, list[Window]] = defaultdict(list)
    for pairing in plan.pairings:
        request = facts.round.request(pairing.request)
        if rule.speaks_of(request.role):
            busy[pairing.supporter].append(window_of(facts, request))
    for supporter_id, windows in busy.items():
        count, day = busiest(windows)
        if count > rule.most:
            when = "" if day == date.min else f" on {day}"
            message = f"has {count} pairings at once{when}, limit {rule.most}"
            yield Violation(rule=rule.name, party=supporter_id, message=message)


def window_of(facts: Facts, request: Request) -> Window:
    """The first and the last day on which a pairing of a request is under way."""
    first = request.start or facts.round.start or date.min
    last = request.end or facts.round.end or date.max
    # A last day before the first, which intake refuses, is taken as the first.
    return first, max(first, last)


def busiest(windows: Sequence[Window]) -> tuple[int, date]:
    """How many windows overlap at the most, and the first day on which they do."""
    # Whatever overlaps does so on the first day of one of them.
    under_way = {
        day: sum(first <= day <= last for first, last in windows) for day, _ in windows
    }
    most = max(under_way.values())
    return most, min(day for day, count in under_way.items() if count == most)
