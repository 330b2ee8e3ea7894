"""Questions answered by solving again, exact for every model."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np

from matchmaker.errors import InfeasibleError
from matchmaker.optimise.solve import solve

if TYPE_CHECKING:
    from collections.abc import Sequence

    from matchmaker.domain.objective import Objective
    from matchmaker.domain.proof import Proof
    from matchmaker.optimise.model import Ints, Model
    from matchmaker.optimise.outcome import SolveParams


@dataclass(frozen=True, eq=False)
class Answer:
    """
    The best plan with a decision added.

    Attributes:
        used: int64, its pairs in the numbers of the model asked about; `None` if no
            plan can hold.
        proofs: One per objective, in order; none if no plan can hold.
        conflict: Why no plan can hold, in words; empty if one can.
    """

    used: Ints | None
    proofs: tuple[Proof, ...]
    conflict: tuple[str, ...] = ()

    @property
    def proved(self) -> bool:
        """Whether nothing better is possible with the decision."""
        return all(proof.proved for proof in self.proofs)


def resolve_with(
    model: Model,
    objectives: Sequence[str | Objective],
    *,
    insist: Sequence[int] = (),
    forbid: Sequence[int] = (),
    near: Ints | None = None,
    params: SolveParams | None = None,
) -> Answer:
    """
    Solve again where some pairs must be used, and others must not.

    Args:
        model: Any model.
        objectives: In order, as for `solve`.
        insist: Pairs that must be used.
        forbid: Pairs that must not be used, even if they were pinned.
        near: A plan's pairs: of equally good plans the one that moves fewest of them.
            By default the model's own ties decide.
        params: How to search.

    Raises:
        NoPlanError: If time ran out before any plan was found.
    """
    keep, pinned = np.ones(model.pairs, bool), model.pinned.copy()
    keep[list(forbid)] = False
    pinned[list(insist)] = True
    if near is not None:
        model = replace(model, tie=_staying(model, near))
    answer = resolve(_restricted(model, keep, pinned), objectives, params)
    if answer.used is None:
        return answer
    return replace(answer, used=np.flatnonzero(keep)[answer.used])


def resolve(
    model: Model,
    objectives: Sequence[str | Objective],
    params: SolveParams | None = None,
) -> Answer:
    """Solve a changed model; that no plan holds is an answer too."""
    try:
        outcome = solve(model, objectives, params)
    except InfeasibleError as error:
        return Answer(used=None, proofs=(), conflict=error.conflict)
    return Answer(used=outcome.used, proofs=outcome.proofs)


def _staying(model: Model, near: Ints) -> Ints:
    """Tie weights under which staying counts twice as much as being new."""
    weights = np.ones(model.pairs, np.int64)
    weights[near] = 2
    return weights


def one_more_place(model: Model, supporter: int) -> Model:
    """The model where a supporter has room for one more pair of the usual load."""
    capacity = model.capacity.copy()
    capacity[supporter] += model.load_step[supporter]
    return replace(model, capacity=capacity)


def one_unit_less(model: Model, request: int) -> Model:
    """The model where a request wants one unit less, and needs no more than that."""
    demand = model.demand.copy()
    demand[request] -= 1
    return replace(model, demand=demand, minimum=np.minimum(model.minimum, demand))


def cost_of(now: Sequence[Proof], then: Sequence[Proof]) -> tuple[int | None, ...]:
    """
    What each objective loses from one plan to another: positive is worse.

    `None` where just one of the two has no value (worst-off where nobody is given
    anything).
    """
    return tuple(_cost(a, b) for a, b in zip(now, then, strict=True))


def _cost(now: Proof, then: Proof) -> int | None:
    if now.value is None or then.value is None:
        return 0 if now.value == then.value else None
    lost = now.value - then.value
    return lost if now.sense == "maximise" else -lost


def _restricted(model: Model, keep: np.ndarray, pinned: np.ndarray) -> Model:
    if keep.all():
        return replace(model, pinned=pinned)
    return model.only(keep, pinned)
