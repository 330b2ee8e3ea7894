"""Who got less than they asked for, and why: one row a request."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from matchmaker.domain.round import Round
from matchmaker.report.names import Names
from matchmaker.report.table import Cell, Column, Table
from matchmaker.report.tables.asker_columns import asker_columns
from matchmaker.report.unmet_words import unmet_lines

if TYPE_CHECKING:
    from matchmaker.reasons import Reasons, UnmetReason

BEFORE = (Column("Request", width=11), Column("Name", width=20))
AFTER = (
    Column("Region", width=18),
    Column("Role", width=10),
    Column("Asked for", "whole", 9),
    Column("Missing", "whole", 9),
    Column("Priority", "whole", 9),
    Column("Could have come", "whole", 11),
    Column("Nearest miss", width=24),
    Column("Why", "words", 80),
)
KEPT = ("Request", "Role", "Missing", "Why")
"""Columns that stay even where no row has anything in them."""


def unmatched_table(matching_round: Round, reasons: Reasons) -> Table:
    """One row for each request not wholly met; columns nobody uses left out."""
    rows = (tuple(_row(why, matching_round)) for why in reasons.unmet)
    columns = (*BEFORE, *asker_columns(matching_round.programme, 11, 26), *AFTER)
    return Table(columns, tuple(rows)).without_empty(*KEPT)


def _row(why: UnmetReason, matching_round: Round) -> Iterator[Cell]:
    names = Names(matching_round)
    request = matching_round.request(why.request)
    setting = matching_round.setting_of(request)
    yield why.request
    yield names.whom(why.request)
    yield request.setting
    yield setting.name if setting else None
    yield setting.region if setting else None
    yield names.role(why.role)
    yield request.demand
    yield why.units
    yield matching_round.priority_of(request)
    yield why.candidates
    yield names.supporter(why.nearest.supporter) if why.nearest else None
    yield "\n".join(unmet_lines(why, matching_round))
