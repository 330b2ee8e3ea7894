"""Balance, island by island: squares add up, and so do what they cannot fall below."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np

from matchmaker.optimise.components import component
from matchmaker.optimise.gave_up import GaveUpError
from matchmaker.optimise.mip import evenest
from matchmaker.optimise.objectives import value_of

if TYPE_CHECKING:
    from matchmaker.optimise.model import Ints, Model
    from matchmaker.optimise.outcome import Deadline


@dataclass(frozen=True, eq=False)
class Evened:
    """
    A plan with loads as even as was found.

    Attributes:
        used: int64[K], its pairs.
        bound: The least that balance can be; `None` if that is not known.
    """

    used: Ints
    bound: int | None


def evenest_apart(
    face: Model, start: Ints, islands: tuple[Ints, ...], deadline: Deadline
) -> Evened:
    """
    Find the plan with the least sum of squared loads.

    Args:
        face: The plans to choose from.
        start: int64[K], one of them.
        islands: Pairs that nothing couples but the totals that `face` holds, which
            each of them has to reach by itself; none to take all together.
        deadline: When to stop; each island has its part of the time, and those that
            needed more have what others have left.
    """
    waiting = sorted(filter(len, islands), key=len) or [np.arange(face.pairs)]
    evened: list[Evened] = []
    while waiting:
        late = []
        for place, pairs in enumerate(waiting):
            left = sum(len(others) for others in waiting[place:])
            part = deadline.part(len(pairs) / max(1, left))
            found = _evened(face, start, pairs, part)
            if found.bound is None and part.passed and not deadline.passed:
                late.append(pairs)
            else:
                evened.append(found)
        waiting = late
    bounds = [one.bound for one in evened if one.bound is not None]
    used = np.sort(np.concatenate([one.used for one in evened]))
    return Evened(used, sum(bounds) if len(bounds) == len(evened) else None)


def _evened(face: Model, start: Ints, pairs: Ints, deadline: Deadline) -> Evened:
    """One island, in the numbers of all."""
    used = np.flatnonzero(np.isin(pairs, start))
    island = _island(face, pairs, used)
    try:
        found = evenest(island, deadline)
    except GaveUpError:
        return Evened(pairs[used], None)
    before, after = (value_of(island, "balance", plan) for plan in (used, found.used))
    best = found.used if (after or 0) < (before or 0) else used
    return Evened(pairs[best], found.bound)


def _island(face: Model, pairs: Ints, used: Ints) -> Model:
    """An island by itself, with the totals that its plan reaches."""
    if len(pairs) == face.pairs:
        return face
    keep = np.zeros(face.pairs, bool)
    keep[pairs] = True
    island = component(replace(face, floors=()), pairs)
    parts = [part.only(keep) for part, _ in face.floors]
    floors = tuple((part, part.total(used, island.bonuses)) for part in parts)
    return replace(island, floors=floors)
