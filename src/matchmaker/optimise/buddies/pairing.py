"""From allowed pairs to buddies, objective by objective, with proof."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np

from matchmaker.domain.proof import Proof
from matchmaker.optimise.buddies.answering import answer
from matchmaker.optimise.buddies.arrangement import better, complete
from matchmaker.optimise.buddies.links import Links, Look
from matchmaker.optimise.buddies.matching import Budget
from matchmaker.optimise.buddies.plan import Alone, BuddyPlan, Claim
from matchmaker.optimise.buddies.shortage import find_shortage

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from numpy.typing import ArrayLike

    from matchmaker.domain.proof import ShownBy
    from matchmaker.optimise.buddies.answering import Answer
    from matchmaker.optimise.buddies.matching import BuddyEngine
    from matchmaker.optimise.buddies.plan import Shortage
    from matchmaker.optimise.model import Ints
    from matchmaker.optimise.outcome import Stop

ATTRIBUTE = {"coverage": "covered", "worst-off": "worst", "points": "points"}
"""The objectives in order, and where an arrangement's worth holds them."""
OBJECTIVES = tuple(ATTRIBUTE)


def pair_up(
    people: int,
    first: ArrayLike,
    second: ArrayLike,
    points: ArrayLike,
    *,
    never: Iterable[tuple[int, int]] = (),
    trio: bool = True,
    fair: bool = True,
    engine: BuddyEngine = "auto",
    effort: int | None = None,
    time_limit: float | None = None,
    stop: Stop | None = None,
) -> BuddyPlan:
    """
    Give people buddies: the most people, then the best worst link, then points.

    A plan is couples and, where that gives one more person a buddy, one trio: a
    middle person with two links, whose ends need not be an allowed pair.

    Without a time limit equal input gives an equal plan. With neither limit the
    plan is the best there is, at any size.

    Args:
        people: How many, numbered from 0.
        first: One person of each allowed pair; the order within a pair is free.
        second: The other.
        points: What the pair is worth; may be negative.
        never: Pairs who must not meet: neither as buddies, even if they are among
            the allowed pairs, nor as the two ends of a trio.
        trio: Whether a trio may be made.
        fair: Whether the worst link is sought at all, before points.
        engine: `networkx` is the model of record; see `best_matching`.
        effort: People that the searches may look at, all together. Beyond it the
            best plan so far comes back with its bounds; never worse than greedy.
        time_limit: The same in wall seconds. A running flow is not interrupted.
        stop: Ends the search early, likewise.

    Raises:
        InputError: If a pair names nobody, one person twice, or stands twice.
        NumberRangeError: If points are too large to be added up.
    """
    links = Links.of(people, first, second, points, never)
    budget = Budget(effort, time_limit, stop)
    return _Pairing(links, engine, budget, trio=trio, fair=fair).plan()


class _Pairing:
    """
    The best arrangement so far, improved objective by objective.

    An objective is only turned to when those before it are proved.
    """

    def __init__(
        self,
        links: Links,
        engine: BuddyEngine,
        budget: Budget,
        *,
        trio: bool,
        fair: bool,
    ) -> None:
        self._links = links
        self._sought = tuple(o for o in OBJECTIVES if fair or o != "worst-off")
        self._engine = engine
        self._budget = budget
        self._look = Look(person=1, points=False, trio=trio, closed=links.needless)
        self._best = complete(links, np.full(links.people, -1), trio=trio)
        self._proofs: list[Proof] = []
        self._claims: list[Claim] = []

    @property
    def proved(self) -> bool:
        return all(proof.proved for proof in self._proofs)

    def plan(self) -> BuddyPlan:
        self._improve_coverage()
        if self.proved and "worst-off" in self._sought:
            self._improve_worst_off()
        if self.proved:
            self._improve_points()
        for objective in self._sought[len(self._proofs) :]:
            self._note(objective, None)
        return BuddyPlan(
            pairs=self._best.pairs,
            trio=self._best.trio,
            alone=tuple(self._alone()),
            proof=tuple(self._proofs),
            claims=tuple(self._claims),
            shortage=self._shortage(),
        )

    # One objective at a time

    def _improve_coverage(self) -> None:
        found = self._ask(self._look)
        self._note("coverage", found.bound, found.claims("coverage"))

    def _improve_worst_off(self) -> None:
        """Raise the threshold to the highest at which as many people have buddies."""
        need, worst, _ = self._best.worth
        if worst is None:
            self._proofs.append(_proof("worst-off", None, None, "prices"))
            return
        levels = np.unique(self._links.points)
        low, high = int(np.searchsorted(levels, worst)), self._ceiling(levels)
        claims = self._ceiling_claims(levels, high)
        middle = high  # the ceiling is often the answer
        while low < high and not self._budget.spent:
            look = replace(self._look, threshold=int(levels[middle]))
            found = self._ask(look, need)
            if found.value == need:
                low = middle
            elif found.bound < need:
                high, claims = middle - 1, found.claims("worst-off")
            else:  # the budget is spent
                break
            middle = (low + high + 1) // 2
        self._note("worst-off", int(levels[high]), claims)

    def _improve_points(self) -> None:
        covered, worst, _ = self._best.worth
        threshold = worst if "worst-off" in self._sought else None
        person = self._links.person_weight
        found = self._ask(
            replace(self._look, person=person, points=True, threshold=threshold)
        )
        bound = found.bound - person * covered
        self._note("points", bound, found.claims("points"))

    def _ask(self, look: Look, need: int = 0) -> Answer:
        found = answer(self._links, look, self._engine, self._budget, need)
        fair = "worst-off" in self._sought
        self._best = better(self._best, found.arrangement, fair=fair)
        return found

    def _note(
        self, objective: str, bound: int | None, claims: tuple[Claim, ...] | None = None
    ) -> None:
        """Put down what the best arrangement reaches, and what none can exceed."""
        value = getattr(self._best.worth, ATTRIBUTE[objective])
        shown_by: ShownBy = "prices" if claims is not None else "solver"
        if bound is None:
            shown_by = "not shown"
        self._proofs.append(_proof(objective, value, bound, shown_by))
        self._claims += claims or ()

    # How high the worst link can be, going by one person at a time

    def _ceiling(self, levels: Ints) -> int:
        """The index of a level above which somebody who must have a link has none."""
        if self._best.worth.covered < self._links.people:
            return len(levels) - 1
        tail, _, points = self._links.arcs
        best = np.maximum.reduceat(points, np.flatnonzero(np.diff(tail, prepend=-1)))
        return int(np.searchsorted(levels, best.min()))

    def _ceiling_claims(self, levels: Ints, ceiling: int) -> tuple[Claim, ...] | None:
        """Prices which say that whoever has no link above it is not covered."""
        if self._engine == "networkx":
            return None
        if ceiling == len(levels) - 1:
            return ()
        threshold = int(levels[ceiling + 1])
        tail, _, points = self._links.arcs
        prices = np.zeros(self._links.people + self._look.trio, np.int64)
        prices[tail[points >= threshold]] = 2
        return (Claim("worst-off", 1, threshold, (), None, tuple(prices.tolist()), ()),)

    # Who is left

    def _alone(self) -> Iterator[Alone]:
        linked = np.zeros(self._links.people, bool)
        linked[self._links.arcs[0]] = True
        covered = self._proofs[0].proved
        for person in self._best.alone.tolist():
            if not linked[person]:
                yield Alone(person, "no allowed pair")
            else:
                yield Alone(person, "outnumbered" if covered else "not shown")

    def _shortage(self) -> Shortage | None:
        reasons = {alone.reason for alone in self._alone()}
        return find_shortage(self._links) if "outnumbered" in reasons else None


def _proof(
    objective: str, value: int | None, bound: int | None, shown_by: ShownBy
) -> Proof:
    return Proof(
        objective=objective,
        sense="maximise",
        value=value,
        bound=bound,
        shown_by=shown_by,
    )
