"""Answer a question by itself: climb, then search what the bound leaves open."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from matchmaker.errors import InfeasibleError, NoPlanError
from matchmaker.optimise.locate.answer import Appointments, shown_by
from matchmaker.optimise.locate.climb import Climb
from matchmaker.optimise.locate.closing import closed_down
from matchmaker.optimise.locate.kernel import floors_of, search_within

if TYPE_CHECKING:
    from matchmaker.optimise.locate.climb import Arrangement
    from matchmaker.optimise.locate.posts import Posts
    from matchmaker.optimise.model import Ints
    from matchmaker.optimise.outcome import Deadline

NO_CHOICE = "No choice of candidates spans everybody within their least and most."


def answer_one(
    posts: Posts, deadline: Deadline, prices: Ints | None = None
) -> Appointments:
    """
    Answer a question without taking it apart.

    Args:
        posts: What is asked.
        deadline: When to stop with the best so far.
        prices: int64[M], where to begin the climb; found if `None`.

    Raises:
        InfeasibleError: There is no answer.
        NoPlanError: Time ran out before any answer was found.
    """
    climb = Climb(posts, deadline).run(prices)
    bound = climb.relaxed.bound
    if bound is None:
        raise InfeasibleError([NO_CHOICE], minimal=False)
    if climb.best is None:
        climb.best = closed_down(posts, climb.relaxed.prices)
    best = climb.best
    if best is None or best.cost > bound:
        best, bound = _close(climb, bound, deadline)
    return Appointments(
        appointed=best.appointed,
        lead_of=best.lead_of,
        cost=best.cost,
        bound=bound,
        shown_by=shown_by(best.cost, bound, climb.relaxed.bound),
        prices=climb.relaxed.prices,
    )


def _close(climb: Climb, bound: int, deadline: Deadline) -> tuple[Arrangement, int]:
    """Search within growing limits until the best arrangement is proved."""
    posts, best = climb.posts, climb.best
    floors = floors_of(posts, climb.relaxed)
    ceiling = _dearest(posts) if best is None else best.cost - 1
    reach = max(1, (ceiling - bound) // 8)
    while bound <= ceiling:
        limit = min(bound + reach - 1, ceiling)
        searched = search_within(posts, floors, limit, deadline)
        best = searched.found or best
        if not searched.ended:
            break
        if searched.found is not None:
            return searched.found, searched.found.cost
        bound, reach = limit + 1, reach * 4
    if best is None and deadline.passed:
        raise NoPlanError("Time ran out before any appointments were found.")
    if best is None:
        raise InfeasibleError([NO_CHOICE], minimal=False)
    return best, bound


def _dearest(posts: Posts) -> int:
    """No arrangement costs more."""
    led = np.where(posts.allowed, posts.cost, posts.cost.min(initial=0)).max(axis=0)
    return int(led.sum()) + int(posts.opening.sum())
