"""Who are buddies, and why: one row a link."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from matchmaker.domain.buddies import BuddyLink
from matchmaker.reasons.buddies import BuddyReason, BuddyReasons
from matchmaker.report.buddies import buddy_lines, standing
from matchmaker.report.names import Names
from matchmaker.report.points import in_users_unit
from matchmaker.report.speech import half_day
from matchmaker.report.table import Cell, Column, Table, in_hours, text_list

if TYPE_CHECKING:
    from matchmaker.pipeline import Solved

KEPT = ("Person", "Buddy", "Points")
"""Columns that stay even where no row has anything in them."""


def buddies_table(solved: Solved) -> Table:
    """One row for each link, in the plan's order; columns nobody uses left out."""
    timed = solved.round.programme.unit == "minutes"
    reasons = BuddyReasons(solved)
    rows = (
        tuple(_row(link, reasons.why_link(link), solved))
        for link in solved.plan.buddies
    )
    return Table(_columns(timed=timed), tuple(rows)).without_empty(*KEPT)


def _columns(*, timed: bool) -> tuple[Column, ...]:
    return (
        Column("Person", width=10),
        Column("Person name", width=20),
        Column("Buddy", width=10),
        Column("Buddy name", width=20),
        Column("Trio", width=18),
        Column("Points", "exact", 9),
        Column("Place", "whole", 8),
        Column("Out of", "whole", 8),
        Column("Place for the buddy", "whole", 10),
        Column("Out of for the buddy", "whole", 10),
        Column("Runner-up", width=20),
        Column("Points ahead", "exact", 9),
        Column("Confidence %", "percent", 12),
        Column("Journey (minutes)", "whole", 10),
        Column("Sessions", "whole", 9),
        Column("Time (hours)" if timed else "Load", "exact", 8),
        Column("Both can meet", width=24),
        Column("Decided by a person", width=11),
        Column("Why", "words", 80),
    )


def _row(link: BuddyLink, why: BuddyReason, solved: Solved) -> Iterator[Cell]:
    whole, spec = solved.round, solved.round.programme.buddies
    names, decimals = Names(whole), whole.decimals
    mine, theirs = why.sides
    yield link.one
    yield whole.supporter(link.one).name
    yield link.other
    yield whole.supporter(link.other).name
    yield standing(link, solved)
    yield in_users_unit(link.points, decimals)
    yield mine.rank
    yield mine.candidates
    yield theirs.rank
    yield theirs.candidates
    yield names.supporter(mine.runner_up.supporter) if mine.runner_up else None
    yield in_users_unit(mine.runner_up.margin, decimals) if mine.runner_up else None
    yield link.confidence
    yield link.minutes
    yield spec.sessions if spec else None
    yield in_hours(link.load) if whole.programme.unit == "minutes" else link.load
    yield text_list([half_day(time) for time in link.times])
    yield "yes" if link.pinned else None
    _, *lines = buddy_lines(why, whole, private=False)
    yield "\n".join(lines)
