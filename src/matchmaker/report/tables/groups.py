"""Who asks together: one row a member, and one for each in no group."""

from __future__ import annotations

from typing import TYPE_CHECKING

from matchmaker.domain.groups import Group
from matchmaker.report.groups import why_ungrouped
from matchmaker.report.points import in_users_unit
from matchmaker.report.speech import half_day
from matchmaker.report.table import Cell, Column, Table, text_list

if TYPE_CHECKING:
    from matchmaker.pipeline import Solved

COLUMNS = (
    Column("Group", width=14),
    Column("People", "whole", 8),
    Column("Points", "exact", 9),
    Column("Place", width=22),
    Column("Times", width=26),
    Column("Request", width=12),
    Column("Name", width=24),
    Column("Region", width=18),
    Column("Local authority", width=22),
    Column("Supporters", width=22),
    Column("Why in no group", "words", 50),
)


def groups_table(solved: Solved) -> Table:
    """One row for each member, group by group; those in no group come last."""
    rows: list[tuple[Cell, ...]] = []
    for group in solved.plan.groups:
        head = _group(group, solved)
        comers = _comers(group, solved)
        rows += [
            (*head, *_person(member, solved), comers, None) for member in group.members
        ]
    rows += [
        (*(None,) * 5, *_person(one.request, solved), None, why_ungrouped(one.reason))
        for one in solved.plan.ungrouped
    ]
    return Table(COLUMNS, tuple(rows))


def _group(group: Group, solved: Solved) -> tuple[Cell, ...]:
    return (
        group.id,
        len(group.members),
        in_users_unit(group.points, solved.round.decimals),
        group.district,
        text_list([half_day(time) for time in group.times]),
    )


def _comers(group: Group, solved: Solved) -> str:
    served = solved.pairings_of_request.get(group.id, ())
    return text_list([pairing.supporter for pairing in served])


def _person(request_id: str, solved: Solved) -> tuple[Cell, ...]:
    home = solved.whole.setting_of(solved.whole.request(request_id))
    if home is None:
        return request_id, None, None, None
    return request_id, home.name, home.region, home.authority
