"""What everybody gives a week in several rounds: one row a person."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from matchmaker.domain.plan import Plan
from matchmaker.domain.round import Round
from matchmaker.domain.shared import budgets_of, loads_of, per_week
from matchmaker.report.table import Cell, Column, Table, in_hours


def hours_table(rounds: Sequence[Round], plans: Sequence[Plan]) -> Table:
    """
    Hours a week that people have and give, in all and by round; those who give any.

    Args:
        rounds: The rounds as they were read.
        plans: Their plans.
    """
    counted = [
        (whole, loads_of(whole, plan))
        for whole, plan in zip(rounds, plans, strict=True)
        if whole.programme.unit == "minutes"
    ]
    columns = (
        Column("Person", width=11),
        Column("Name", width=20),
        Column("Hours a week", "exact", 9),
        Column("Given", "exact", 9),
        *(Column(whole.name, "exact", 14) for whole, _ in counted),
    )
    rows = tuple(
        tuple(_row(who, minutes, counted))
        for who, minutes in budgets_of(rounds).items()
        if any(who in loads for _, loads in counted)
    )
    return Table(columns, rows)


def _row(
    who: str, minutes: int, counted: Sequence[tuple[Round, Mapping[str, int]]]
) -> Iterator[Cell]:
    given = [per_week(whole, loads.get(who, 0)) for whole, loads in counted]
    yield who
    yield next(w.supporter(who).name for w, _ in counted if who in w.supporter_index)
    yield in_hours(minutes)
    yield in_hours(sum(given))
    yield from map(in_hours, given)
