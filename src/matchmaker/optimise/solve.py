"""Choose an engine, solve, and name the conflict where nothing can hold."""

from __future__ import annotations

from dataclasses import replace
from itertools import takewhile
from typing import TYPE_CHECKING

from matchmaker.errors import InputError
from matchmaker.optimise.conflict import conflict_of
from matchmaker.optimise.cpsat import solve_cpsat
from matchmaker.optimise.flow import flow_applies, solve_flow
from matchmaker.optimise.greedy import greedy_plan
from matchmaker.optimise.kernel import kernel_applies, solve_kernel
from matchmaker.optimise.objectives import check_order, most_of, not_shown, proof_of
from matchmaker.optimise.outcome import (
    Deadline,
    Outcome,
    Progress,
    SolveParams,
    ignore,
)
from matchmaker.optimise.relaxation import GaveUpError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from matchmaker.domain.proof import Proof
    from matchmaker.optimise.model import Model
    from matchmaker.optimise.outcome import Listener


NOT_A_FLOW = (
    "The flow engine cannot solve this model: loads differ at one supporter, or a "
    "coupling rule binds. Use the engine auto or cp-sat."
)


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
    first, *rest = not_shown(model, objectives, used)
    bound = most_of(model, first.objective)
    if bound is not None:
        first = proof_of(first.objective, first.value, bound, "solver")
    return Outcome(
        used=used,
        proofs=(first, *rest),
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
    if params.engine == "cp-sat":
        start = greedy_plan(model)
        return solve_cpsat(model, objectives, params, deadline, progress, start=start)
    if not flow_applies(model, objectives):
        if params.engine == "flow":
            raise InputError(NOT_A_FLOW)
        return _with_mixed_loads(model, objectives, params, deadline, progress)
    relaxed = solve_flow(model, objectives, deadline, progress)
    if relaxed is None or model.obeys(relaxed.used):
        return relaxed
    if params.engine == "flow":
        raise InputError(NOT_A_FLOW)
    outcome = _with_coupling(
        model, objectives, params, deadline, progress, relaxed=relaxed
    )
    return None if outcome is None else _by_prices(outcome, relaxed)


def _with_mixed_loads(
    model: Model,
    objectives: tuple[str, ...],
    params: SolveParams,
    deadline: Deadline,
    progress: Listener,
) -> Outcome | None:
    """Loads differ at a supporter: a flow over the least loads gives bounds."""
    # Lighter loads say nothing of balance, nor of what comes after it.
    sums = tuple(takewhile(lambda name: name != "balance", objectives))
    lighter, relaxed = model.with_least_loads(), None
    if sums and flow_applies(lighter, sums):
        relaxed = solve_flow(lighter, sums, deadline, ignore)
        if relaxed is None:
            return None
    return _with_coupling(
        model, objectives, params, deadline, progress, relaxed=relaxed
    )


def _with_coupling(
    model: Model,
    objectives: tuple[str, ...],
    params: SolveParams,
    deadline: Deadline,
    progress: Listener,
    *,
    relaxed: Outcome | None,
) -> Outcome | None:
    """Coupling rules bind: by kernels where they settle it, else by CP-SAT."""
    start, ceiling = None, None
    if kernel_applies(model, objectives):
        try:
            outcome = solve_kernel(model, objectives, params, deadline, relaxed)
        except GaveUpError as error:
            start, ceiling = error.plan, error.ceiling
        else:
            for proof in () if outcome is None else outcome.proofs:
                progress(Progress(proof.objective, proof.value, proof.bound))
            return outcome
    if start is None:
        start = greedy_plan(model, None if relaxed is None else relaxed.used)
    return solve_cpsat(
        model,
        objectives,
        params,
        deadline,
        progress,
        start=start,
        ceilings=lambda proofs: _lower(
            _flow_ceiling(relaxed, proofs), None if proofs else ceiling
        ),
    )


def _lower(one: int | None, other: int | None) -> int | None:
    """The tighter of two bounds, either of which may be unknown."""
    known = [bound for bound in (one, other) if bound is not None]
    return min(known, default=None)


def _flow_ceiling(relaxed: Outcome | None, proofs: Sequence[Proof]) -> int | None:
    """
    The flow's bound on the next objective, if it bounds the whole model too.

    It does while every value before is the flow's own: then the plans we choose
    from are among those that the flow chose from.
    """
    if relaxed is None or len(proofs) >= len(relaxed.proofs):
        return None
    mine = relaxed.proofs[len(proofs)]
    if not mine.proved or mine.value is None or not _same(relaxed, proofs):
        return None
    return -mine.value if mine.objective == "balance" else mine.value


def _by_prices(outcome: Outcome, relaxed: Outcome) -> Outcome:
    """Where the flow's own bound was reached, its prices are the proof."""
    proofs, certificates = list(outcome.proofs), list(outcome.certificates)
    for place, flow_proof in enumerate(relaxed.proofs):
        if not _same(relaxed, proofs[: place + 1]) or not flow_proof.proved:
            break
        proofs[place] = flow_proof
        certificates[place] = relaxed.certificates[place]
    return replace(outcome, proofs=tuple(proofs), certificates=tuple(certificates))


def _same(relaxed: Outcome, proofs: Sequence[Proof]) -> bool:
    pairs = zip(relaxed.proofs, proofs, strict=False)
    return all(theirs.value == ours.value for theirs, ours in pairs)
