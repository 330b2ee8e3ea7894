"""What some requests have in common."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from matchmaker.domain.request import Request
from matchmaker.domain.round import Round


def alike(
    matching_round: Round, requests: Iterable[Request]
) -> tuple[tuple[str, str], ...]:
    """
    What is true of each of some requests, in the order of the first one's traits.

    Args:
        matching_round: The round.
        requests: At least one.
    """
    first, *others = (dict.fromkeys(_traits(matching_round, one)) for one in requests)
    return tuple(trait for trait in first if all(trait in other for other in others))


def _traits(matching_round: Round, request: Request) -> Iterator[tuple[str, str]]:
    """What can be said of a request, as (field, value)."""
    setting = matching_round.setting_of(request)
    yield "role", request.role
    if matching_round.programme.unit == "minutes":
        usual = matching_round.programme.roles[request.role].delivery
        yield "delivery", request.mode or usual
    if setting is not None:
        for field, value in (
            ("region", setting.region),
            ("authority", setting.authority),
        ):
            if value is not None:
                yield field, value
        yield from (("age", age) for age in setting.ages)
    yield from (("need", need) for need in request.needs)
