"""Whether a plan is stable, and who would rather have each other."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from matchmaker import verify
from matchmaker.domain.proof import Proof
from matchmaker.pipeline import Solved
from matchmaker.reasons.blocking import blocking_pairs

MOST_TOLD = 1_000
"""Where more pairs would rather have each other, so many are told."""


@dataclass(frozen=True, slots=True)
class WouldRather:
    """
    Two who would rather have each other than what the plan gives them.

    Attributes:
        one: The request; or, of two people, the one who stands first in the round.
        other: The supporter, or the other person.
        one_leaves: Whom the one would give up for the other: nobody, or one.
        other_leaves: Whom the other would give up.
    """

    one: str
    other: str
    one_leaves: tuple[str, ...]
    other_leaves: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Stability:
    """
    What there is to say of a plan's stability.

    Attributes:
        asked: Whether the programme wants it reported, or requires it.
        exists: Whether any plan is stable; `None` where that was not asked, or time
            ran out before it was known.
        ring: Where no plan is stable and that is shown by it: people, an odd number,
            each of whom likes the next better than the one before.
        blocking: Who would rather have each other, in the round's order; of very
            many, the first.
    """

    asked: Literal["report", "require"]
    exists: bool | None
    ring: tuple[str, ...]
    blocking: tuple[WouldRather, ...]

    @property
    def stable(self) -> bool:
        """Whether nobody would rather have each other."""
        return not self.blocking


def stability_of(solved: Solved) -> Stability | None:
    """
    Say whether a plan is stable; `None` in programmes that do not ask.

    Args:
        solved: The solved round.
    """
    asked = solved.round.programme.stability
    if asked == "off":
        return None
    if solved.buddies is None:
        # The checker has looked for blocking pairs where there may be none.
        found = () if asked == "require" else tuple(_exchanges(solved))
        exists = True if not found else None
        return Stability(asked, exists, (), found)
    told = verify.blocking_in(solved.round, solved.plan)
    blocking = tuple(
        WouldRather(pair.one, pair.other, _one(pair.one_has), _one(pair.other_has))
        for pair in told[:MOST_TOLD]
    )
    exists = True if not blocking else _exists(solved.proof[0])
    ids = [person.id for person in solved.round.supporters]
    ring = solved.buddies.parties[:1] if asked == "require" else ()
    return Stability(
        asked, exists, tuple(ids[p] for party in ring for p in party), blocking
    )


def _exchanges(solved: Solved) -> list[WouldRather]:
    return [
        WouldRather(
            one=pair.request,
            other=pair.supporter,
            one_leaves=() if pair.leaves is None else (pair.leaves.party,),
            other_leaves=tuple(gone.party for gone in pair.drops),
        )
        for pair in blocking_pairs(solved, MOST_TOLD)
    ]


def _one(person: str | None) -> tuple[str, ...]:
    return () if person is None else (person,)


def _exists(proof: Proof) -> bool | None:
    """Whether a plan is stable, by the proof of the fewest blocking pairs."""
    return False if proof.objective == "blocking-pairs" and proof.bound else None
