"""Whoever a request is for: a person who asks, or one of a setting that does."""

from __future__ import annotations

from dataclasses import dataclass

from matchmaker.domain.field import words_of
from matchmaker.domain.round import Round
from matchmaker.report.names import Names


@dataclass(frozen=True)
class Asker:
    """
    Somebody who is introduced to a supporter.

    Attributes:
        id: The person's own, or the request's.
        name: `None` where nobody gave one.
        email: How to reach the person; `None` where nobody said.
    """

    id: str
    name: str | None
    email: str | None


def asker_of(request_id: str, matching_round: Round) -> Asker:
    """Who asks; where a setting asks for its people, the one whom the request names."""
    programme = matching_round.programme
    request = matching_round.request(request_id)
    if programme.asks == "settings":
        address = words_of(request.fields.get(programme.reached_by or ""))
        name = Names(matching_round).whom(request_id)
        return Asker(request_id, name, next(iter(address), None))
    person = matching_round.setting_of(request)
    if person is None:
        return Asker(request_id, None, None)
    return Asker(person.id, person.name or None, person.email)
