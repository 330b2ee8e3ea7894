"""Who is introduced to whom in a group, with a message to send: one row a group."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from matchmaker.domain.groups import Group
from matchmaker.domain.setting import Setting
from matchmaker.report.greeting import first_name
from matchmaker.report.speech import half_day, listed
from matchmaker.report.table import Cell, Column, Table, text_list
from matchmaker.report.tables.introductions import (
    STATE,
    common_words,
    days_text,
    everybody,
    hours_text,
)

if TYPE_CHECKING:
    from matchmaker.pipeline import Solved


def group_introductions_table(solved: Solved) -> Table:
    """
    One row for each group, to be sent to all in it; the last column is for later.

    The addresses to send to are for the coordinator. To the others of the group only
    those are told whose owners said yes to the programme's question of consent.
    """
    supporter = solved.round.programme.nouns.supporter.capitalize()
    columns = (
        Column("Group", width=14),
        Column("People", width=40),
        Column("Emails", width=40),
        Column(f"{supporter} id", width=14),
        Column(supporter, width=24),
        Column(f"{supporter} email", width=26),
        Column("Message", "words", 80),
        Column("State", width=14),
    )
    return Table(columns, tuple(tuple(_row(g, solved)) for g in solved.plan.groups))


def _row(group: Group, solved: Solved) -> Iterator[Cell]:
    people = [_person(member, solved) for member in group.members]
    served = solved.pairings_of_request.get(group.id, ())
    comers = [solved.round.supporter(pairing.supporter) for pairing in served]
    yield group.id
    yield text_list([_name(person) for person in people])
    yield text_list([person.email for person in people if person.email])
    yield text_list([comer.id for comer in comers])
    yield text_list([comer.name or comer.id for comer in comers])
    yield text_list([comer.email for comer in comers if comer.email])
    yield message(group, solved)
    yield STATE


def message(group: Group, solved: Solved) -> str:
    """What all in a group are written, in the programme's words."""
    whole, programme = solved.whole, solved.whole.programme
    people = [_name(_person(member, solved)) for member in group.members]
    served = solved.pairings_of_request.get(group.id, ())
    comers = [solved.round.supporter(pairing.supporter) for pairing in served]
    helpers = [comer.name or comer.id for comer in comers]
    request = whole.request(group.members[0])
    known = common_words(programme) | {
        **everybody([*people, *helpers]),
        "asks": listed(people),
        "asks_first": listed([first_name(name) for name in people]),
        "offers": listed(helpers),
        "offers_first": listed([first_name(name) for name in helpers]),
        "where": group.district,
        "dates": days_text(request.start, request.end),
        "times": listed([half_day(time) for time in group.times]),
        "hours": hours_text(served[0].load, programme) if served else None,
        "contacts": _contacts(group, solved),
    }
    return programme.introduction.filled(known)


def _contacts(group: Group, solved: Solved) -> str | None:
    """The addresses of those who agreed that the others are told; none of one alone."""
    consent = solved.whole.programme.introduction.consent
    if consent is None or len(group.members) < 2:
        return None
    told = []
    for member in group.members:
        person = _person(member, solved)
        agreed = solved.whole.request(member).fields.get(consent) is True
        if agreed and person.email:
            told.append(f"{_name(person)} ({person.email})")
    return listed(told)


def _person(member: str, solved: Solved) -> Setting:
    """Who asks; somebody without a name and a place is known by the request's id."""
    request = solved.whole.request(member)
    return solved.whole.setting_of(request) or Setting(id=member)


def _name(person: Setting) -> str:
    return person.name or person.id
