"""People found by name or address wherever a table refers to them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

from matchmaker.intake.doubles import named_in

if TYPE_CHECKING:
    from matchmaker.domain.programme import Programme
    from matchmaker.domain.request import Request
    from matchmaker.domain.setting import Setting
    from matchmaker.domain.supporter import Supporter
    from matchmaker.intake.known import Ids, Known


def know_supporters_by_name(supporters: Iterable[Supporter], known: Known) -> None:
    """Take a person's name and address for their id, where they are nobody else's."""
    for person in supporters:
        _call(known, person.id, person.name, person.email)


def know_askers_by_name(
    requests: Iterable[Request],
    people: Mapping[str, Setting],
    programme: Programme,
    ids: Ids,
) -> None:
    """
    Take the name and address of whoever asks for their requests.

    Args:
        requests: What is asked for.
        people: Who asks, by id, where people ask.
        programme: Says where else a request has a name.
        ids: Learns what they are called.
    """
    own: dict[str, list[str]] = defaultdict(list)
    for request in requests:
        if request.setting is not None and request.setting in people:
            own[request.setting].append(request.id)
        else:
            _call(ids.requests, request.id, *named_in(request, programme))
    for key, theirs in own.items():
        person = people[key]
        _call(ids.askers, key, person.name, person.email)
        one = theirs[0] if len(theirs) == 1 else key
        _call(ids.requests, one, person.name, person.email)


def _call(known: Known, key: str, *forms: str | None) -> None:
    for form in filter(None, forms):
        known.alias(form, key)
