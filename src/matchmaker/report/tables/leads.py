"""Who leads: one row an area lead in use."""

from __future__ import annotations

from collections.abc import Collection
from typing import TYPE_CHECKING

from matchmaker.report.table import Cell, Column, Table
from matchmaker.report.tables.teams import lead_columns

if TYPE_CHECKING:
    from matchmaker.domain.plan import Team
    from matchmaker.pipeline import Solved

COLUMNS = (
    Column("Appointed", width=12),
    Column("Region", width=24),
    Column("Local authority", width=26),
    Column("Team size", "whole", 10),
    Column("Of own authority", "whole", 12),
    Column("Journeys (minutes)", "whole", 12),
    Column("Longest (minutes)", "whole", 12),
    Column("Journeys not known", "whole", 12),
)
LEADS_NOW, NEW = "leads now", "new"


def leads_table(solved: Solved, new: Collection[str] | None = None) -> Table:
    """
    One row for each area lead with a team.

    Args:
        solved: The solved round, with its teams.
        new: Who would be appointed anew, by id; `None` where nobody is appointed.
    """
    rows = tuple(_row(solved, team, new) for team in solved.plan.teams)
    columns = (*lead_columns(solved.round), *COLUMNS)
    return Table(columns, rows).without_empty(
        *(column.heading for column in columns if column.heading != "Appointed")
    )


def _row(solved: Solved, team: Team, new: Collection[str] | None) -> tuple[Cell, ...]:
    lead = solved.round.supporter(team.lead)
    members = [solved.round.supporter(member) for member in team.members]
    known = [minutes for minutes in team.minutes if minutes is not None]
    appointed = None
    if new is not None:
        appointed = NEW if team.lead in new else LEADS_NOW
    return (
        team.lead,
        lead.name,
        appointed,
        lead.region,
        lead.authority,
        len(members),
        sum(m.authority is not None and m.authority == lead.authority for m in members),
        sum(known),
        max(known, default=None),
        len(members) - len(known),
    )
