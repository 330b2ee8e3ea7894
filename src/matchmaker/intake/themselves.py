"""Nobody is matched with themselves, whatever ids they have on the two sides."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, cast

from matchmaker.domain.decisions import Forbid
from matchmaker.domain.spelling import Who, who_is
from matchmaker.intake.doubles import named_in

if TYPE_CHECKING:
    from matchmaker.domain.programme import Programme
    from matchmaker.domain.request import Request
    from matchmaker.domain.setting import Setting
    from matchmaker.domain.supporter import Supporter
    from matchmaker.intake.placing import Fields

REASON = "One person on both sides: the same id, or the same name and address"


def apart_from_themselves(fields: Fields, programme: Programme) -> Fields:
    """
    The records with forbids between those on the two sides who are one person.

    One person has one id, or one address and name. Where settings ask, it is those for
    whom they do, if the programme says what they are called and how they are reached.
    Buddies of one id are one row.

    Args:
        fields: Requests, settings, supporters and forbids, among others.
        programme: The round's.
    """
    if not programme.introduces:
        return fields
    known = cast("Sequence[Forbid]", fields.get("forbids", ()))
    there = {(forbid.request, forbid.supporter) for forbid in known}
    pins = cast("Sequence[Forbid]", fields.get("pins", ()))
    there |= {(pin.request, pin.supporter) for pin in pins}
    # The rule says of one id what a forbid would say again, and so do buddies.
    said = programme.buddies is not None or any(
        rule.name == "not_self" for rule in programme.rules
    )
    own = (
        Forbid(request=request, supporter=person, reason=REASON)
        for request, asker, person in dict.fromkeys(_pairs(fields, programme))
        if (request, person) not in there and not (said and asker == person)
    )
    return fields | {"forbids": (*known, *own)}


def _pairs(fields: Fields, programme: Programme) -> Iterator[tuple[str, str, str]]:
    """Requests, who asks, and the supporters who are the same person."""
    supporters = cast("Sequence[Supporter]", fields["supporters"])
    people: dict[object, list[str]] = defaultdict(list)
    for person in supporters:
        people[person.id].append(person.id)
        people[who_is(person.name, person.email)].append(person.id)
    asking = _who_ask if programme.asks == "people" else _for_whom_settings_ask
    for request, asker, who in asking(fields, programme):
        for key in (asker, who):
            for one in people.get(key, ()) if key else ():
                yield request, asker, one


Asking = Iterator[tuple[str, str, Who | None]]
"""Requests, the id of the person, and what else tells them from others."""


def _who_ask(fields: Fields, _: Programme) -> Asking:
    """The people who ask, by their ids."""
    askers = {s.id: s for s in cast("Sequence[Setting]", fields.get("settings", ()))}
    for request in cast("Sequence[Request]", fields["requests"]):
        asker = askers.get(request.setting or "")
        who = None if asker is None else who_is(asker.name, asker.email)
        yield request.id, request.setting or "", who


def _for_whom_settings_ask(fields: Fields, programme: Programme) -> Asking:
    """Those for whom settings ask; a request's id is not a person's."""
    for request in cast("Sequence[Request]", fields["requests"]):
        yield request.id, "", who_is(*named_in(request, programme))
