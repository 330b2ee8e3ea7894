"""The caseload of every supporter: what they can give, what is used, what is left."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from matchmaker.domain.shared import peak_among
from matchmaker.domain.supporter import Supporter
from matchmaker.report.names import Names
from matchmaker.report.table import (
    Cell,
    Column,
    Table,
    in_hours,
    percent_of,
    text_list,
)

if TYPE_CHECKING:
    from matchmaker.pipeline import Solved

KEPT = ("Supporter",)
"""Columns that stay even where no row has anything in them."""
USED = "Used %"
KEPT_BACK = "Kept back for leading (hours)"
"""Taken off before anybody is paired: no part of the capacity."""


def supporters_table(solved: Solved) -> Table:
    """One row for each supporter of the round; columns nobody uses left out."""
    leads = {member: team.lead for team in solved.plan.teams for member in team.members}
    rows = (tuple(_row(person, solved, leads)) for person in solved.round.supporters)
    timed = solved.round.programme.unit == "minutes"
    columns = _columns(Names(solved.round).lead.capitalize(), timed=timed)
    return Table(columns, tuple(rows)).without_empty(*KEPT)


def _columns(lead: str, *, timed: bool) -> tuple[Column, ...]:
    unit = "hours" if timed else "places"
    return (
        Column("Supporter", width=12),
        Column("Name", width=24),
        Column("Roles", width=22),
        Column("Region", width=24),
        Column("Local authority", width=24),
        Column(f"Capacity ({unit})", "exact", 11),
        Column(f"Used ({unit})", "exact", 11),
        Column(f"Left ({unit})", "exact", 11),
        Column(KEPT_BACK, "exact", 11),
        Column(USED, "percent", 9),
        Column("Pairings", "whole", 10),
        Column("Requests", "words", 40),
        Column(lead, width=28),
    )


def _row(person: Supporter, solved: Solved, leads: dict[str, str]) -> Iterator[Cell]:
    names = Names(solved.round)
    pairings = solved.pairings_of_supporter.get(person.id, ())
    used = peak_among(solved.round, pairings)
    amounts = (person.capacity, used, person.capacity - used)
    timed = solved.round.programme.unit == "minutes"
    yield person.id
    yield person.name
    yield text_list([_role(names, role) for role in person.roles])
    yield person.region
    yield person.authority
    yield from (in_hours(amount) if timed else amount for amount in amounts)
    reserved = solved.round.programme.reserved_minutes(person.roles)
    yield in_hours(reserved) if timed and reserved else None
    yield percent_of(used, person.capacity)
    yield len(pairings)
    yield text_list([pairing.request for pairing in pairings])
    yield names.supporter(leads[person.id]) if person.id in leads else None


def _role(names: Names, role: str) -> str:
    """A role held; people may hold roles that the programme does not know."""
    return names.role(role) if role in names.round.programme.roles else role
