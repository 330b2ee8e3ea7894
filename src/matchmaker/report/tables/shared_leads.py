"""Settings whose several people have one area lead: one row each."""

from __future__ import annotations

from typing import TYPE_CHECKING

from matchmaker.report.points import in_users_unit
from matchmaker.report.table import Column, Table
from matchmaker.report.tables.teams import lead_columns

if TYPE_CHECKING:
    from matchmaker.pipeline import Solved


def shared_leads_table(solved: Solved) -> Table:
    """One row for each setting with one lead, in the round's order."""
    rows = [
        (
            shared.setting,
            solved.round.setting_by_id[shared.setting].name,
            shared.lead,
            solved.round.supporter(shared.lead).name,
            in_users_unit(shared.points, solved.round.decimals),
        )
        for shared in solved.plan.shared_leads
    ]
    columns = (
        Column("Setting", width=12),
        Column("Setting name", width=30),
        *lead_columns(solved.round),
        Column("Points", "exact", 10),
    )
    return Table(columns, tuple(rows))
