"""
Stable plans under more rules than deferred acceptance knows, by CP-SAT.

A pair blocks unless the request has something it likes as much, or the offer is full
of requests liked as much, or its supporter is full of *other* requests liked as much.
Each of these is a count over pairs. Where a supporter has one offer, one row says it
all (Delorme et al. 2019): so many places, times what the request has, and the
requests liked as much make up the places.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, get_args

import numpy as np
from ortools.sat.python import cp_model

from matchmaker.errors import InfeasibleError, InputError
from matchmaker.optimise.stable.acceptance import Proposers, deferred_acceptance
from matchmaker.optimise.stable.blocking import BlockingPair, blocking_pairs
from matchmaker.optimise.stable.stages import Stages

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from matchmaker.domain.proof import Proof
    from matchmaker.optimise.model import Ints
    from matchmaker.optimise.stable.market import Market
    from matchmaker.optimise.stable.stages import Sense

StableObjective = Literal["pairs", "worst-off", "egalitarian"]
"""`pairs`: most requests with a place. `worst-off`: the lowest choice that any request
has to take, as high as possible. `egalitarian`: the least sum of both sides' choices
(a first choice counts one)."""

SIDES: tuple[Proposers, ...] = get_args(Proposers)


@dataclass(frozen=True, eq=False)
class StablePlan:
    """
    A plan, what blocks it, and how good it is.

    Attributes:
        used: int64, the pairs used, ascending.
        blocking: Pairs that block it; none if stability was required.
        proof: One per objective, in order; first `blocking-pairs`, unless
            stability was required.
    """

    used: Ints
    blocking: tuple[BlockingPair, ...]
    proof: tuple[Proof, ...]


def stable_plan(
    market: Market,
    objectives: Sequence[StableObjective] = ("pairs", "egalitarian"),
    *,
    require: bool = True,
    least: Sequence[int] = (),
    pinned: Sequence[int] = (),
    forbidden: Sequence[int] = (),
    time_limit: float | None = None,
    effort: float | None = None,
    seed: int = 0,
) -> StablePlan:
    """
    Find the best among the (weakly) stable plans.

    With ties weakly stable plans differ in size, and the largest is hard to find:
    deferred acceptance finds one at least half as large.

    Args:
        market: The rankings and capacities.
        objectives: In order, each held before the next.
        require: Whether the plan must be stable; if not, it has as few blocking
            pairs as can be, before anything else.
        least: Places that each supporter must give; empty for none.
        pinned: Pairs that must be used.
        forbidden: Pairs that may not be used, but block like any other.
        time_limit: Wall seconds; beyond them the proof shows gaps.
        effort: CP-SAT's deterministic seconds for each objective.
        seed: For CP-SAT's random choices.

    Raises:
        InfeasibleError: If no plan obeys all this.
        InputError: If an objective is not known.
        NoPlanError: If time ran out before any plan was found; not where deferred
            acceptance finds one.
    """
    for objective in objectives:
        if objective not in get_args(StableObjective):
            raise InputError(f"There is no objective {objective!r}.")
    model = _StableModel(market, require=require)
    model.hold(least, pinned, forbidden)
    stages = Stages(
        model.cp,
        time_limit=time_limit,
        effort=effort,
        seed=seed,
        start=model.start(least, pinned, forbidden),
    )
    feasible = True
    if not require:
        ones = [1] * len(model.excused)
        feasible = stages.improve("blocking-pairs", "minimise", model.excused, ones)
    for objective in objectives or ("pairs",):
        feasible = feasible and stages.improve(objective, *model.terms(objective))
    if not feasible:
        conflict = _conflict(least, pinned, forbidden, require=require)
        raise InfeasibleError(conflict, minimal=False)
    used = np.flatnonzero(stages.values[: len(market.request)])
    return StablePlan(used, blocking_pairs(market, used.tolist()), tuple(stages.proofs))


def _conflict(
    least: Sequence[int],
    pinned: Sequence[int],
    forbidden: Sequence[int],
    *,
    require: bool,
) -> list[str]:
    named = {
        "no pair may block": require,
        "places that supporters must give": any(least),
        "pairs that must be used": len(pinned) > 0,
        "pairs that may not be used": len(forbidden) > 0,
    }
    return ["capacities", *(name for name, given in named.items() if given)]


class _StableModel:
    """
    The market in CP-SAT: the first variables are its pairs, in order.

    Attributes:
        excused: Where blocking is allowed, a variable for each pair: 1 if it blocks.
    """

    def __init__(self, market: Market, *, require: bool) -> None:
        self.market = market
        self.cp = cp_model.CpModel()
        self.pairs = [self.cp.new_bool_var("") for _ in market.request]
        choices = market.request_rank + 1
        self.lowest = self.cp.new_int_var(0, int(choices.max(initial=0)), "")
        terms = [c * x for c, x in zip(choices.tolist(), self.pairs, strict=True)]
        self.cp.add_max_equality(self.lowest, [0, *terms])
        excusable = () if require else self.pairs
        self.excused = [self.cp.new_bool_var("") for _ in excusable]
        self._full: list[tuple[Sequence[int], int]] = []
        for pairs in market.of_request:
            self.cp.add_at_most_one(self._of(pairs))
        for pairs, room in zip(market.of_offer, market.room.tolist(), strict=True):
            self.cp.add(self._count(pairs) <= room)
        self.loads = [self._count(pairs) for pairs in market.of_supporter]
        for load, room in zip(self.loads, market.capacity.tolist(), strict=True):
            self.cp.add(load <= room)
        for pair in range(len(self.pairs)):
            self._unless_content(pair)

    def hold(
        self, least: Sequence[int], pinned: Sequence[int], forbidden: Sequence[int]
    ) -> None:
        """Add what deferred acceptance could not hold."""
        if least:
            for load, needed in zip(self.loads, least, strict=True):
                self.cp.add(load >= needed)
        for pair in pinned:
            self.cp.add(self.pairs[pair] == 1)
        for pair in forbidden:
            self.cp.add(self.pairs[pair] == 0)

    def start(
        self, least: Sequence[int], pinned: Sequence[int], forbidden: Sequence[int]
    ) -> list[int] | None:
        """Values of all variables by deferred acceptance, if that obeys the rules."""
        either = (deferred_acceptance(self.market, side) for side in SIDES)
        allowed = [u for u in either if self._obeys(u, least, pinned, forbidden)]
        if not allowed:
            return None
        used = max(allowed, key=len)
        values = np.isin(np.arange(len(self.pairs)), used).astype(np.int64)
        lowest = int((values * (self.market.request_rank + 1)).max(initial=0))
        full = [int(values[list(pairs)].sum() >= room) for pairs, room in self._full]
        return [*values.tolist(), lowest, *(0 for _ in self.excused), *full]

    def _obeys(
        self,
        used: Ints,
        least: Sequence[int],
        pinned: Sequence[int],
        forbidden: Sequence[int],
    ) -> bool:
        supporters = len(self.market.capacity)
        load = np.bincount(self.market.supporter[used], minlength=supporters)
        chosen = set(used.tolist())
        return (
            (not least or bool(np.all(load >= np.array(least))))
            and chosen.issuperset(pinned)
            and chosen.isdisjoint(forbidden)
        )

    def terms(
        self, objective: StableObjective
    ) -> tuple[Sense, list[cp_model.IntVar], list[int]]:
        """An objective as a weighted sum."""
        if objective == "worst-off":
            return "minimise", [self.lowest], [1]
        if objective == "pairs":
            return "maximise", self.pairs, [1] * len(self.pairs)
        choices = self.market.request_rank + self.market.supporter_rank + 2
        return "minimise", self.pairs, choices.tolist()

    def _unless_content(self, pair: int) -> None:
        """One of the two has what they like as much, or the pair is excused."""
        market = self.market
        request, offer = int(market.request[pair]), int(market.offer[pair])
        supporter = int(market.supporter[pair])
        content = self._of(
            p
            for p in market.of_request[request]
            if market.request_rank[p] <= market.request_rank[pair]
        )
        content += self.excused[pair : pair + 1]
        as_liked = [
            p
            for p in market.of_supporter[supporter]
            if market.supporter_rank[p] <= market.supporter_rank[pair]
        ]
        here = [p for p in as_liked if market.offer[p] == offer]
        others = [p for p in as_liked if market.request[p] != request]
        room, capacity = int(market.room[offer]), int(market.capacity[supporter])
        places = min(room, capacity)
        if np.all(market.offer[list(market.of_supporter[supporter])] == offer):
            if places:
                weights = [places] * len(content) + [1] * len(here)
                terms = [*content, *self._of(here)]
                row = cp_model.LinearExpr.weighted_sum(terms, weights)
                self.cp.add(row >= places)
            return
        content += [self._is_full(here, places), self._is_full(others, capacity)]
        self.cp.add_bool_or(content)

    def _is_full(self, pairs: Sequence[int], places: int) -> cp_model.IntVar:
        """A variable that can be 1 only if so many of the pairs are used."""
        full = self.cp.new_bool_var("")
        self._full.append((pairs, places))
        self.cp.add(self._count(pairs) >= places).only_enforce_if(full)
        return full

    def _of(self, pairs: Iterable[int]) -> list[cp_model.IntVar]:
        return [self.pairs[pair] for pair in pairs]

    def _count(self, pairs: Sequence[int]) -> cp_model.LinearExprT:
        return cp_model.LinearExpr.sum(self._of(pairs))
