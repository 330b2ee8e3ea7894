"""Objectives one after the other in CP-SAT, each held while the next is improved."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

import numpy as np
from ortools.sat.python import cp_model

from matchmaker.domain.proof import Proof
from matchmaker.errors import NoPlanError, NumberRangeError
from matchmaker.optimise.formulation import solver_until
from matchmaker.optimise.outcome import Deadline

if TYPE_CHECKING:
    from collections.abc import Sequence

    from matchmaker.optimise.model import Ints
    from matchmaker.optimise.outcome import Stop

Sense = Literal["minimise", "maximise"]


class Stages:
    """
    A CP-SAT model whose objectives come in order.

    Attributes:
        model: The model, with all its constraints.
        proofs: One for each objective so far.
    """

    def __init__(
        self,
        model: cp_model.CpModel,
        *,
        time_limit: float | None = None,
        effort: float | None = None,
        seed: int = 0,
        start: Sequence[int] | None = None,
        stop: Stop | None = None,
    ) -> None:
        """
        Begin.

        Args:
            model: The model.
            time_limit: Wall seconds for all objectives together; `None` for no limit.
            effort: CP-SAT's deterministic seconds for each; `None` for no limit.
            seed: For CP-SAT's random choices.
            start: Values of all variables that obey the model, if they are known.
            stop: Ends the search early.
        """
        self.model = model
        self.proofs: list[Proof] = []
        self._deadline = Deadline(time_limit, stop)
        self._effort = effort
        self._seed = seed
        self._values: Ints | None = None
        if start is not None:
            self._keep(np.array(start, np.int64))

    @property
    def values(self) -> Ints:
        """
        The variables' values in the best plan so far, in the model's order.

        Raises:
            NoPlanError: If there is no plan yet.
        """
        if self._values is None:
            raise NoPlanError("Time ran out before any plan was found.")
        return self._values

    def improve(
        self,
        objective: str,
        sense: Sense,
        variables: Sequence[cp_model.IntVar],
        weights: Sequence[int],
    ) -> bool:
        """
        Make a weighted sum as small or large as can be, and hold it.

        After an objective that was not proved, the plan stays as it is.

        Returns:
            Whether there is any plan.

        Raises:
            NoPlanError: If time ran out before any plan was found.
            NumberRangeError: If the numbers are too large for CP-SAT.
        """
        sign = 1 if sense == "minimise" else -1
        signed = cp_model.LinearExpr.weighted_sum(
            variables, [sign * weight for weight in weights]
        )
        bound: int | None = None
        if all(proof.proved for proof in self.proofs):
            self.model.minimize(signed)
            solver = solver_until(self._deadline, self._seed, effort=self._effort)
            status = solver.solve(self.model)
            if status == cp_model.MODEL_INVALID:
                raise NumberRangeError("The numbers are too large for CP-SAT.")
            if status == cp_model.INFEASIBLE:
                return False
            if status != cp_model.UNKNOWN:
                self._keep(np.asarray(solver.response_proto.solution, np.int64))
                bound = sign * int(solver.response_proto.inner_objective_lower_bound)
        columns = [variable.index for variable in variables]
        value = int(self.values[columns] @ np.array(weights, np.int64))
        self.model.add(signed <= sign * value)
        self.proofs.append(
            Proof(
                objective=objective,
                sense=sense,
                value=value,
                bound=bound,
                shown_by="not shown" if bound is None else "solver",
            )
        )
        return True

    def _keep(self, values: Ints) -> None:
        self._values = values
        self.model.clear_hints()  # type: ignore[no-untyped-call]
        for index, value in enumerate(values.tolist()):
            self.model.add_hint(self.model.get_int_var_from_proto_index(index), value)
