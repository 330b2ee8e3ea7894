"""What a flow that left rules aside says of the plans that keep them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from matchmaker.optimise.objectives import score_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from matchmaker.domain.proof import Proof
    from matchmaker.optimise.model import Model
    from matchmaker.optimise.outcome import Outcome


def lower(one: int | None, other: int | None) -> int | None:
    """The tighter of two bounds, either of which may be unknown."""
    known = [bound for bound in (one, other) if bound is not None]
    return min(known, default=None)


def flow_ceiling(
    model: Model, relaxed: Outcome | None, proofs: Sequence[Proof]
) -> int | None:
    """
    The flow's bound on the next objective, if it bounds the whole model too.

    It does while every value before is the flow's own: then the plans we choose
    from are among those that the flow chose from.
    """
    if relaxed is None or len(proofs) >= len(relaxed.proofs):
        return None
    mine = relaxed.proofs[len(proofs)]
    if not mine.proved or mine.value is None or not same_values(relaxed, proofs):
        return None
    return score_of(model, mine.objective, mine.value)


def same_values(relaxed: Outcome, proofs: Sequence[Proof]) -> bool:
    """Whether the first objectives are as the flow has them."""
    pairs = zip(relaxed.proofs, proofs, strict=False)
    return all(theirs.value == ours.value for theirs, ours in pairs)
