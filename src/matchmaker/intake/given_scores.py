"""Requests and supporters of rounds whose scores are given."""

from __future__ import annotations

from typing import TYPE_CHECKING

from matchmaker.domain.request import Request
from matchmaker.domain.supporter import Supporter
from matchmaker.intake.requests import check_demand
from matchmaker.intake.supporters import check_minimum

if TYPE_CHECKING:
    from collections.abc import Iterator

    from matchmaker.intake.known import Known
    from matchmaker.intake.row import Row
    from matchmaker.intake.sheet import Sheet


def read_given_requests(sheet: Sheet, role: str, known: Known) -> tuple[Request, ...]:
    """The requests; all ask for the programme's one role."""
    requests = []
    for row, key in _claimed(sheet, known):
        demand, minimum = row.whole("demand"), row.whole("minimum")
        priority = row.whole("priority")
        check_demand(row, demand, minimum)
        if row.usable:
            known.accept(key)
            requests.append(
                Request(
                    id=key,
                    role=role,
                    demand=1 if demand is None else demand,
                    minimum=minimum or 0,
                    priority=priority,
                )
            )
    return tuple(requests)


def read_given_supporters(
    sheet: Sheet, role: str, known: Known
) -> tuple[Supporter, ...]:
    """The supporters; all hold the programme's one role."""
    supporters = []
    for row, key in _claimed(sheet, known):
        capacity = row.whole("capacity") if row.need("capacity") else None
        minimum = row.whole("minimum") or 0
        check_minimum(row, capacity or 0, minimum)
        if row.usable and capacity is not None:
            known.accept(key)
            supporters.append(
                Supporter(id=key, roles=(role,), capacity=capacity, minimum=minimum)
            )
    return tuple(supporters)


def _claimed(sheet: Sheet, known: Known) -> Iterator[tuple[Row, str]]:
    for row in sheet.rows():
        key = row.need("id")
        if key is not None and known.claim(row, key):
            yield row, key
