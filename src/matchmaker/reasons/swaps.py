"""Who moves where between two plans, one move making room for the next."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from matchmaker.pipeline import Solved
from matchmaker.reasons.answers import Swap

Ints = npt.NDArray[np.int64]


def swaps_between(solved: Solved, then: Ints, request: int) -> tuple[Swap, ...]:
    """
    What each request loses and gains from the plan to another one.

    Args:
        solved: The solved round.
        then: The positions of the other plan's pairs among the candidates.
        request: The request that the chain begins with.
    """
    out, into = np.setdiff1d(solved.used, then), np.setdiff1d(then, solved.used)
    found = [
        _swap(solved, moved, out, into)
        for moved in _in_order(solved, out, into, request)
    ]
    return tuple(found)


def _in_order(solved: Solved, out: Ints, into: Ints, request: int) -> list[int]:
    """The requests that move: each after one that it makes room for, if any."""
    of, who = solved.candidates.request, solved.candidates.supporter
    waiting = sorted({int(r) for r in of[np.concatenate([out, into])]})
    queue, order = [request], []
    while queue or waiting:
        at = queue.pop(0) if queue else waiting[0]
        if at not in waiting:
            continue
        waiting.remove(at)
        order.append(at)
        filled = who[into[of[into] == at]]
        emptied = who[out[of[out] == at]]
        queue += of[out[np.isin(who[out], filled)]].tolist()
        queue += of[into[np.isin(who[into], emptied)]].tolist()
    return order


def _swap(solved: Solved, request: int, out: Ints, into: Ints) -> Swap:
    of, who = solved.candidates.request, solved.candidates.supporter
    people = solved.round.supporters
    return Swap(
        request=solved.round.requests[request].id,
        leaves=tuple(people[s].id for s in who[out[of[out] == request]].tolist()),
        joins=tuple(people[s].id for s in who[into[of[into] == request]].tolist()),
    )
