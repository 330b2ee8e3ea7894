"""Buddies are introduced to each other, with a message to send: one row a pair or trio."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from matchmaker.domain.plan import Plan
from matchmaker.domain.round import Round
from matchmaker.domain.supporter import Supporter
from matchmaker.report.speech import half_day, listed
from matchmaker.report.table import Cell, Column, Table, text_list
from matchmaker.report.tables.introductions import STATE, common_words, everybody

if TYPE_CHECKING:
    from matchmaker.pipeline import Solved

Party = tuple[str, ...]
"""The ids of those who are introduced to each other."""


def buddy_introductions_table(solved: Solved) -> Table:
    """
    One row for each pair or trio, to be sent to all in it; the last column is for later.

    The addresses to send to are for the coordinator. The others are told only those
    whose owners said yes to the programme's question of consent.
    """
    columns = (
        Column("Ids", width=16),
        Column("People", width=40),
        Column("Emails", width=40),
        Column("Message", "words", 80),
        Column("State", width=14),
    )
    whole, plan = solved.round, solved.plan
    rows = (tuple(_row(party, whole, plan)) for party in _parties(plan))
    return Table(columns, tuple(rows))


def _parties(plan: Plan) -> Iterator[Party]:
    """Pairs, and the trio where its first link stands."""
    trio = plan.trio
    three = (trio.ends[0], trio.middle, trio.ends[1]) if trio else ()
    told = False
    for link in plan.buddies:
        if not {*link.people} <= {*three}:
            yield link.people
        elif not told:
            told = True
            yield three


def _row(party: Party, whole: Round, plan: Plan) -> Iterator[Cell]:
    people = [whole.supporter(person) for person in party]
    yield text_list(party)
    yield text_list([person.name or person.id for person in people])
    yield text_list([person.email for person in people if person.email])
    yield message(people, whole, plan)
    yield STATE


def message(people: Sequence[Supporter], whole: Round, plan: Plan) -> str:
    """What buddies are written, in the programme's words."""
    names = [person.name or person.id for person in people]
    known = common_words(whole.programme) | {
        **everybody(names),
        "times": listed([half_day(time) for time in _times(people, plan)]),
        "contacts": _contacts(people, whole),
    }
    return whole.programme.introduction.filled(known)


def _times(people: Sequence[Supporter], plan: Plan) -> list[str]:
    """Half-days in which all of them can meet, as far as they named any."""
    party = {person.id for person in people}
    first, *others = [link for link in plan.buddies if {*link.people} <= party]
    return [time for time in first.times if all(time in link.times for link in others)]


def _contacts(people: Sequence[Supporter], whole: Round) -> str | None:
    """The addresses of those who agreed that their buddies are told."""
    consent = whole.programme.introduction.consent
    if consent is None:
        return None
    return listed(
        [
            f"{person.name or person.id} ({person.email})"
            for person in people
            if person.email and person.fields.get(consent) is True
        ]
    )
