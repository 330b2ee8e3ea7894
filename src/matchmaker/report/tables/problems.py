"""What is wrong with the input: one row a problem."""

from __future__ import annotations

from collections.abc import Sequence

from matchmaker.domain.problem import Problem
from matchmaker.report.table import Column, Table

COLUMNS = (
    Column("Level", width=10),
    Column("File", width=18),
    Column("Row", "whole", 8),
    Column("Column", width=20),
    Column("Value", width=26),
    Column("What is wrong", "words", 50),
    Column("What to do", "words", 50),
)


def problems_table(problems: Sequence[Problem]) -> Table:
    """One row for each problem, in the order in which they were found."""
    return Table(
        COLUMNS,
        tuple(
            (p.level, p.file, p.row, p.column, p.value, p.problem, p.remedy)
            for p in problems
        ),
    )
