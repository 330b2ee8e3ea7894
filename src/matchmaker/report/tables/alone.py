"""Who has no buddy, and why: one row a person."""

from __future__ import annotations

from typing import TYPE_CHECKING

from matchmaker.reasons.buddies import BuddyReasons
from matchmaker.report.buddies import alone_lines
from matchmaker.report.table import Column, Table

if TYPE_CHECKING:
    from matchmaker.pipeline import Solved

COLUMNS = (
    Column("Person", width=11),
    Column("Person name", width=24),
    Column("Reason", width=18),
    Column("Could have been a buddy", "whole", 12),
    Column("Why", "words", 80),
)


def alone_table(solved: Solved) -> Table:
    """One row for each person without a buddy, in the round's order."""
    reasons = BuddyReasons(solved)
    rows = []
    for alone in solved.plan.alone:
        why = reasons.why_alone(alone)
        _, *lines = alone_lines(why, solved.round)
        name = solved.round.supporter(alone.person).name
        rows.append(
            (alone.person, name, alone.reason, why.candidates, "\n".join(lines))
        )
    return Table(COLUMNS, tuple(rows))
