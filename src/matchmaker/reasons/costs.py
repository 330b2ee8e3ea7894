"""What one plan loses against another, by what is sought."""

from __future__ import annotations

from collections.abc import Sequence

from matchmaker.domain.proof import Proof
from matchmaker.optimise.marginals.resolve import cost_of
from matchmaker.reasons.answers import Cost


def cost_by_objective(now: Sequence[Proof], then: Sequence[Proof]) -> Cost:
    """By objective, what is lost from one plan to another: positive is worse."""
    names = (proof.objective for proof in now)
    return dict(zip(names, cost_of(now, then), strict=True))
