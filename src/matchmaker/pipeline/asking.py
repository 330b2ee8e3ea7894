"""What the plan would be if one decision were the other way round."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

import numpy as np
import numpy.typing as npt

from matchmaker.domain.proof import Proof
from matchmaker.errors import NoPlanError, PlanRejectedError
from matchmaker.optimise.marginals.chain import after, swap_chain
from matchmaker.optimise.marginals.marginals import Marginals
from matchmaker.optimise.marginals.resolve import (
    cost_of,
    one_more_place,
    one_unit_less,
    resolve,
    resolve_with,
)
from matchmaker.optimise.marginals.sameness import Share
from matchmaker.optimise.members import Member, in_words
from matchmaker.optimise.model import Model
from matchmaker.optimise.outcome import Deadline, SolveParams
from matchmaker.pipeline.solved import Solved

Ints = npt.NDArray[np.int64]


@dataclass(frozen=True, eq=False)
class Reply:
    """
    The best plan with one decision reversed.

    Attributes:
        cost: By objective, its value now less its value then, turned so that positive
            is worse; `None` where one of the two has no value. Empty if no plan holds.
        used: The positions of its pairs among the candidates; `None` if no plan holds.
        conflict: Why no plan holds, in words.
        tie: Whether it is as good as the plan in everything that is sought.
        shown_by: `prices` or, where it was solved for, `solver`.
        exact: Whether both plans are proved best; else the cost is that of the best
            plans found.
    """

    cost: dict[str, int | None]
    used: Ints | None
    conflict: tuple[str, ...] = ()
    tie: bool = False
    shown_by: Literal["prices", "solver"] = "solver"
    exact: bool = True


class Patience:
    """
    How long one answer may solve again for, over all its questions.

    Attributes:
        again: Whether to solve again at all.
    """

    def __init__(self, solved: Solved, *, again: bool, limit: float | None) -> None:
        self.again = again
        self._seed = solved.seed
        self._deadline = Deadline(limit)

    @property
    def lasts(self) -> bool:
        """Whether there is time for another question."""
        return self.again and not self._deadline.passed

    @property
    def params(self) -> SolveParams:
        """How to search in what is left of the time."""
        return SolveParams(seed=self._seed, time_limit=self._deadline.left)


def turn(solved: Solved, pair: int, params: SolveParams | None = None) -> Reply:
    """
    Insist on a pair that the plan does not use, or forbid one that it uses.

    By prices where they can tell, else by solving again.

    Args:
        solved: The solved round.
        pair: The pair's position among the candidates.
        params: How to search, where it has to be solved for.

    Raises:
        NoPlanError: If time ran out before any plan was found.
    """
    marginals = solved.marginals
    reply = None if marginals is None else _by_prices(solved, marginals, pair)
    return reply or turn_again(solved, pair, params)


def turn_again(solved: Solved, pair: int, params: SolveParams | None = None) -> Reply:
    """The same by solving again, whatever prices say."""
    decision = "forbid" if pair in solved.used else "insist"
    answer = resolve_with(
        solved.model,
        solved.round.objectives,
        near=solved.used,
        insist=[pair] if decision == "insist" else [],
        forbid=[pair] if decision == "forbid" else [],
        params=params,
    )
    if answer.used is None:
        return Reply({}, None, _against(solved.model, pair, answer.conflict))
    costs = cost_of(solved.proof, answer.proofs)
    levels = [proof.levels for proof in solved.proof]
    return Reply(
        cost=_by_objective(solved, costs),
        used=answer.used,
        tie=not any(costs) and levels == [proof.levels for proof in answer.proofs],
        exact=solved.proved and answer.proved,
    )


def _against(model: Model, pair: int, conflict: tuple[str, ...]) -> tuple[str, ...]:
    """What stands against a pair that nobody pinned: the conflict less the pair."""
    asked = in_words(model, Member("pin", pair))
    return tuple(said for said in conflict if said != asked)


def share_again(
    solved: Solved, pair: int, params: SolveParams | None = None
) -> Share | None:
    """
    In how many of the best plans a pair of the plan is, by solving without it.

    `None` if time ran out before that was known.
    """
    try:
        reply = turn_again(solved, pair, params)
    except NoPlanError:
        return None
    if reply.used is None:
        return "all"
    if not reply.exact:
        return None
    return "some" if reply.tie else "all"


def confirm(
    solved: Solved, pair: int, reply: Reply, params: SolveParams | None = None
) -> None:
    """
    Hold what prices say against what solving again says.

    Raises:
        PlanRejectedError: They differ, which is our fault.
    """
    again = turn_again(solved, pair, params)
    if again.exact:
        refuse_difference(reply.cost, again.cost)


def refuse_difference(
    by_prices: Mapping[str, int | None], again: Mapping[str, int | None]
) -> None:
    """
    Refuse a figure read off prices that solving again does not confirm.

    Raises:
        PlanRejectedError: They differ, which is our fault.
    """
    if dict(by_prices) != dict(again):
        raise PlanRejectedError(
            [f"by prices {dict(by_prices)}, by solving again {dict(again)}"]
        )


def place_worth(
    solved: Solved, supporter: int, params: SolveParams | None = None
) -> dict[str, int | None] | None:
    """
    What one more place of a supporter would bring, by solving again.

    `None` if pairings with them take different loads, so that a place says nothing.
    """
    if not solved.model.unit_steps:
        return None
    then = _proofs(solved, one_more_place(solved.model, supporter), params)
    return None if then is None else _by_objective(solved, cost_of(then, solved.proof))


def unit_worth(
    solved: Solved, request: int, params: SolveParams | None = None
) -> dict[str, int | None] | None:
    """
    What one unit less of a request's demand would lose, by solving again.

    `None` if it wants nothing, or if no plan would hold.
    """
    if solved.model.demand[request] < 1:
        return None
    then = _proofs(solved, one_unit_less(solved.model, request), params)
    return None if then is None else _by_objective(solved, cost_of(solved.proof, then))


def _proofs(
    solved: Solved, model: Model, params: SolveParams | None
) -> tuple[Proof, ...] | None:
    """What a changed model reaches; `None` if no plan holds or none was proved best."""
    answer = resolve(model, solved.round.objectives, params)
    proved = answer.used is not None and answer.proved and solved.proved
    return answer.proofs if proved else None


def _by_objective(
    solved: Solved, costs: tuple[int | None, ...]
) -> dict[str, int | None]:
    return dict(zip(solved.round.objective_names, costs, strict=True))


def _by_prices(solved: Solved, marginals: Marginals, pair: int) -> Reply | None:
    """`None` where a rule about several pairings stands against the swaps."""
    chain = swap_chain(marginals, pair)
    if chain is None:
        return None
    used = after(marginals, chain)
    if marginals.coupled and not solved.model.obeys(used):
        return None
    weights = marginals.residual.weights
    lost = int(weights[solved.used].sum() - weights[used].sum())
    split = marginals.scale.split(np.array(lost)).tolist()
    cost = _by_objective(solved, tuple(split))
    return Reply(cost, used, tie=lost == 0, shown_by="prices")
