"""Nobody is matched with themselves, whatever ids they have on the two sides."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, cast

from matchmaker.domain.decisions import Forbid
from matchmaker.domain.spelling import who_is

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

    One person has one id, or one address and name. In programmes in which settings ask
    nobody stands on both sides, and buddies are kept apart by their ids.

    Args:
        fields: Requests, settings, supporters and forbids, among others.
        programme: The round's.
    """
    if programme.asks != "people" or programme.buddies is not None:
        return fields
    known = cast("Sequence[Forbid]", fields.get("forbids", ()))
    there = {(forbid.request, forbid.supporter) for forbid in known}
    pins = cast("Sequence[Forbid]", fields.get("pins", ()))
    there |= {(pin.request, pin.supporter) for pin in pins}
    # The rule says of one id what a forbid would say again.
    has_rule = any(rule.name == "not_self" for rule in programme.rules)
    own = (
        Forbid(request=request, supporter=person, reason=REASON)
        for request, asker, person in dict.fromkeys(_pairs(fields))
        if (request, person) not in there and not (has_rule and asker == person)
    )
    return fields | {"forbids": (*known, *own)}


def _pairs(fields: Fields) -> Iterator[tuple[str, str, str]]:
    """Requests, who asks, and the supporters who are the same person."""
    supporters = cast("Sequence[Supporter]", fields["supporters"])
    settings = cast("Sequence[Setting]", fields["settings"])
    people: dict[object, list[str]] = defaultdict(list)
    for person in supporters:
        people[person.id].append(person.id)
        people[who_is(person.name, person.email)].append(person.id)
    askers = {setting.id: setting for setting in settings}
    for request in cast("Sequence[Request]", fields["requests"]):
        asker = askers.get(request.setting or "")
        who = asker and who_is(asker.name, asker.email)
        for key in (request.setting, who):
            for one in people.get(key, ()) if key else ():
                yield request.id, request.setting or "", one
