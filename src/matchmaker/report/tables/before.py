"""What became of the plan before: one row a pairing of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from matchmaker.report.before import Fate, fates
from matchmaker.report.table import Cell, Column, Table

if TYPE_CHECKING:
    from matchmaker.pipeline import Solved

COLUMNS = (
    Column("Request", width=18),
    Column("Supporter", width=18),
    Column("State", width=12),
    Column("Kept", width=7),
    Column("Now", width=24),
    Column("Why", "words", 60),
)


def before_table(solved: Solved) -> Table:
    """Each pairing of the plan before, in its order."""
    return Table(COLUMNS, tuple(_row(fate) for fate in fates(solved)))


def _row(fate: Fate) -> tuple[Cell, ...]:
    earlier = fate.earlier
    return (
        earlier.request,
        earlier.supporter,
        earlier.state,
        "yes" if fate.kept else "no",
        ", ".join(fate.now),
        _why(fate),
    )


def _why(fate: Fate) -> str:
    if fate.kept:
        return "Kept."
    if fate.impossible is not None:
        return f"Not possible any more: {fate.impossible}."
    return "Possible, but something that counts more was better without it."
