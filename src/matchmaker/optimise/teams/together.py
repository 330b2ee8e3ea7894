"""
One lead for all people of a setting: a block of people at a time.

Flows cannot see that two people should go the same way. But where one of them stays,
the other's side adds up. So those in bonds are taken in blocks of whom no two share a
bond (all experts, then all mentors), and each block in turn is arranged anew, by one
exact flow, around everybody else, while that makes anything better. That is done from
the best arrangement without bonds, from clusters of people packed into teams
(`packing`), and from where `swaps` lead from either. What is found is
proved best where nothing better is left to hope for; small areas are then settled by
`settled`.
"""

from __future__ import annotations

from math import isqrt
from typing import TYPE_CHECKING

import numpy as np

from matchmaker.errors import NumberRangeError
from matchmaker.optimise.teams.areas import UNLED
from matchmaker.optimise.teams.flows import Network
from matchmaker.optimise.teams.packing import packed
from matchmaker.optimise.teams.search import Found
from matchmaker.optimise.teams.settled import HELD, settle
from matchmaker.optimise.teams.swaps import fewer_parted

if TYPE_CHECKING:
    from collections.abc import Iterator

    from matchmaker.optimise.model import Ints
    from matchmaker.optimise.outcome import Deadline
    from matchmaker.optimise.teams.areas import Area
    from matchmaker.optimise.teams.flows import Flow

MOST_TURNS = 60
"""So many flows at most; improvements dry up long before."""


def unite(area: Area, flow: Flow, apart: Found, deadline: Deadline) -> Found:
    """
    Bring the people of each setting under one lead, as far as that goes.

    Args:
        area: The people, the leads and the bonds.
        flow: Finds the best arrangement within given bounds.
        apart: The best arrangement without a thought of bonds, with its bound.
        deadline: Once it has passed, nothing more is begun.

    Returns:
        An arrangement that is no worse in anything before `parted`, and its bound.
    """
    # With so much spread and no more, no team is larger.
    largest = min(area.teams.most, area.teams.target + isqrt(apart.bound.spread))
    ends = _ends(area, flow, apart.chosen, largest, deadline)
    chosen = min(ends, key=area.value)
    # Nothing that bonds add makes anything else better: the bound holds with them.
    bound = apart.bound
    if not deadline.passed:
        parted = area.bonds.parted_at_least(area.covers, largest)
        bound = bound._replace(parted=parted)
    found = Found(chosen, area.value(chosen), bound)
    if found.value == bound or deadline.passed:
        return found
    return settle(area, found)


def _ends(
    area: Area, flow: Flow, apart: Ints, largest: int, deadline: Deadline
) -> Iterator[Ints]:
    """Where going on from some arrangements leads; the one without bonds itself first."""
    yield apart
    if deadline.passed:
        return
    starts = [apart, *_packed(area, flow, apart, largest)]
    starts += [fewer_parted(area, start) for start in starts]
    for start in starts:
        if deadline.passed:
            return
        yield _taken_in_turns(area, flow, start, deadline)


def _packed(area: Area, flow: Flow, chosen: Ints, largest: int) -> list[Ints]:
    """
    The arrangement nearest to clusters packed into teams; none where that is worse.

    Whoever found a lead with their piece of a cluster should have that lead.
    """
    wanted = packed(area, chosen, largest)[area.person]
    torn = (wanted != UNLED) & (wanted != area.lead)
    found = _flowed(area, flow, chosen, area.only(np.ones_like(torn), torn * 1))
    if found is None or area.value(found)[:HELD] > area.value(chosen)[:HELD]:
        return []
    return [found]


def _taken_in_turns(area: Area, flow: Flow, chosen: Ints, deadline: Deadline) -> Ints:
    blocks = area.bonds.blocks()
    idle = 0
    for turn in range(MOST_TURNS):
        better = _rearranged(area, flow, chosen, blocks[turn % len(blocks)])
        # A block that was just arranged as well as can be need not be tried again.
        idle, chosen = (idle + 1, chosen) if better is None else (1, better)
        if idle >= len(blocks) or deadline.passed:
            break
    return chosen


def _rearranged(area: Area, flow: Flow, chosen: Ints, block: Ints) -> Ints | None:
    """Arrange a block around everybody else; `None` if that makes nothing better."""
    lead_of = area.lead_of(chosen)
    kept = np.isin(area.person, block) | (lead_of[area.person] == UNLED)
    kept[chosen] = True
    held = area.only(kept, _parted_by_pair(area, lead_of, block))
    found = _flowed(area, flow, chosen, held)
    if found is None:
        return None
    better = np.flatnonzero(kept)[found]
    return better if area.value(better) < area.value(chosen) else None


def _flowed(area: Area, flow: Flow, chosen: Ints, held: Area) -> Ints | None:
    """One flow with no more small teams than now; `None` where numbers are too large."""
    try:
        return flow(Network(held, *_bounds_around(area, chosen)))
    except NumberRangeError:
        return None


def _parted_by_pair(area: Area, lead_of: Ints, block: Ints) -> Ints:
    """int64[A], settings that each pair of the block parts while all others stay."""
    parted = np.zeros(len(area.person), np.int64)
    for person, kept_by in area.bonds.pull(lead_of, block).items():
        theirs = np.flatnonzero(area.person == person)
        together = [kept_by[lead] for lead in area.lead[theirs].tolist()]
        parted[theirs] = kept_by.total() - np.array(together, np.int64)
    return parted


def _bounds_around(area: Area, chosen: Ints) -> tuple[Ints, Ints]:
    """Bounds on team sizes within which no more teams are small than are now."""
    spans, teams = area.spans(chosen), area.teams
    low = np.where(spans >= teams.warn_below, teams.warn_below, 0)
    high = np.where(spans > 0, teams.most, 0)
    return low, high
