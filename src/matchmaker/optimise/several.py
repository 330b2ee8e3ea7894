"""Leximin where requests may be given several pairs: in bundles, band by band."""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import takewhile
from typing import TYPE_CHECKING

import numpy as np

from matchmaker.errors import NumberRangeError
from matchmaker.optimise.bundles import bundles_of
from matchmaker.optimise.cpsat import solve_cpsat
from matchmaker.optimise.gave_up import GaveUpError
from matchmaker.optimise.kernel import Best, Kernel
from matchmaker.optimise.ladder import Ladder
from matchmaker.optimise.objectives import (
    LEVEL,
    adds_up,
    has_bonus,
    is_sum,
    proof_of,
    score_of,
    total_of,
    value_of,
)
from matchmaker.optimise.settle import Behind

if TYPE_CHECKING:
    from collections.abc import Sequence

    from matchmaker.domain.proof import Proof
    from matchmaker.optimise.bundles import Bundles
    from matchmaker.optimise.model import Ints, Model
    from matchmaker.optimise.outcome import Deadline, Listener, Outcome, SolveParams


def several_applies(model: Model, objectives: tuple[str, ...]) -> bool:
    """
    Whether bundles are of use for leximin, and only plain sums stand ahead of it.

    Args:
        model: A model without stability.
        objectives: With leximin as the sums that it is made of.
    """
    head, bands, _ = _split(objectives)
    several = any(not adds_up(model, name) for name in bands)
    held = any(part.bonus for part, _ in model.floors) and len(model.bonuses)
    return several and not held and all(_is_plain(model, name) for name in head)


def _is_plain(model: Model, name: str) -> bool:
    return is_sum(name) and not has_bonus(model, name)


def _split(
    objectives: tuple[str, ...],
) -> tuple[tuple[str, ...], tuple[str, ...], tuple[str, ...]]:
    """What stands ahead of the bands, the bands, and what stands behind them."""
    head = tuple(takewhile(lambda name: not name.startswith(LEVEL), objectives))
    bands = tuple(name for name in objectives if name.startswith(LEVEL))
    return head, bands, objectives[len(head) + len(bands) :]


def solve_several(
    model: Model,
    objectives: tuple[str, ...],
    params: SolveParams,
    deadline: Deadline,
    *,
    listen: Listener,
) -> Outcome | None:
    """
    Solve a model for which `several_applies`.

    Args:
        model: A model in which a request may be given several pairs.
        objectives: In order, with leximin as the sums that it is made of.
        params: Seed and workers for CP-SAT.
        deadline: When to stop.
        listen: Told of what was shown.

    Returns:
        An outcome in which leximin is proved; `None` if no plan obeys the rules.

    Raises:
        GaveUpError: If it was not; with the best plan found.
    """
    head, bands, tail = _split(objectives)
    try:
        bundles = bundles_of(model)
    except NumberRangeError as error:
        raise GaveUpError from error
    if bundles is None:
        raise GaveUpError
    kernel = Kernel(params, deadline, listen)
    ladder = Ladder(bundles.model, kernel)
    try:
        found = ladder.take_sums(head) and ladder.take_bands()
    except GaveUpError as error:
        plan = None if ladder.used is None else bundles.pairs_of(ladder.plan)
        raise _given_up(model, plan, head[: ladder.shown]) from error
    if not found:
        return None
    settled = _Settled(model, bundles, ladder, (*head, *bands))
    if all(_is_plain(model, name) for name in tail):
        return settled.in_bundles(tail, kernel)
    return settled.in_pairs(tail, kernel)


def _given_up(model: Model, plan: Ints | None, shown: tuple[str, ...]) -> GaveUpError:
    """The plan that there is, and what was shown of it ahead of leximin."""
    if plan is None:
        return GaveUpError()
    ceiling = total_of(model, shown[0], plan) if shown else None
    return GaveUpError(plan, ceiling, _proofs(model, shown, plan))


def _proofs(model: Model, names: tuple[str, ...], used: Ints) -> tuple[Proof, ...]:
    """Of what reached its best."""
    values = ((name, value_of(model, name, used)) for name in names)
    return tuple(proof_of(name, value, value, "solver") for name, value in values)


@dataclass(frozen=True)
class _Settled:
    """
    What is left once all bands are settled.

    Attributes:
        model: The whole, in pairs.
        bundles: The same in bundles.
        ladder: With the plans that are left.
        names: What was brought to its best.
    """

    model: Model
    bundles: Bundles
    ladder: Ladder
    names: tuple[str, ...]

    def in_bundles(self, tail: tuple[str, ...], kernel: Kernel) -> Outcome:
        """The best plan for sums that add up over bundles, and the one among equals."""
        face, inside = self.ladder.model, self.ladder.inside
        start = np.searchsorted(inside, self.ladder.plan)
        best = Best(start, (), face, np.arange(face.pairs))
        behind = Behind(kernel.params, kernel.deadline, kernel.listen)
        outcome = behind.settle(face, tail, best)
        used = self.bundles.pairs_of(inside[outcome.used])
        shown = _proofs(self.model, self.names, used)
        return replace(
            outcome,
            used=used,
            engine="kernel",
            proofs=(*shown, *outcome.proofs),
            certificates=(*(None for _ in shown), *outcome.certificates),
        )

    def in_pairs(self, tail: tuple[str, ...], kernel: Kernel) -> Outcome | None:
        """What bundles cannot tell, by CP-SAT over the pairs of those that are left."""
        model = self.model
        keep = np.zeros(model.pairs, bool)
        keep[self.bundles.pairs_of(self.ladder.inside)] = True
        inside = np.flatnonzero(keep)
        used = self.bundles.pairs_of(self.ladder.plan)

        def known(proofs: Sequence[Proof]) -> int | None:
            if len(proofs) >= len(self.names):
                return None
            name = self.names[len(proofs)]
            return score_of(model, name, int(value_of(model, name, used) or 0))

        outcome = solve_cpsat(
            model.only(keep, model.pinned),
            (*self.names, *tail),
            kernel.params,
            kernel.deadline,
            kernel.listen,
            start=np.searchsorted(inside, used),
            ceilings=known,
        )
        return None if outcome is None else replace(outcome, used=inside[outcome.used])
