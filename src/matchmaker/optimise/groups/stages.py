"""Objective by objective: the best choice of groups from a table, and its bounds."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from matchmaker.optimise.groups.choose import choose
from matchmaker.optimise.groups.programme import Programme, Row
from matchmaker.optimise.groups.table import NOBODY

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from matchmaker.optimise.groups.table import Table
    from matchmaker.optimise.groups.units import Units
    from matchmaker.optimise.model import Ints
    from matchmaker.optimise.outcome import Deadline


@dataclass(frozen=True, eq=False)
class Chosen:
    """
    The best groups of a table.

    Attributes:
        groups: int64[K], ascending.
        bounds: What none can beat in each objective, given those before; only up
            to the first that was not proved.
    """

    groups: Ints
    bounds: tuple[int, ...]


def best_groups(units: Units, table: Table, start: Ints, deadline: Deadline) -> Chosen:
    """
    Choose the best groups for some applications.

    Args:
        units: The applications.
        table: All groups that could be made of them.
        start: int64[S], some of these groups that share nobody.
        deadline: When to stop with the best so far.
    """
    people = int(units.size.sum())
    small = (table.size < units.people.preferred).astype(np.int64)
    costs = (-table.size, small, table.outside, -table.points)
    cuts = list(share_rows(units, table))
    rows: list[Row] = []
    bounds: list[int] = []
    groups = start
    for stage, cost in enumerate(costs):
        everybody = stage > 0 and int(table.size[groups].sum()) == people
        must = np.full(len(units), everybody)
        programme = Programme(table, cost, len(units), must, [*rows, *cuts])
        choice = choose(programme, groups, _floor_of(stage, people, table), deadline)
        groups = choice.groups
        bounds.append(choice.bound)
        if choice.cost > choice.bound:
            break
        rows.append(Row(cost, None, choice.cost))
    if bounds:
        bounds[0] += people
    if len(bounds) == len(costs):
        bounds[-1] = -bounds[-1]
    return Chosen(np.sort(groups), tuple(bounds))


def _floor_of(stage: int, people: int, table: Table) -> int:
    """What no choice can beat by its nature."""
    if stage == 0:
        return -people
    if stage < 3:
        return 0
    return -int(np.maximum(table.points, 0).sum())


def share_rows(units: Units, table: Table) -> Iterator[Row]:
    """
    Rows that hold for whole groups but not for parts of groups.

    Of any people, no more than a third of them, rounded down, can be the third in
    their group (Chvatal and Gomory's rounding of the rows that say that nobody is
    in two groups). Five people of one district make one full group and a rest, not
    five quarters of a group.
    """
    for counts in (*units.district_counts.T, units.size):
        here = np.append(counts, 0)[table.members].sum(axis=1)
        number = int(counts.sum())
        for share in range(2, units.people.most + 1):
            if number % share:
                yield Row(here // share, None, number // share)


def rows_in_table(table: Table, groups: Sequence[Ints]) -> Ints:
    """int64[K], where groups stand in a table; all of them must be in it."""
    width = table.members.shape[1]
    place = {tuple(row): number for number, row in enumerate(table.members.tolist())}
    padded = ([*group.tolist(), *[NOBODY] * (width - len(group))] for group in groups)
    return np.array([place[tuple(row)] for row in padded], np.int64)
