"""Rows of one early career teacher: the stages of an induction, end to end."""

from __future__ import annotations

from typing import TYPE_CHECKING

from matchmaker.domain.interval import DAY
from matchmaker.domain.spelling import folded

if TYPE_CHECKING:
    from collections.abc import Iterable

    from matchmaker.domain.induction import Induction
    from matchmaker.intake.row import Row

    Stage = tuple[Row, Induction]


def end_to_end(rows: Iterable[Stage]) -> tuple[Induction, ...]:
    """
    Inductions, of which those of one teacher follow each other day by day.

    Rows that share days with the row before, or leave days between, are reported and
    left out, for nobody can say who mentored then, and where.

    Args:
        rows: Of the table, in any order.

    Returns:
        The others, in the order of the table.
    """
    read = list(rows)
    before: dict[str, Stage] = {}
    kept: set[int] = set()
    for row, one in sorted(read, key=lambda stage: stage[1].start):
        name = folded(one.ect)
        if name not in before or _follows(row, one, before[name]):
            before[name] = row, one
            kept.add(row.number)
    return tuple(one for row, one in read if row.number in kept)


def _follows(row: Row, one: Induction, before: Stage) -> bool:
    """Whether a row goes on from the one before; if not, it is reported."""
    where, last = before[0].where, before[1]
    if one.start == last.start:
        row.error(
            None,
            f"the early career teacher {one.ect} stands already in {where}, with the "
            "same first day",
            "Delete one of the two rows; after a change of mentor or school, begin the "
            "second on the first day after it.",
        )
    elif last.until is None:
        row.error(
            "start",
            f"the early career teacher {one.ect} stands already in {where}, which has "
            "no last day",
            f"If mentor or school changed, write {one.start - DAY} into until of {where}"
            "; else delete one of the two rows.",
        )
    elif one.start != last.days.end:
        what = (
            "has days in common with"
            if one.start <= last.until
            else "leaves days after"
        )
        row.error(
            "start",
            f"the row {what} {where}, which ends on {last.until}",
            f"Begin it on {last.days.end}, or end the other on {one.start - DAY}.",
        )
    elif one.fte_percent != last.fte_percent:
        row.error(
            "fte_percent",
            f"{one.ect} has {one.fte_percent} % here and {last.fte_percent} % in {where}",
            "Write one figure in all rows of a teacher: that of the whole induction.",
        )
    return row.usable
