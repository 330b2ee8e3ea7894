"""One person's requests of which two would be at one time."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations
from typing import TYPE_CHECKING, cast

from matchmaker.domain.interval import Interval

if TYPE_CHECKING:
    from matchmaker.domain.programme import Programme
    from matchmaker.domain.request import Request
    from matchmaker.intake.collector import Collector
    from matchmaker.intake.placing import Fields
    from matchmaker.intake.sheet import Sheet


def report_at_one_time(
    fields: Fields,
    sheets: Mapping[str, Sheet],
    programme: Programme,
    collector: Collector,
) -> None:
    """
    Warn of two requests of one person, for one role, with days in common.

    Only where what people give counts by the day, such as for placements: elsewhere
    nobody minds.

    Args:
        fields: Requests, among others.
        sheets: The tables that they were read from.
        programme: Says whether people ask, and how capacity counts.
        collector: Takes the warnings.
    """
    of_days = programme.asks == "people" and programme.capacity_holds == "at once"
    if not of_days or programme.buddies is not None:
        return
    requests = cast("Sequence[Request]", fields["requests"])
    for one, other in _of_one_person(requests):
        days, others = _days(one), _days(other)
        if not days.meets(others):
            continue
        both = Interval(max(days.start, others.start), min(days.end, others.end))
        collector.warning(
            sheets["requests"].file,
            f"{one.id} and {other.id} of {one.setting} are both asked for from "
            f"{both}, so there would be two at one time",
            "Correct the dates, if that is not meant.",
            column="start",
            value=other.id,
        )


def _of_one_person(
    requests: Sequence[Request],
) -> Iterator[tuple[Request, Request]]:
    """Every two requests of one person for one role."""
    by_person: dict[tuple[str | None, str], list[Request]] = defaultdict(list)
    for request in requests:
        by_person[request.setting, request.role].append(request)
    for own in by_person.values():
        yield from combinations(own, 2)


def _days(request: Request) -> Interval:
    return Interval.of_days(request.start, request.end)
