"""
The best stable plan of people who rank each other, or the best of the least unstable.

Blocking pairs come before all else. Then: as many people with a mate as possible, the
fewest points of two who are together, and the points of all, each held before the
next.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ortools.sat.python import cp_model

from matchmaker.domain.proof import Proof
from matchmaker.optimise.roommates.blocking import blocking_pairs
from matchmaker.optimise.roommates.fewest import as_liked, greedy
from matchmaker.optimise.roommates.irving import OddRing, irving, possible_mates
from matchmaker.optimise.roommates.lists import Rankings
from matchmaker.optimise.roommates.pairing import RoommatePlan
from matchmaker.optimise.stable.stages import Stages

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from matchmaker.optimise.outcome import Stop

    Points = Mapping[tuple[int, int], int]

BLOCKING = "blocking-pairs"
OBJECTIVES = ("coverage", "worst-off", "points")


def best_roommates(
    rankings: Rankings,
    points: Points,
    *,
    effort: float | None = None,
    time_limit: float | None = None,
    seed: int = 0,
    stop: Stop | None = None,
) -> RoommatePlan:
    """
    Pair people so that as few as possible would rather be with each other.

    Without ties Irving's algorithm tells whether a plan is stable; if so, only whom
    its first phase leaves to everybody need be looked at, else the rings that it
    comes to show that there is none. With ties a search decides.

    Args:
        rankings: Who likes whom.
        points: What each acceptable pair is worth, the lower number first.
        effort: CP-SAT's deterministic seconds for each objective; beyond them the
            proof shows gaps.
        time_limit: Wall seconds, likewise.
        seed: For CP-SAT's random choices.
        stop: Ends the search early.
    """
    found = irving(rankings.order)
    ring = found if isinstance(found, OddRing) and rankings.strict else None
    stable = None if isinstance(found, OddRing) else found
    if stable is not None and rankings.strict:
        rankings_left, start = _narrowed(rankings), stable
    else:
        rankings_left, start = rankings, stable or greedy(rankings)
    model = _Model(rankings_left, points, stable=stable is not None)
    stages = Stages(
        model.cp,
        time_limit=time_limit,
        effort=effort,
        seed=seed,
        start=model.values_of(start),
        stop=stop,
    )
    return _plan(rankings, model.improved(stages, least=int(ring is not None)), ring)


def _narrowed(rankings: Rankings) -> Rankings:
    """The rankings of whom people may be with in a stable plan; strict ones."""
    possible = possible_mates(rankings.order)
    return Rankings(
        tuple({mate: rank for rank, mate in enumerate(mates)} for mates in possible)
    )


def _plan(
    rankings: Rankings,
    found: tuple[tuple[int, ...], tuple[Proof, ...]],
    ring: OddRing | None,
) -> RoommatePlan:
    mate, proofs = found
    first = proofs[0]
    exists = True if first.value == 0 else False if first.bound else None
    return RoommatePlan(
        mate=mate,
        exists=exists,
        odd_ring=ring,
        blocking=blocking_pairs(rankings, mate),
        proof=proofs,
    )


class _Model:
    """
    Who is together, in CP-SAT; first a variable for each pair, in order.

    Attributes:
        cp: The model.
    """

    def __init__(self, rankings: Rankings, points: Points, *, stable: bool) -> None:
        """
        Write the model.

        Args:
            rankings: Who likes whom.
            points: What each pair is worth.
            stable: Whether no pair may block, because that is known to be possible.
        """
        self.cp = cp_model.CpModel()
        self._rankings = rankings
        self._points = [points[pair] for pair in rankings.pairs]
        self._together = [self.cp.new_bool_var("") for _ in rankings.pairs]
        may_block = () if stable else rankings.pairs
        self._blocks = [self.cp.new_bool_var("") for _ in may_block]
        low, high = min(self._points, default=0), max(self._points, default=0)
        self._worst = self.cp.new_int_var(low, high, "")
        self._write()

    def _write(self) -> None:
        of: list[dict[int, cp_model.IntVar]] = [{} for _ in self._rankings.ranks]
        pairs = self._rankings.pairs
        for (one, other), variable in zip(pairs, self._together, strict=True):
            of[one][other] = of[other][one] = variable
        for mine in of:
            self.cp.add_at_most_one(mine.values())
        for number, (one, other) in enumerate(pairs):
            content = as_liked(self._rankings, of, one, other)
            content += as_liked(self._rankings, of, other, one)
            self.cp.add_bool_or([*content, *self._blocks[number : number + 1]])
            worth = self._points[number]
            self.cp.add(self._worst <= worth).only_enforce_if(self._together[number])

    def values_of(self, mate: Sequence[int]) -> list[int]:
        """The values of all variables in a plan that obeys the model."""
        pairs = self._rankings.pairs
        used = [mate[one] == other for one, other in pairs]
        blocked = {(b.one, b.other) for b in blocking_pairs(self._rankings, mate)}
        blocks = [pair in blocked for pair in pairs] if self._blocks else []
        worths = [p for p, use in zip(self._points, used, strict=True) if use]
        worst = min(worths, default=max(self._points, default=0))
        return [*map(int, used), *map(int, blocks), worst]

    def improved(
        self, stages: Stages, *, least: int
    ) -> tuple[tuple[int, ...], tuple[Proof, ...]]:
        """
        Go through the objectives.

        Args:
            stages: The model's.
            least: So many blocking pairs every plan has, as is known beforehand.

        Returns:
            Everybody's mate or -1, and a proof for each objective.
        """
        blocking = _no_blocking()
        if self._blocks:
            stages.improve(BLOCKING, "minimise", self._blocks, [1] * len(self._blocks))
            blocking = _at_least(stages.proofs[0], least)
        twos = [2] * len(self._together)
        stages.improve("coverage", "maximise", self._together, twos)
        stages.improve("worst-off", "maximise", [self._worst], [1])
        stages.improve("points", "maximise", self._together, self._points)
        proofs = [blocking, *stages.proofs[1 if self._blocks else 0 :]]
        mate = self._mates(stages)
        return mate, tuple(self._as_reached(proof, mate) for proof in proofs)

    def _as_reached(self, proof: Proof, mate: Sequence[int]) -> Proof:
        """
        A proof with what the plan reaches.

        A search that was cut short may leave variables below it, or above.
        """
        pairs = zip(self._rankings.pairs, self._points, strict=True)
        worths = [worth for (one, other), worth in pairs if mate[one] == other]
        if proof.objective == "worst-off":
            if not worths:
                nothing = {"value": None, "bound": None, "shown_by": "solver"}
                return proof.model_copy(update=nothing)
            return proof.model_copy(update={"value": min(worths)})
        if proof.objective == BLOCKING and self._blocks:
            blocking = len(blocking_pairs(self._rankings, mate))
            return proof.model_copy(update={"value": blocking})
        return proof

    def _mates(self, stages: Stages) -> tuple[int, ...]:
        mate = [-1] * self._rankings.people
        pairs = self._rankings.pairs
        for (one, other), used in zip(pairs, stages.values.tolist(), strict=False):
            if used:
                mate[one], mate[other] = other, one
        return tuple(mate)


def _no_blocking() -> Proof:
    return Proof(
        objective=BLOCKING, sense="minimise", value=0, bound=0, shown_by="solver"
    )


def _at_least(proof: Proof, least: int) -> Proof:
    """A proof whose bound is what is known without the search, if that says more."""
    if least <= (proof.bound or 0):
        return proof
    return proof.model_copy(update={"bound": least, "shown_by": "solver"})
