"""A plan as it stands when time is up: its values, and what is known to bound them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from matchmaker.optimise.objectives import (
    most_of,
    not_shown,
    proof_of,
    value_behind,
    value_of,
)
from matchmaker.optimise.outcome import Outcome

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from matchmaker.domain.proof import Proof
    from matchmaker.optimise.model import Ints, Model


def as_it_stands(
    model: Model,
    objectives: tuple[str, ...],
    used: Ints,
    ceilings: Callable[[Sequence[Proof]], int | None],
) -> Outcome:
    """
    The outcome of a search for which there is no time.

    Args:
        model: Any model.
        objectives: In order.
        used: int64[K], a plan that keeps every rule.
        ceilings: Bounds that are known beforehand; see `matchmaker.optimise.cpsat`.
    """
    proofs: list[Proof] = []
    for name in objectives:
        ceiling = ceilings(proofs)
        proofs.append(_proof(model, name, used, ceiling, first=not proofs))
        if not proofs[-1].proved:
            break
    rest = objectives[len(proofs) :]
    return Outcome(
        used=used,
        proofs=(*proofs, *not_shown(model, rest, used)),
        engine="greedy",
        certificates=tuple(None for _ in objectives),
        canonical=False,
    )


def _proof(
    model: Model, name: str, used: Ints, ceiling: int | None, *, first: bool
) -> Proof:
    value = value_of(model, name, used)
    bound = None
    if ceiling is not None:
        bound = value_behind(model, name, ceiling)
    elif first:
        bound = most_of(model, name)
    if value is None or bound is None:
        return proof_of(name, value, None, "not shown")
    return proof_of(name, value, bound, "solver")
