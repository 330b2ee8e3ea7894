"""
Better groups by exact answers to small questions (large neighbourhood search).

A few heaps with much in common are a question that can be answered exactly. Heap
by heap, the window around it is answered, until no window has a better answer.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from matchmaker.optimise.groups.improve import common_ground
from matchmaker.optimise.groups.stages import best_groups, rows_in_table
from matchmaker.optimise.groups.table import NOBODY, all_groups

if TYPE_CHECKING:
    from matchmaker.optimise.groups.table import Table
    from matchmaker.optimise.groups.units import Units
    from matchmaker.optimise.model import Ints
    from matchmaker.optimise.outcome import Deadline

WINDOW = 24
"""So many people at most are looked at together."""

MOST_GROUPS = 20_000
"""A window with more possible groups than this is passed over."""


def look_through_windows(
    units: Units, heaps: list[Ints], passes: int, deadline: Deadline
) -> list[Ints]:
    """
    Answer window after window exactly.

    Args:
        units: All applications.
        heaps: A group, or one application in none, each; ascending.
        passes: So many times over all heaps at most.
        deadline: When to stop.

    Returns:
        Heaps as before, none worse altogether.
    """
    answered: set[bytes] = set()
    for _ in range(passes):
        changed = False
        owner = _owners(units, heaps)
        common = common_ground(units, heaps)
        for here in range(len(heaps)):
            if deadline.passed:
                return _heaps_of(owner)
            around = np.argsort(-common[here], kind="stable")
            among = _window(units, owner, heaps, [here, *around.tolist()])
            key = np.sort(owner[among]).tobytes() + among.tobytes()
            if key not in answered:
                answered.add(key)
                changed |= _answer(units, owner, among, deadline)
        heaps = _heaps_of(owner)
        if not changed:
            break
    return heaps


def _owners(units: Units, heaps: list[Ints]) -> Ints:
    """int64[U], the first application of everybody's heap."""
    owner = np.arange(len(units))
    for heap in heaps:
        owner[heap] = heap[0]
    return owner


def _heaps_of(owner: Ints) -> list[Ints]:
    return [np.flatnonzero(owner == first) for first in np.unique(owner)]


def _window(units: Units, owner: Ints, heaps: list[Ints], order: list[int]) -> Ints:
    """Whole heaps as they are now, around some heaps as they were."""
    inside = np.zeros(len(units), bool)
    for number in order:
        new = np.isin(owner, owner[heaps[number]]) & ~inside
        if int(units.size[inside | new].sum()) > WINDOW:
            break
        inside |= new
    return np.flatnonzero(inside)


def _answer(units: Units, owner: Ints, among: Ints, deadline: Deadline) -> bool:
    """Give some applications their best groups; whether that changed anything."""
    theirs = units.only(among)
    table = all_groups(theirs, MOST_GROUPS)
    if table is None:
        return False
    heaps = [np.flatnonzero(owner[among] == o) for o in np.unique(owner[among])]
    start = start_in(theirs, table, heaps)
    chosen = best_groups(theirs, table, start, deadline).groups
    if np.array_equal(chosen, np.sort(start)):
        return False
    owner[among] = among
    for row in table.members[chosen]:
        members = among[row[row != NOBODY]]
        owner[members] = members[0]
    return True


def start_in(units: Units, table: Table, heaps: list[Ints]) -> Ints:
    """int64[K], where the heaps that are groups stand in a table."""
    groups = [heap for heap in heaps if is_group(units, heap)]
    return rows_in_table(table, groups)


def is_group(units: Units, heap: Ints) -> bool:
    """Heaps of several are groups; single applications are if they are large enough."""
    alone = bool(units.sound[heap[0]]) and units.size[heap[0]] >= units.people.least
    return len(heap) > 1 or alone
