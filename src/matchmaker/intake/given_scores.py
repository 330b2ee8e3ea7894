"""Requests and supporters of rounds whose scores are given."""

from __future__ import annotations

from typing import TYPE_CHECKING

from matchmaker.domain.request import Request
from matchmaker.domain.supporter import Supporter

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
        _warn_of_minimum(row, minimum, 1 if demand is None else demand)
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
        _warn_of_minimum(row, minimum, capacity or 0)
        if row.usable and capacity is not None:
            known.accept(key)
            supporters.append(
                Supporter(id=key, roles=(role,), capacity=capacity, minimum=minimum)
            )
    return tuple(supporters)


def _warn_of_minimum(row: Row, minimum: int | None, most: int) -> None:
    """
    Warn of a minimum that cannot be reached; the row stays.

    A promise is not dropped with its row: the solver ends such a round with the
    conflict named (or leaves the supporter unused, where minimums allow that).
    """
    if row.usable and minimum is not None and minimum > most:
        row.warning(
            "minimum",
            f"at least {minimum} must be given, but at most {most} can be",
            "Lower the minimum, or allow more.",
        )


def _claimed(sheet: Sheet, known: Known) -> Iterator[tuple[Row, str]]:
    for row in sheet.rows():
        key = row.need("id")
        if key is not None and known.claim(row, key):
            yield row, key
