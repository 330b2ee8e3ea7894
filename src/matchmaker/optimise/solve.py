"""Choose an engine, solve, and name the conflict where nothing can hold."""

from __future__ import annotations

from typing import TYPE_CHECKING

from matchmaker.errors import InputError
from matchmaker.optimise.conflict import conflict_of
from matchmaker.optimise.cpsat import solve_cpsat
from matchmaker.optimise.flow import flow_applies, solve_flow
from matchmaker.optimise.greedy import greedy_plan
from matchmaker.optimise.objectives import check_order, not_shown
from matchmaker.optimise.outcome import Deadline, Outcome, SolveParams, ignore

if TYPE_CHECKING:
    from matchmaker.optimise.model import Model
    from matchmaker.optimise.outcome import Listener


def solve(
    model: Model,
    objectives: tuple[str, ...],
    params: SolveParams | None = None,
    progress: Listener = ignore,
) -> Outcome:
    """
    Find the best plan: each objective to its optimum, then held for the next.

    Args:
        model: Pairs and what couples them.
        objectives: Distinct names out of `coverage`, `worst-off`, `points` and
            `balance` (the sum of squared loads, minimised), in order.
        params: How to search; never changes the values where all is proved.
        progress: Told of every step.

    Returns:
        The best plan found, with a proof for each objective.

    Raises:
        InputError: If the objectives stand in an impossible order, or the flow
            engine was asked for where it does not apply.
        InfeasibleError: If no plan can hold, with the conflict.
        NoPlanError: If time ran out before any plan was found.
        NumberRangeError: If numbers are too large to be added up exactly.
    """
    params = params or SolveParams()
    check_order(model, objectives)
    deadline = Deadline(params.time_limit)
    outcome = _at_once(model, objectives, deadline)
    if outcome is None:
        outcome = _by_engine(model, objectives, params, deadline, progress)
    if outcome is None:
        raise conflict_of(model, deadline)
    return outcome


def _at_once(
    model: Model, objectives: tuple[str, ...], deadline: Deadline
) -> Outcome | None:
    """Where there was no time at all, the first plan that comes to hand."""
    if not deadline.passed:
        return None
    used = greedy_plan(model)
    if used is None:
        return None
    return Outcome(
        used=used,
        proofs=not_shown(model, objectives, used),
        engine="greedy",
        certificates=tuple(None for _ in objectives),
        canonical=False,
    )


def _by_engine(
    model: Model,
    objectives: tuple[str, ...],
    params: SolveParams,
    deadline: Deadline,
    progress: Listener,
) -> Outcome | None:
    relaxed = None
    if params.engine != "cp-sat" and flow_applies(model, objectives):
        relaxed = solve_flow(model, objectives, deadline, progress)
        if relaxed is None or model.obeys(relaxed.used):
            return relaxed
    if params.engine == "flow":
        raise InputError(
            "The flow engine cannot solve this model: loads differ at one supporter, "
            "or a coupling rule binds. Use the engine auto or cp-sat."
        )
    return solve_cpsat(model, objectives, params, deadline, progress, relaxed=relaxed)
