"""Where the span of area leads could not be held, and what would mend it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from matchmaker.report.breaches import breach_lines
from matchmaker.report.table import Column, Table
from matchmaker.report.tables.teams import lead_columns

if TYPE_CHECKING:
    from matchmaker.pipeline import Solved

COLUMNS = (
    Column("Region", width=24),
    Column("People", "whole", 9),
    Column("What is wrong", "words", 55),
    Column("What would mend it", "words", 70),
)


def team_notes_table(solved: Solved) -> Table:
    """One row for each breach, in the order in which they were found."""
    rows = []
    for breach in solved.breaches:
        wrong, *mends = breach_lines(breach, solved.round)
        people = len(breach.people)
        rows.append((breach.lead, breach.region, people, wrong, "\n".join(mends)))
    lead, _ = lead_columns(solved.round)
    return Table((lead, *COLUMNS), tuple(rows))
