"""From posts and members to the cheapest appointments, and how that was shown."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from matchmaker.errors import InfeasibleError, NoPlanError, PlanRejectedError
from matchmaker.optimise.locate.answer import Appointments, shown_by
from matchmaker.optimise.locate.bounds import relax
from matchmaker.optimise.locate.climb import Climb
from matchmaker.optimise.locate.fillings import OUT_OF_REACH
from matchmaker.optimise.locate.obstacles import find_obstacles
from matchmaker.optimise.locate.one import NO_CHOICE, answer_one
from matchmaker.optimise.locate.parts import floors_by_number, share_out, split
from matchmaker.optimise.outcome import Deadline

if TYPE_CHECKING:
    from collections.abc import Sequence

    from matchmaker.optimise.locate.climb import Arrangement
    from matchmaker.optimise.locate.parts import Part
    from matchmaker.optimise.locate.posts import Posts
    from matchmaker.optimise.model import Ints
    from matchmaker.optimise.outcome import Stop


def locate(
    posts: Posts, time_limit: float | None = None, stop: Stop | None = None
) -> Appointments:
    """
    Choose whom to appoint, and give everybody exactly one of them.

    Args:
        posts: Candidates, members, spans and costs.
        time_limit: Wall seconds; `None` for as long as a proof takes.
        stop: Ends the search early, with the best found so far.

    Returns:
        The cheapest appointments, or the best found with a bound on how much
        cheaper any could be.

    Raises:
        InfeasibleError: Nobody can arrange everybody; it says why as far as
            counting shows it.
        NoPlanError: Time ran out before any arrangement was found.
    """
    obstacles = find_obstacles(posts)
    if obstacles:
        raise InfeasibleError(obstacles.words, minimal=False)
    deadline = Deadline(time_limit, stop)
    parts = split(posts)
    if len(parts) < 2:
        found = answer_one(posts, deadline)
    elif posts.appoint is None:
        found = _each_by_itself(posts, parts, deadline)
    else:
        found = _Sharing(posts, posts.appoint, parts, deadline).run()
    faults = posts.faults_of(found.lead_of, found.appointed)
    if faults:
        raise PlanRejectedError(faults)
    return found


def _each_by_itself(
    posts: Posts, parts: Sequence[Part], deadline: Deadline
) -> Appointments:
    answers = [
        answer_one(part.posts, _share_of(deadline, len(parts) - done))
        for done, part in enumerate(parts)
    ]
    return _together(posts, parts, answers, sum(answer.bound for answer in answers))


def _share_of(deadline: Deadline, waiting: int) -> Deadline:
    """An equal share of the time left for each of those waiting."""
    share = None if deadline.left is None else deadline.left / waiting
    return Deadline(share, deadline.stop)


def _together(
    posts: Posts, parts: Sequence[Part], answers: Sequence[Appointments], bound: int
) -> Appointments:
    """Put the answers to all parts together."""
    lead_of = np.empty(posts.members, np.int64)
    prices = np.empty(posts.members, np.int64)
    for part, answer in zip(parts, answers, strict=True):
        lead_of[part.members] = part.leads[answer.lead_of]
        prices[part.members] = answer.prices
    appointed = [
        part.leads[answer.appointed]
        for part, answer in zip(parts, answers, strict=True)
    ]
    cost = sum(answer.cost for answer in answers)
    return Appointments(
        appointed=np.sort(np.concatenate(appointed)),
        lead_of=lead_of,
        cost=cost,
        bound=bound,
        shown_by=shown_by(cost, bound, relax(posts, prices).bound),
        prices=prices,
    )


class _Sharing:
    """A number of appointments, shared out among parts; see `parts`."""

    def __init__(
        self, posts: Posts, number: int, parts: Sequence[Part], deadline: Deadline
    ) -> None:
        self._posts = posts
        self._number = number
        self._parts = parts
        self._deadline = deadline
        self._answers: dict[tuple[int, int], Appointments] = {}
        self._floors: list[Ints] = []

    def run(self) -> Appointments:
        """Answer the shares that could be best until the best are all answered."""
        climb = Climb(self._posts, _share_of(self._deadline, 4)).run()
        prices = climb.relaxed.prices
        self._floors = [floors_by_number(p, prices[p.members]) for p in self._parts]
        bound, shares = self._best_by_bounds()
        while not self._deadline.passed:
            pending = [s for s in enumerate(shares) if s not in self._answers]
            if not pending:
                break
            for done, (part, share) in enumerate(pending):
                limit = _share_of(self._deadline, len(pending) - done + 1)
                self._answer(part, share, limit)
            bound, shares = self._best_by_bounds()
        return self._best_answer(climb.best, bound, prices)

    def _best_by_bounds(self) -> tuple[int, list[int]]:
        shared = share_out(self._floors, self._number)
        if shared is None:
            raise InfeasibleError([NO_CHOICE], minimal=False)
        return shared

    def _answer(self, number: int, share: int, deadline: Deadline) -> None:
        """Answer one part with one share, and lift its bounds."""
        part, floors = self._parts[number], self._floors[number]
        try:
            answer = answer_one(part.asking(share), deadline)
        except InfeasibleError:
            floors[share] = OUT_OF_REACH
            return
        except NoPlanError:
            return
        self._answers[number, share] = answer
        np.maximum(floors, floors_by_number(part, answer.prices), out=floors)
        floors[share] = max(floors[share], answer.bound)

    def _best_answer(
        self, first: Arrangement | None, bound: int, prices: Ints
    ) -> Appointments:
        """The cheapest way to share the number out among what was answered."""
        costs = [np.full(len(floors), OUT_OF_REACH) for floors in self._floors]
        for (part, share), answer in self._answers.items():
            costs[part][share] = answer.cost
        shared = share_out(costs, self._number)
        if shared is not None and (first is None or shared[0] <= first.cost):
            answers = [self._answers[key] for key in enumerate(shared[1])]
            return _together(self._posts, self._parts, answers, bound)
        if first is None:
            raise NoPlanError("Time ran out before any appointments were found.")
        return Appointments(
            appointed=first.appointed,
            lead_of=first.lead_of,
            cost=first.cost,
            bound=bound,
            shown_by=shown_by(first.cost, bound, relax(self._posts, prices).bound),
            prices=prices,
        )
