"""A stable plan for people who rank each other, or the least unstable one."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from matchmaker.domain.proof import Proof
from matchmaker.optimise.roommates.blocking import BlockingPair, blocking_pairs
from matchmaker.optimise.roommates.irving import OddRing, irving
from matchmaker.optimise.roommates.lists import Rankings

if TYPE_CHECKING:
    from collections.abc import Sequence

    from matchmaker.optimise.stable.lists import PreferenceList


@dataclass(frozen=True)
class RoommatePlan:
    """
    Who is whose mate, and who would rather be elsewhere.

    Attributes:
        mate: Everybody's mate, or -1; -1 in a trio, too.
        exists: Whether a stable plan exists at all; `None` if time ran out before
            that was known.
        odd_ring: Why there is none, if that is known: an odd number of people, each of
            whom likes the next better than the one before.
        blocking: Pairs that block the plan; none if it is stable.
        proof: `blocking-pairs` and, where there is no stable plan, `coverage` (people
            with a mate) and `egalitarian` (the sum of everybody's choices, a first
            choice counting one), each held before the next.
        trio: One end, the middle with two mates, the other end; `None` without.
    """

    mate: tuple[int, ...]
    exists: bool | None
    odd_ring: OddRing | None
    blocking: tuple[BlockingPair, ...]
    proof: tuple[Proof, ...]
    trio: tuple[int, int, int] | None = None

    @property
    def pairs(self) -> tuple[tuple[int, int], ...]:
        """Who is together, the lower number first, ascending."""
        return tuple((a, b) for a, b in enumerate(self.mate) if a < b)

    @property
    def alone(self) -> tuple[int, ...]:
        """People without a mate, ascending."""
        inside = self.trio or ()
        alone = (person for person, mate in enumerate(self.mate) if mate < 0)
        return tuple(person for person in alone if person not in inside)


def pair_roommates(
    preferences: Sequence[PreferenceList],
    *,
    effort: float | None = None,
    time_limit: float | None = None,
    seed: int = 0,
) -> RoommatePlan:
    """
    Pair people so that no two would rather be with each other.

    Without ties Irving's algorithm finds a stable plan or shows that there is none.
    With ties, where a pair blocks only if both gain, whether there is one is hard to
    say: among equals the lower number is tried first, and if no plan is stable
    that way, an exact search decides. Where no plan is stable, it finds the plan
    with the fewest blocking pairs.

    Args:
        preferences: Everybody's list of others, best first; whoever is not named in
            return is not acceptable.
        effort: CP-SAT's deterministic seconds for each objective; beyond them the
            proof shows gaps.
        time_limit: Wall seconds of the search, likewise.
        seed: For CP-SAT's random choices.

    Raises:
        InputError: If a list names its owner, nobody, or somebody twice.
    """
    rankings = Rankings.of(preferences)
    found = irving(rankings.order)
    if not isinstance(found, OddRing):
        return RoommatePlan(found, True, None, (), (_stable(),))
    from matchmaker.optimise.roommates.fewest import fewest_blocking

    mate, proofs = fewest_blocking(
        rankings, effort=effort, time_limit=time_limit, seed=seed
    )
    return RoommatePlan(
        mate=mate,
        exists=_exists(rankings, proofs[0]),
        # With ties a ring speaks only of one way of breaking them.
        odd_ring=found if rankings.strict else None,
        blocking=blocking_pairs(rankings, mate),
        proof=proofs,
    )


def _exists(rankings: Rankings, blocking: Proof) -> bool | None:
    if rankings.strict:
        return False
    if blocking.value == 0:
        return True
    return False if blocking.bound else None


def _stable() -> Proof:
    return Proof(
        objective="blocking-pairs",
        sense="minimise",
        value=0,
        bound=0,
        shown_by="solver",
    )
