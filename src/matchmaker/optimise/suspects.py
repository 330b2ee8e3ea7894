"""
Where to look for a conflict: few members that contradict each other already.

To find out which of many members cannot be spared takes many questions, each the
dearer the more pairs it is about. Most conflicts are local, so the search for a small
one begins with those who could have part in it.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np

from matchmaker.optimise.circulation import circulation_of
from matchmaker.optimise.members import Member, all_members
from matchmaker.optimise.model import sum_by

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from matchmaker.optimise.circulation import Circulation
    from matchmaker.optimise.model import Mask, Model

    Suspects = tuple[tuple[Member, ...], Callable[[Sequence[Member]], bool]]
    """Members that contradict each other, and a quick way to learn of some of them
    whether they do. What it says they do is true; it may miss that others do."""


def row_alone(model: Model) -> tuple[Member, ...]:
    """The first row that no choice among its pairs could fulfil; none, usually."""
    most, least = (
        sum_by(model.row_of_entry, side(model.row_coefficient, 0), model.rows)
        for side in (np.maximum, np.minimum)
    )
    broken = np.flatnonzero((most < model.row_lower) | (least > model.row_upper))
    return tuple(Member("row", row) for row in broken[:1].tolist())


def by_flow(model: Model) -> Suspects | None:
    """
    Bounds and pins, perhaps with a row, that a flow shows to contradict each other.

    Where loads differ at a supporter, all are taken to be as light as the lightest:
    what contradicts each other even so does so all the more. `None` if no flow shows
    any.
    """
    lighter = model if model.unit_steps else model.with_least_loads()
    whole = circulation_of(lighter)
    cut = tuple(whole.conflict())
    if cut:
        return cut, _asking(whole.around(cut))
    suspects = (_owed(lighter, row) for row in _counting(model))
    return next(filter(None, suspects), None)


def _counting(model: Model) -> list[int]:
    """The rows that ask for so many of their pairs, each counted once."""
    weighed = np.zeros(model.rows, bool)
    weighed[model.row_of_entry[model.row_coefficient != 1]] = True
    rows: list[int] = np.flatnonzero((model.row_lower > 0) & ~weighed).tolist()
    return rows


def _asking(arcs: Circulation) -> Callable[[Sequence[Member]], bool]:
    return lambda members: bool(arcs.around(members).conflict(members))


def _owed(lighter: Model, row: int) -> Suspects | None:
    """A row that asks for more pairs than demand and room allow, with these limits."""
    part = slice(lighter.row_indptr[row], lighter.row_indptr[row + 1])
    keep = np.zeros(lighter.pairs, bool)
    keep[lighter.row_pairs[part]] = True
    free = replace(
        lighter,
        minimum=np.zeros_like(lighter.minimum),
        supporter_minimum=np.zeros_like(lighter.supporter_minimum),
    )
    arcs = circulation_of(free.only(keep, np.zeros_like(keep)))
    # The way back carries every pair that is used.
    arcs.low[-1] = lighter.row_lower[row]
    limits = tuple(arcs.conflict())
    if not limits:
        return None
    said = Member("row", row)
    return (said, *limits), lambda members: bool(
        said in members and arcs.conflict(members)
    )


def neighbourhoods(model: Model) -> Iterator[tuple[Member, ...]]:
    """
    Ever more members: what must be, and the limits on it; then the limits on these.

    Without anything that must be, no plan at all keeps every limit. Where totals are
    to be reached, or the plan must be stable, everybody may have part in a conflict,
    and there are no neighbourhoods.
    """
    if model.floors or model.stable:
        return
    members = all_members(model)
    must = tuple(member for member in members if _must_be(model, member))
    inside, reached = must, 0
    while reached < len(inside) < len(members):
        reached = len(inside)
        inside = _touched(model, members, must, spoken_of(model, inside))
        yield inside


def _must_be(model: Model, member: Member) -> bool:
    """Whether it asks for pairs to be used, and not only for some to be left."""
    if member.kind == "row":
        return bool(model.row_lower[member.number] > 0)
    return member.kind in ("pin", "least", "minimum")


def _touched(
    model: Model, members: Sequence[Member], must: Sequence[Member], pairs: Mask
) -> tuple[Member, ...]:
    """What must be, and every limit on one of the pairs."""
    rows = np.unique(model.row_of_entry[pairs[model.row_pairs]])
    touched = {
        "row": set(rows.tolist()),
        "demand": set(np.unique(model.request[pairs]).tolist()),
        "room": set(np.unique(model.supporter[pairs]).tolist()),
    }
    always = set(must)
    return tuple(
        member
        for member in members
        if member in always or member.number in touched.get(member.kind, ())
    )


def spoken_of(model: Model, members: Sequence[Member]) -> Mask:
    """bool[P], the pairs of the parties, pins and rows among some members."""
    of_request, of_supporter = (
        np.zeros(model.requests, bool),
        np.zeros(model.supporters, bool),
    )
    keep, rows = np.zeros(model.pairs, bool), np.zeros(model.rows, bool)
    marked = {
        "minimum": of_request,
        "demand": of_request,
        "room": of_supporter,
        "least": of_supporter,
        "pin": keep,
        "row": rows,
    }
    for member in members:
        marked[member.kind][member.number] = True
    keep[model.row_pairs[rows[model.row_of_entry]]] = True
    spoken: Mask = keep | of_request[model.request] | of_supporter[model.supporter]
    return spoken
