"""Who leads whom: one row a person led, and one for each whom nobody leads."""

from __future__ import annotations

from typing import TYPE_CHECKING

from matchmaker.domain.round import Round
from matchmaker.reasons.leads import ways_led
from matchmaker.report.led import HOW
from matchmaker.report.names import Names
from matchmaker.report.speech import listed
from matchmaker.report.table import Cell, Column, Table

if TYPE_CHECKING:
    from matchmaker.pipeline import Solved

COLUMNS = (
    Column("Team size", "whole", 10),
    Column("Supporter", width=12),
    Column("Supporter name", width=24),
    Column("Works as", width=18),
    Column("Region", width=24),
    Column("Local authority", width=26),
    Column("Journey (minutes)", "whole", 11),
    Column("Why this lead", width=24),
)


def teams_table(solved: Solved) -> Table:
    """One row for each person led; people without a lead come last."""
    rows: list[tuple[Cell, ...]] = []
    ways = ways_led(solved)
    for team in solved.plan.teams:
        lead = (team.lead, solved.round.supporter(team.lead).name, len(team.members))
        journeys = zip(team.members, team.minutes, strict=True)
        rows += [
            (*lead, *_person(name, solved), minutes, HOW[ways[name]])
            for name, minutes in journeys
        ]
    nobody = (None, None, None)
    rows += [
        (*nobody, *_person(name, solved), None, None) for name in solved.plan.unled
    ]
    return Table((*lead_columns(solved.round), *COLUMNS), tuple(rows))


def lead_columns(matching_round: Round) -> tuple[Column, Column]:
    """The id and the name of who leads, under what the programme calls them."""
    lead = Names(matching_round).lead.capitalize()
    return Column(lead, width=12), Column(f"{lead} name", width=24)


def _person(supporter_id: str, solved: Solved) -> tuple[Cell, ...]:
    person = solved.round.supporter(supporter_id)
    roles = _roles(
        solved.round,
        [p.role for p in solved.pairings_of_supporter.get(supporter_id, ())],
    )
    return (supporter_id, person.name, roles, person.region, person.authority)


def _roles(matching_round: Round, held: list[str]) -> str:
    names = Names(matching_round)
    return listed([names.role(role) for role in dict.fromkeys(held)])
