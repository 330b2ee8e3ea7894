"""
What a bound leaves open, and the search that settles it.

A candidate or a pair whose use (or whose absence) lifts the bound above a limit is
in no arrangement within the limit (or in every one). The limit begins just above
the bound and grows: a search that finds nothing lifts the bound to the limit, and
what a search finds is the best there is, since all else costs more than the limit.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np

from matchmaker.optimise.locate.bounds import SCALE, choose_posts, reduced_costs
from matchmaker.optimise.locate.climb import Arrangement
from matchmaker.optimise.locate.fillings import OUT_OF_REACH, best_fillings

if TYPE_CHECKING:
    from ortools.sat.python.cp_model import CpModel, IntVar, LinearExprT

    from matchmaker.optimise.locate.bounds import Relaxed
    from matchmaker.optimise.locate.posts import Posts
    from matchmaker.optimise.model import Ints, Mask
    from matchmaker.optimise.outcome import Deadline

FORCED = 2**55
"""Added to a post's worth it decides the choice, and is still exact in int64."""


@dataclass(frozen=True, eq=False)
class Floors:
    """
    How far a decision lifts the bound: no arrangement that takes it costs less.

    Attributes:
        appointing: int64[L], of appointing each candidate, in thousandths.
        passing: int64[L], of not appointing them.
        leading: int64[L, M], of each pair.
    """

    appointing: Ints
    passing: Ints
    leading: Ints


def floors_of(posts: Posts, relaxed: Relaxed) -> Floors:
    """Work out how far every decision lifts the bound that some prices show."""
    appointing = np.full(posts.leads, OUT_OF_REACH)
    # A post that cannot be filled is passed over as it is.
    fillable = relaxed.worth < OUT_OF_REACH
    passing = np.where(fillable, OUT_OF_REACH, relaxed.scaled or 0)
    paid = int(relaxed.prices.sum())
    for lead in np.flatnonzero(fillable).tolist():
        for sign, floors in ((-1, appointing), (1, passing)):
            worth = relaxed.worth.copy()
            worth[lead] += sign * FORCED
            chosen = choose_posts(posts, worth)
            if chosen is not None and chosen[lead] == (sign < 0):
                floors[lead] = paid + int(relaxed.worth[chosen].sum())
    return Floors(appointing, passing, appointing[:, None] + _surplus(posts, relaxed))


def _surplus(posts: Posts, relaxed: Relaxed) -> Ints:
    """
    int64[L, M], how much more a post costs at least if it must take a member.

    Without the member, and without a least weight, its filling costs no less than
    the best filling of that kind.
    """
    reduced = reduced_costs(posts, relaxed.prices)
    free = replace(posts, least=np.zeros(posts.leads, np.int64))
    lightest, _ = best_fillings(free, reduced)
    filled = relaxed.worth < OUT_OF_REACH
    best = np.where(filled, relaxed.worth - posts.opening * SCALE, 0)
    reduced = np.where(posts.allowed, reduced, FORCED)
    surplus = np.maximum(reduced + (lightest - best)[:, None], 0)
    return np.asarray(surplus * filled[:, None])


@dataclass(frozen=True, eq=False)
class Searched:
    """
    What a search within a limit came to.

    Attributes:
        found: The cheapest arrangement met within the limit; `None` if none was.
        ended: Whether nothing cheaper exists within the limit.
    """

    found: Arrangement | None
    ended: bool


def search_within(
    posts: Posts, floors: Floors, limit: int, deadline: Deadline
) -> Searched:
    """
    Search all arrangements that cost no more than a limit.

    Args:
        posts: What is asked.
        floors: How far decisions lift the bound.
        limit: In whole cost units.
        deadline: When to stop with the best so far.
    """
    from ortools.sat.python import cp_model

    from matchmaker.optimise.formulation import solver_until

    if deadline.passed:
        return Searched(None, ended=False)
    kernel = _Kernel(posts, floors, limit)
    solver = solver_until(deadline)
    with deadline.stop.ends(solver.stop_search):
        status = solver.solve(kernel.model)
    if status in (cp_model.OPTIMAL, cp_model.FEASIBLE):
        used = np.array([solver.boolean_value(x) for x in kernel.leads_them], bool)
        opened = np.array([solver.boolean_value(y) for y in kernel.appointed], bool)
        found = kernel.arrangement(used, opened)
        return Searched(found, ended=status == cp_model.OPTIMAL)
    return Searched(None, ended=status == cp_model.INFEASIBLE)


class _Kernel:
    """The model of what is left, with `x <= y` for every pair."""

    def __init__(self, posts: Posts, floors: Floors, limit: int) -> None:
        from ortools.sat.python import cp_model

        most = limit * SCALE
        self._posts = posts
        self._lead, self._member = np.nonzero(posts.allowed & (floors.leading <= most))
        self.model: CpModel = cp_model.CpModel()
        self.appointed = [self.model.new_bool_var("") for _ in range(posts.leads)]
        self.leads_them = [self.model.new_bool_var("") for _ in self._lead]
        self._fix(floors.appointing > most, 0)
        self._fix(floors.passing > most, 1)
        self._add_everybody()
        self._add_spans()
        total = self._total()
        self.model.add(total <= limit)
        self.model.minimize(total)

    def _fix(self, which: Mask, value: int) -> None:
        for lead in np.flatnonzero(which).tolist():
            self.model.add(self.appointed[lead] == value)

    def _add_everybody(self) -> None:
        of_member: list[list[IntVar]] = [[] for _ in range(self._posts.members)]
        pairs = zip(self._lead.tolist(), self._member.tolist(), strict=True)
        for used, (lead, member) in zip(self.leads_them, pairs, strict=True):
            of_member[member].append(used)
            self.model.add_implication(used, self.appointed[lead])
        for choices in of_member:
            self.model.add_exactly_one(choices)

    def _add_spans(self) -> None:
        posts = self._posts
        cuts = np.searchsorted(self._lead, np.arange(posts.leads + 1)).tolist()
        weights = posts.weight[self._member].tolist()
        for lead, (low, high) in enumerate(pairwise(cuts)):
            span = sum(
                w * x
                for w, x in zip(
                    weights[low:high], self.leads_them[low:high], strict=True
                )
            )
            self.model.add(span <= int(posts.most[lead]) * self.appointed[lead])
            if posts.least[lead]:
                self.model.add(span >= int(posts.least[lead]) * self.appointed[lead])
        if posts.appoint is not None:
            self.model.add(sum(self.appointed) == posts.appoint)

    def _total(self) -> LinearExprT:
        from ortools.sat.python import cp_model

        costs = self._posts.cost[self._lead, self._member].tolist()
        return cp_model.LinearExpr.weighted_sum(
            [*self.leads_them, *self.appointed], [*costs, *self._posts.opening.tolist()]
        )

    def arrangement(self, used: Mask, opened: Mask) -> Arrangement:
        """Read an arrangement from the values of the variables."""
        lead_of = np.empty(self._posts.members, np.int64)
        lead_of[self._member[used]] = self._lead[used]
        appointed = np.flatnonzero(opened)
        return Arrangement(appointed, lead_of, self._posts.price_of(lead_of, appointed))
