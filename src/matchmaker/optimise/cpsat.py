"""The CP-SAT engine: the whole model, one solve an objective."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

import numpy as np
from ortools.sat.python import cp_model

from matchmaker.domain.proof import Proof
from matchmaker.errors import NoPlanError, NumberRangeError, PlanRejectedError
from matchmaker.optimise.formulation import (
    UNBOUNDED,
    Formulation,
    OutOfTimeError,
    solver_until,
)
from matchmaker.optimise.objectives import (
    not_shown,
    proof_of,
    score_of,
    value_behind,
    value_of,
)
from matchmaker.optimise.outcome import Outcome, Progress, ignore
from matchmaker.optimise.standing import as_it_stands

if TYPE_CHECKING:
    from matchmaker.optimise.formulation import Expression
    from matchmaker.optimise.model import Ints, Model
    from matchmaker.optimise.outcome import Deadline, Listener, SolveParams

NO_PLAN = (
    "The search ended before any plan was found. Give it more time, or ask for fewer "
    "minimums and pins."
)

Ceilings = Callable[[Sequence[Proof]], int | None]
"""Given the proofs so far, a score that the next objective cannot exceed: its
value, turned so that more is better. `None` if none is known."""


def no_ceiling(_: Sequence[Proof]) -> int | None:
    """Know of no bound."""
    return None


def solve_cpsat(
    model: Model,
    objectives: tuple[str, ...],
    params: SolveParams,
    deadline: Deadline,
    listen: Listener,
    *,
    start: Ints | None = None,
    ceilings: Ceilings = no_ceiling,
    canonical: bool = True,
) -> Outcome | None:
    """
    Solve the whole model with CP-SAT.

    Args:
        model: Any model.
        objectives: In order; see `matchmaker.optimise.objectives`.
        params: Seed and workers.
        deadline: When to stop with the best plan so far.
        listen: Told of each stage.
        start: A plan that keeps every rule, to improve on.
        ceilings: Bounds that are known beforehand.
        canonical: Whether to go on to the one plan among equals.

    Returns:
        The outcome; `None` if no plan obeys the rules.

    Raises:
        NoPlanError: If time ran out before any plan was found.
        NumberRangeError: If the numbers are too large for CP-SAT.
    """
    try:
        formulation = Formulation(model, objectives, deadline)
    except OutOfTimeError:
        if start is None:
            raise NoPlanError(NO_PLAN) from None
        return as_it_stands(model, objectives, start, ceilings)
    search = _Search(formulation, params, deadline, listen, start)
    proofs: list[Proof] = []
    for name in objectives:
        proof = search.improve(name, ceilings(proofs))
        if proof is None:
            return None
        proofs.append(proof)
        if not proof.proved:
            break
    complete = len(proofs) == len(objectives) and all(p.proved for p in proofs)
    picked = canonical and complete and search.pick_one()
    rest = objectives[len(proofs) :]
    return Outcome(
        used=search.plan(),
        proofs=(*proofs, *not_shown(model, rest, search.plan())),
        engine="cp-sat",
        certificates=tuple(None for _ in objectives),
        canonical=picked,
    )


class _Search:
    """
    One CP-SAT model, improved and held objective by objective.

    Inside, every objective is a score to be made as large as possible: what is to
    be small with its sign turned, and worst-off one above its range if nobody is
    given anything.
    """

    def __init__(
        self,
        formulation: Formulation,
        params: SolveParams,
        deadline: Deadline,
        listen: Listener,
        start: Ints | None,
    ) -> None:
        self._formulation = formulation
        self._model = formulation.model
        self._params = params
        self._deadline = deadline
        self._listen = listen
        self._best = start

    def plan(self) -> Ints:
        """
        Give the best plan so far.

        Raises:
            NoPlanError: If there is none yet.
        """
        if self._best is None:
            raise NoPlanError(NO_PLAN)
        return self._best

    def improve(self, objective: str, ceiling: int | None) -> Proof | None:
        """Improve an objective and hold what was reached; `None` if infeasible."""
        expression = self._formulation.expression(objective)
        bound = UNBOUNDED
        if ceiling is not None:
            bound = ceiling
            self._formulation.hold(expression, -UNBOUNDED, bound)
        if self._best is None or self._reached(objective) < bound:
            solved = self._maximise(expression, self._watch(objective, bound))
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

    def _watch(self, objective: str, bound: int) -> _Watch | None:
        """What tells of every plan on the way, if anybody listens."""
        if self._listen is ignore:
            return None
        nobody = objective == "worst-off"
        below = self._formulation.nobody() if nobody else UNBOUNDED
        return _Watch(
            self._model, objective, min(bound, UNBOUNDED), below, self._listen
        )

    def _score(self, objective: str, value: int | None) -> int:
        if value is None:
            return self._formulation.nobody()
        return score_of(self._model, objective, value)

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
        return proof_of(
            objective, value, value_behind(self._model, objective, bound), "solver"
        )

    def _maximise(
        self, expression: Expression, watch: _Watch | None = None
    ) -> int | None:
        """Run CP-SAT once; what no plan can beat, or `None` if there is no plan."""
        self._formulation.maximise(expression)
        if self._best is not None:
            self._formulation.hint(self._best)
        solver = solver_until(
            self._deadline,
            self._params.seed,
            self._params.workers,
            self._params.effort,
        )
        with self._deadline.stop.ends(solver.stop_search):
            status = solver.solve(self._formulation.cp, watch)
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


class _Watch(cp_model.CpSolverSolutionCallback):
    """
    Tells of every plan that CP-SAT finds, and of its bound at that time.

    Scores from `below` upwards stand for no value that users know.
    """

    def __init__(
        self, model: Model, objective: str, bound: int, below: int, listen: Listener
    ) -> None:
        super().__init__()
        self._model = model
        self._objective = objective
        self._bound = bound
        self._below = below
        self._listen = listen

    def on_solution_callback(self) -> None:
        """CP-SAT has found a better plan."""
        found = self.response_proto
        bound = min(self._bound, -int(found.inner_objective_lower_bound))
        score = -round(found.objective_value)
        self._listen(Progress(self._objective, self._value(score), self._value(bound)))

    def _value(self, score: int) -> int | None:
        if abs(score) >= self._below:
            return None
        return value_behind(self._model, self._objective, score)
