"""
The best stable plan of people who rank each other, or the best of the least unstable.

Blocking pairs come before all else. Then: as many people with a mate as possible, the
fewest points of two who are together, and the points of all, each held before the
next.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from matchmaker.domain.proof import Proof
from matchmaker.optimise.roommates.blocking import blocking_pairs
from matchmaker.optimise.roommates.fewest import greedy
from matchmaker.optimise.roommates.irving import OddRing, irving, possible_mates
from matchmaker.optimise.roommates.lists import Rankings
from matchmaker.optimise.roommates.model import RoommateModel, Together
from matchmaker.optimise.roommates.pairing import RoommatePlan
from matchmaker.optimise.stable.stages import Stages

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from matchmaker.optimise.outcome import Stop
    from matchmaker.optimise.roommates.model import Pair, Points

BLOCKING = "blocking-pairs"
OBJECTIVES = ("coverage", "worst-off", "points")


def best_roommates(
    rankings: Rankings,
    points: Points,
    *,
    trio: bool = False,
    never: Collection[Pair] = (),
    insisted: Pair | None = None,
    effort: float | None = None,
    time_limit: float | None = None,
    seed: int = 0,
    stop: Stop | None = None,
) -> RoommatePlan:
    """
    Pair people so that as few as possible would rather be with each other.

    Without ties Irving's algorithm tells whether a plan of pairs is stable; if so,
    only whom its first phase leaves to everybody need be looked at, else the rings
    that it comes to show that there is none. With ties a search decides, and so it
    does where a trio may be made, or two are to be together whatever they like.

    Whoever is the middle of a trio would rather be with somebody else if they like
    them better than the one of the two whom they like less, and gives that one up.

    Args:
        rankings: Who likes whom.
        points: What each acceptable pair is worth, the lower number first.
        trio: Whether one person may have two mates.
        never: Pairs who may not be the two ends of a trio.
        insisted: Two who must be together.
        effort: CP-SAT's deterministic seconds for each objective; beyond them the
            proof shows gaps.
        time_limit: Wall seconds, likewise.
        seed: For CP-SAT's random choices.
        stop: Ends the search early.
    """
    found = irving(rankings.order)
    plain = not trio and insisted is None
    ring = found if isinstance(found, OddRing) and rankings.strict and plain else None
    stable = None if isinstance(found, OddRing) or insisted else found
    narrow = stable is not None and rankings.strict and plain
    model = RoommateModel(
        _narrowed(rankings) if narrow else rankings,
        points,
        stable=stable is not None,
        trio=trio,
        never=never,
        insisted=() if insisted is None else (insisted,),
    )
    start = _as_plan(stable or greedy(rankings, insisted))
    stages = Stages(
        model.cp,
        time_limit=time_limit,
        effort=effort,
        seed=seed,
        start=model.values_of(start),
        stop=stop,
    )
    least = int(ring is not None)
    return _plan(rankings, _improved(model.rankings, model, stages, least=least), ring)


def _as_plan(mate: Sequence[int]) -> Together:
    links = frozenset((a, b) for a, b in enumerate(mate) if a < b)
    return Together(len(mate), links)


def _narrowed(rankings: Rankings) -> Rankings:
    """The rankings of whom people may be with in a stable plan; strict ones."""
    possible = possible_mates(rankings.order)
    return Rankings(
        tuple({mate: rank for rank, mate in enumerate(mates)} for mates in possible)
    )


def _plan(
    rankings: Rankings,
    found: tuple[Together, tuple[Proof, ...]],
    ring: OddRing | None,
) -> RoommatePlan:
    plan, proofs = found
    first, trio = proofs[0], plan.trio
    exists = True if first.value == 0 else False if first.bound else None
    worst = plan.worst(rankings)
    inside = () if trio is None else trio
    return RoommatePlan(
        mate=tuple(-1 if p in inside else mate for p, mate in enumerate(worst)),
        exists=exists,
        odd_ring=ring,
        blocking=blocking_pairs(rankings, worst),
        proof=proofs,
        trio=trio,
    )


def _improved(
    rankings: Rankings, model: RoommateModel, stages: Stages, *, least: int
) -> tuple[Together, tuple[Proof, ...]]:
    """
    Go through the objectives.

    Args:
        rankings: Who likes whom.
        model: Of them.
        stages: The model's.
        least: So many blocking pairs every plan has, as is known beforehand.
    """
    blocking = _no_blocking()
    if model.blocks:
        stages.improve(BLOCKING, "minimise", model.blocks, [1] * len(model.blocks))
        blocking = _at_least(stages.proofs[0], least)
    # A trio has two links and three people.
    people = [2] * len(model.together) + [-1] * len(model.middles)
    stages.improve("coverage", "maximise", [*model.together, *model.middles], people)
    stages.improve("worst-off", "maximise", [model.worst], [1])
    stages.improve("points", "maximise", model.together, model.points)
    proofs = [blocking, *stages.proofs[1 if model.blocks else 0 :]]
    plan = model.plan_of(stages.values.tolist())
    return plan, tuple(_as_reached(proof, rankings, model, plan) for proof in proofs)


def _as_reached(
    proof: Proof, rankings: Rankings, model: RoommateModel, plan: Together
) -> Proof:
    """
    A proof with what the plan reaches.

    A search that was cut short may leave variables below it, or above.
    """
    pairs = zip(rankings.pairs, model.points, strict=True)
    worths = [worth for pair, worth in pairs if pair in plan.links]
    if proof.objective == "worst-off":
        if not worths:
            nothing = {"value": None, "bound": None, "shown_by": "solver"}
            return proof.model_copy(update=nothing)
        return proof.model_copy(update={"value": min(worths)})
    if proof.objective == BLOCKING and model.blocks:
        blocking = len(blocking_pairs(rankings, plan.worst(rankings)))
        return proof.model_copy(update={"value": blocking})
    return proof


def _no_blocking() -> Proof:
    return Proof(
        objective=BLOCKING, sense="minimise", value=0, bound=0, shown_by="solver"
    )


def _at_least(proof: Proof, least: int) -> Proof:
    """A proof whose bound is what is known without the search, if that says more."""
    if least <= (proof.bound or 0):
        return proof
    return proof.model_copy(update={"bound": least, "shown_by": "solver"})
