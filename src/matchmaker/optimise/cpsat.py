"""The CP-SAT engine: the whole model, one solve an objective."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from ortools.sat.python import cp_model

from matchmaker.errors import NoPlanError, NumberRangeError, PlanRejectedError
from matchmaker.optimise.formulation import UNBOUNDED, Formulation, solver_until
from matchmaker.optimise.greedy import greedy_plan
from matchmaker.optimise.objectives import not_shown, proof_of, value_of
from matchmaker.optimise.outcome import Outcome, Progress

if TYPE_CHECKING:
    from matchmaker.domain.certificate import Certificate
    from matchmaker.domain.proof import Proof
    from matchmaker.optimise.formulation import Expression
    from matchmaker.optimise.model import Ints, Model
    from matchmaker.optimise.outcome import Deadline, Listener, SolveParams

LAST_STAGE = "one among equals"


@dataclass(frozen=True)
class _Ceiling:
    """What the relaxation shows of an objective, in the objective's own unit."""

    value: int | None
    certificate: Certificate | None


def solve_cpsat(
    model: Model,
    objectives: tuple[str, ...],
    params: SolveParams,
    deadline: Deadline,
    listen: Listener,
    *,
    relaxed: Outcome | None = None,
) -> Outcome | None:
    """
    Solve the whole model with CP-SAT.

    Args:
        model: Any model.
        objectives: In order; see `matchmaker.optimise.objectives`.
        params: Seed and workers.
        deadline: When to stop with the best plan so far.
        listen: Told of each stage.
        relaxed: What the flow engine found with some rules left aside: its values
            bound ours, as long as ours equal them.

    Returns:
        The outcome; `None` if no plan obeys the rules.

    Raises:
        NoPlanError: If time ran out before any plan was found.
        NumberRangeError: If the numbers are too large for CP-SAT.
    """
    start = greedy_plan(model, None if relaxed is None else relaxed.used)
    search = _Search(model, objectives, params, deadline, listen, start)
    proofs: list[Proof] = []
    certificates: list[Certificate | None] = []
    for place, name in enumerate(objectives):
        ceiling = _ceiling(relaxed, proofs, place)
        proof = search.improve(name, ceiling)
        if proof is None:
            return None
        by_prices = ceiling is not None and proof.value == ceiling.value
        certificate = ceiling.certificate if ceiling and by_prices else None
        if certificate is not None:
            proof = proof.model_copy(update={"shown_by": "prices"})
        proofs.append(proof)
        certificates.append(certificate)
        if not proof.proved:
            break
    complete = len(proofs) == len(objectives) and all(p.proved for p in proofs)
    canonical = complete and search.pick_one()
    rest = objectives[len(proofs) :]
    return Outcome(
        used=search.plan(),
        proofs=(*proofs, *not_shown(model, rest, search.plan())),
        engine="cp-sat",
        certificates=(*certificates, *(None for _ in rest)),
        canonical=canonical,
    )


def _ceiling(
    relaxed: Outcome | None, proofs: list[Proof], place: int
) -> _Ceiling | None:
    """
    The relaxation's bound on the next objective, if it bounds the model as well.

    It does while every value before is the relaxation's own: then the plans we
    choose from are among those that the relaxation chose from.
    """
    if relaxed is None or not relaxed.proofs[place].proved:
        return None
    if any(
        ours.value != theirs.value
        for ours, theirs in zip(proofs, relaxed.proofs, strict=False)
    ):
        return None
    return _Ceiling(relaxed.proofs[place].bound, relaxed.certificates[place])


class _Search:
    """
    One CP-SAT model, improved and held objective by objective.

    Inside, every objective is a score to be made as large as possible: balance
    with its sign turned, and worst-off one above its range if nobody is given
    anything.
    """

    def __init__(
        self,
        model: Model,
        objectives: tuple[str, ...],
        params: SolveParams,
        deadline: Deadline,
        listen: Listener,
        start: Ints | None,
    ) -> None:
        self._model = model
        self._params = params
        self._deadline = deadline
        self._listen = listen
        self._formulation = Formulation(model, objectives)
        self._best = start

    def plan(self) -> Ints:
        """
        Give the best plan so far.

        Raises:
            NoPlanError: If there is none yet.
        """
        if self._best is None:
            raise NoPlanError("Time ran out before any plan was found.")
        return self._best

    def improve(self, objective: str, ceiling: _Ceiling | None) -> Proof | None:
        """Improve an objective and hold what was reached; `None` if infeasible."""
        expression = self._formulation.expression(objective)
        bound = UNBOUNDED
        if ceiling is not None:
            bound = self._score(objective, ceiling.value)
            self._formulation.hold(expression, -UNBOUNDED, bound)
        if self._best is None or self._reached(objective) < bound:
            solved = self._maximise(expression)
            if solved is None:
                return None
            bound = min(bound, solved)
        score = self._reached(objective)
        self._formulation.hold(expression, score)
        proof = self._proof(objective, bound)
        self._listen(Progress(objective, proof.value, proof.bound))
        return proof

    def pick_one(self) -> bool:
        """Choose the heaviest of the plans that are equal; whether it was proved."""
        ties = self._formulation.ties()
        bound = self._maximise(ties)
        return bound == int(self._model.tie[self.plan()].sum())

    def _score(self, objective: str, value: int | None) -> int:
        if value is None:
            return self._formulation.nobody()
        return -value if objective == "balance" else value

    def _reached(self, objective: str) -> int:
        value = value_of(self._model, objective, self.plan())
        return self._score(objective, value)

    def _proof(self, objective: str, bound: int) -> Proof:
        value = value_of(self._model, objective, self.plan())
        if bound == self._score(objective, value):
            return proof_of(objective, value, value, "solver")
        unknown = objective == "worst-off" and bound >= self._formulation.nobody()
        if unknown or abs(bound) >= UNBOUNDED:
            return proof_of(objective, value, None, "not shown")
        own = -bound if objective == "balance" else bound
        return proof_of(objective, value, own, "solver")

    def _maximise(self, expression: Expression) -> int | None:
        """Run CP-SAT once; what no plan can beat, or `None` if there is no plan."""
        self._formulation.maximise(expression)
        if self._best is not None:
            self._formulation.hint(self._best)
        solver = solver_until(self._deadline, self._params.seed, self._params.workers)
        status = solver.solve(self._formulation.cp)
        if status == cp_model.MODEL_INVALID:
            raise NumberRangeError("The numbers are too large for CP-SAT.")
        if status == cp_model.INFEASIBLE:
            if self._best is not None:
                raise PlanRejectedError(["CP-SAT finds no plan where there is one."])
            return None
        if status == cp_model.UNKNOWN:
            return UNBOUNDED
        values = np.asarray(solver.response_proto.solution)[: self._model.pairs]
        self._best = np.flatnonzero(values)
        return -int(solver.response_proto.inner_objective_lower_bound)
