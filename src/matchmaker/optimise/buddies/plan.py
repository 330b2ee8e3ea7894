"""The answer: who are buddies, who is left, and what proves it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from matchmaker.domain.proof import Proof
    from matchmaker.optimise.buddies.links import ExtraLink
    from matchmaker.optimise.buddies.matching import OddSet

AloneReason = Literal["no allowed pair", "outnumbered", "passed over", "not shown"]


@dataclass(frozen=True, slots=True)
class Alone:
    """
    Somebody without a buddy.

    Attributes:
        person: Who.
        reason: `no allowed pair`: there is nobody for them. `outnumbered`: there
            is, but no plan gives more people a buddy. `passed over`: nor does one
            with as few blocking pairs. `not shown`: time ran out before that was sure.
    """

    person: int
    reason: AloneReason


@dataclass(frozen=True, slots=True)
class Shortage:
    """
    Why not everybody can have a buddy: a barrier (Tutte 1947, Berge 1958).

    Each group is odd in number, so one of its people must look outside; and all
    that any of them may be paired with outside are the few they rely on.

    Attributes:
        rely_on: The few.
        groups: The groups, more in number than the few.
    """

    rely_on: tuple[int, ...]
    groups: tuple[tuple[int, ...], ...]


@dataclass(frozen=True, slots=True)
class Claim:
    """
    Prices that prove what no plan can exceed; see `matchmaker.certify.buddies`.

    Attributes:
        objective: What it helps to prove: `coverage`, `worst-off` or `points`.
        person: What each person with a buddy counts in it; points, if they are the
            objective, count on top.
        threshold: It speaks of plans without a link of fewer points; `None`: all.
        closed: It leaves these extra links out: each has its own claim, or belongs to
            ends of one middle who must never meet each other.
        only: It speaks of plans with this extra link, or without any.
        prices: Twice each person's price, and last that of the extra link.
        odd_sets: What is paid on top within odd sets, twice as well.
    """

    objective: str
    person: int
    threshold: int | None
    closed: tuple[ExtraLink, ...]
    only: ExtraLink | None
    prices: tuple[int, ...]
    odd_sets: tuple[OddSet, ...]


@dataclass(frozen=True, slots=True)
class BuddyPlan:
    """
    Who are buddies.

    Attributes:
        pairs: Each the lower number first, ascending.
        trio: One end, the middle, the other end; `None` if there is no trio. Ends
            are linked to the middle, not to each other.
        alone: Everybody without a buddy, ascending.
        proof: `coverage` (people with a buddy), `worst-off` (the fewest points of
            a link) and `points` (of all links together), in this order.
        claims: Prices for what the proof shows by prices.
        shortage: Why `outnumbered` people are alone; `None` if nobody is.
        parties: Where no plan is stable and that is known without a search, what
            shows it: an odd ring, and the parties of all others.
    """

    pairs: tuple[tuple[int, int], ...]
    trio: tuple[int, int, int] | None
    alone: tuple[Alone, ...]
    proof: tuple[Proof, ...]
    claims: tuple[Claim, ...]
    shortage: Shortage | None = None
    parties: tuple[tuple[int, ...], ...] = ()

    @property
    def links(self) -> tuple[tuple[int, int], ...]:
        """Pairs and the two links of the trio, each the lower number first."""
        if self.trio is None:
            return self.pairs
        one, middle, other = self.trio
        extra = {
            (min(one, middle), max(one, middle)),
            (min(other, middle), max(other, middle)),
        }
        return tuple(sorted({*self.pairs, *extra}))
