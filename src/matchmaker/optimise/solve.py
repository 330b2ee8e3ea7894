"""Choose an engine, solve, and name the conflict where nothing can hold."""

from __future__ import annotations

from dataclasses import replace
from itertools import takewhile
from typing import TYPE_CHECKING

import numpy as np

from matchmaker.errors import InputError
from matchmaker.optimise.ceiling import flow_ceiling, lower, same_values
from matchmaker.optimise.conflict import conflict_of
from matchmaker.optimise.counts.solve import counts_apply, solve_counts
from matchmaker.optimise.cpsat import solve_cpsat
from matchmaker.optimise.flow import flow_applies, solve_flow
from matchmaker.optimise.gave_up import GaveUpError
from matchmaker.optimise.greedy import greedy_plan
from matchmaker.optimise.leximin import collapsed, in_bands
from matchmaker.optimise.loosely import solve_loosely
from matchmaker.optimise.objectives import (
    adds_up,
    check_order,
    has_bonus,
    is_sum,
    most_of,
    not_shown,
    proof_of,
)
from matchmaker.optimise.outcome import (
    Deadline,
    Outcome,
    SolveParams,
    Stop,
    ignore,
)
from matchmaker.optimise.repair import repaired_plan
from matchmaker.optimise.settle import kernel_applies, solve_kernel
from matchmaker.optimise.several import several_applies, solve_several
from matchmaker.optimise.stable.solving import solve_stable, unstable

if TYPE_CHECKING:
    from collections.abc import Sequence

    from matchmaker.domain.objective import Objective
    from matchmaker.domain.proof import Proof
    from matchmaker.optimise.model import Ints, Model
    from matchmaker.optimise.outcome import Listener


AFFORDABLE = 1_000_000
"""With no time at all a flow is solved for up to so many pairs: about a second's work."""
NOT_A_FLOW = (
    "The flow engine cannot solve this model: loads differ at one supporter, or a "
    "coupling rule binds. Use the engine auto or cp-sat."
)
LOOSELY_STABLE = (
    "Where stability is required, worst-off cannot be sought beside an objective with a "
    "tolerance. Leave the tolerance out."
)


def solve(
    model: Model,
    objectives: Sequence[str | Objective],
    params: SolveParams | None = None,
    progress: Listener = ignore,
    stop: Stop | None = None,
) -> Outcome:
    """
    Find the best plan: each objective to its optimum, then held for the next.

    Args:
        model: Pairs and what couples them.
        objectives: Distinct names, in order: `coverage`, `worst-off`, `leximin`,
            `points`, `balance` (the sum of squared loads, minimised), and the
            model's own sums. As an `Objective` each may have a tolerance.
        params: How to search; never changes the values where all is proved.
        progress: Told of every step.
        stop: Ends the search early, with the best plan so far.

    Returns:
        The best plan found, with a proof for each objective.

    Raises:
        InputError: If the objectives stand in an impossible order, or the flow
            engine was asked for where it does not apply, or a stable plan where
            worst-off is held within a tolerance.
        InfeasibleError: If no plan can hold, with the conflict.
        NoPlanError: If time ran out before any plan was found.
        NumberRangeError: If numbers are too large to be added up exactly.
    """
    params = params or SolveParams()
    names = tuple(one if isinstance(one, str) else one.name for one in objectives)
    loose = {o.name: o for o in objectives if not isinstance(o, str) and o.is_loose}
    check_order(model, names)
    deadline = Deadline(params.time_limit, stop)

    def search(allowed: Model, sought: tuple[str, ...]) -> Outcome | None:
        return _at_once(allowed, sought, deadline) or _by_engine(
            allowed, sought, params, deadline, progress
        )

    def once(allowed: Model, sought: tuple[str, ...]) -> Outcome | None:
        if not allowed.stable:
            return search(allowed, sought)
        return solve_stable(allowed, lambda rest: search(rest, sought))

    if model.stable and loose and "worst-off" in names:
        raise InputError(LOOSELY_STABLE)
    outcome = solve_loosely(model, names, loose, once) if loose else once(model, names)
    if outcome is None:
        raise (unstable if model.stable else conflict_of)(model, deadline)
    return outcome


def _at_once(
    model: Model, objectives: tuple[str, ...], deadline: Deadline
) -> Outcome | None:
    """Where there was no time at all, the first plan that comes to hand."""
    if not deadline.passed:
        return None
    flow = None if model.pairs <= AFFORDABLE else np.zeros(0, np.int64)
    used = repaired_plan(model, objectives, flow, deadline)
    if used is None:
        return None
    first, *rest = not_shown(model, objectives, used)
    bound = most_of(model, first.objective)
    if bound is not None:
        first = proof_of(first.objective, first.value, bound, "solver")
    outcome = Outcome(
        used=used,
        proofs=(first, *rest),
        engine="greedy",
        certificates=tuple(None for _ in objectives),
        canonical=False,
    )
    return collapsed(model, objectives, outcome)


def _by_engine(
    model: Model,
    objectives: tuple[str, ...],
    params: SolveParams,
    deadline: Deadline,
    progress: Listener,
) -> Outcome | None:
    if params.engine == "cp-sat":
        start = greedy_plan(model)
        expanded = in_bands(model, objectives)
        outcome = solve_cpsat(model, expanded, params, deadline, progress, start=start)
        return None if outcome is None else collapsed(model, objectives, outcome)
    if not flow_applies(model, objectives):
        if params.engine == "flow":
            raise InputError(NOT_A_FLOW)
        return _beyond_flows(model, objectives, params, deadline, progress)
    relaxed = solve_flow(model, objectives, deadline, progress)
    if relaxed is None or model.obeys(relaxed.used):
        return None if relaxed is None else collapsed(model, objectives, relaxed)
    if params.engine == "flow":
        raise InputError(NOT_A_FLOW)
    outcome = _with_coupling(
        model, objectives, params, deadline, progress, relaxed=relaxed
    )
    return None if outcome is None else _by_prices(outcome, relaxed)


def _beyond_flows(
    model: Model,
    objectives: tuple[str, ...],
    params: SolveParams,
    deadline: Deadline,
    progress: Listener,
) -> Outcome | None:
    """What no flow can hold comes in: a simpler one gives bounds of what is ahead."""
    # Lighter loads say nothing of balance, and pairs alone nothing of bonuses or of
    # what several give a request; nor of what comes after them.
    simple = tuple(takewhile(lambda name: _is_simple(model, name), objectives))
    lighter = model if model.unit_steps else model.with_least_loads()
    relaxed = None
    if simple and flow_applies(lighter, simple):
        relaxed = solve_flow(lighter, simple, deadline, ignore)
        if relaxed is None:
            return None
    outcome = _with_coupling(
        model, objectives, params, deadline, progress, relaxed=relaxed
    )
    if outcome is None or relaxed is None or lighter is not model:
        return outcome
    return _by_prices(outcome, relaxed)


def _is_simple(model: Model, name: str) -> bool:
    by_pair = name in ("worst-off", "leximin")
    several = by_pair and bool(np.any(model.most_given > 1))
    return name != "balance" and not several and not has_bonus(model, name)


def _with_coupling(
    model: Model,
    objectives: tuple[str, ...],
    params: SolveParams,
    deadline: Deadline,
    progress: Listener,
    *,
    relaxed: Outcome | None,
) -> Outcome | None:
    """Coupling rules bind: by counts or kernels where they fit, else by CP-SAT."""
    expanded = in_bands(model, objectives)
    if relaxed is not None:
        relaxed = _before_leximin(relaxed)
    start, ceiling = None, None
    try:
        outcome = _by_structure(
            model, expanded, params, deadline, progress, relaxed=relaxed
        )
        return None if outcome is None else collapsed(model, objectives, outcome)
    except GaveUpError as error:
        start, ceiling = error.plan, error.ceiling
        if deadline.passed and start is not None and error.proofs:
            outcome = _unfinished(model, expanded, start, error.proofs)
            return collapsed(model, objectives, outcome)
    if start is None:
        flow = None if relaxed is None else relaxed.used
        start = repaired_plan(model, expanded, flow, deadline)
    outcome = solve_cpsat(
        model,
        expanded,
        params,
        deadline,
        progress,
        start=start,
        ceilings=lambda proofs: lower(
            flow_ceiling(model, relaxed, proofs), None if proofs else ceiling
        ),
    )
    return None if outcome is None else collapsed(model, objectives, outcome)


def _by_structure(
    model: Model,
    objectives: tuple[str, ...],
    params: SolveParams,
    deadline: Deadline,
    progress: Listener,
    *,
    relaxed: Outcome | None,
) -> Outcome | None:
    """
    By counts of classes or by kernels.

    Raises:
        GaveUpError: If neither fits or came to a proof, or time is up.
    """
    if deadline.passed or model.stable:
        raise GaveUpError
    if several_applies(model, objectives):
        return solve_several(model, objectives, params, deadline, listen=progress)
    if _may_count(model, objectives) and counts_apply(model, objectives):
        return solve_counts(
            model, objectives, params, deadline, relaxed, listen=progress
        )
    if not kernel_applies(model, objectives):
        raise GaveUpError
    return solve_kernel(
        model, objectives, params, deadline, listen=progress, relaxed=relaxed
    )


def _unfinished(
    model: Model,
    objectives: tuple[str, ...],
    used: Ints,
    proofs: tuple[Proof, ...],
) -> Outcome:
    """The best plan when time ran out, and what is known of it."""
    rest = not_shown(model, objectives[len(proofs) :], used)
    return Outcome(
        used=used,
        proofs=(*proofs, *rest),
        engine="kernel",
        certificates=tuple(None for _ in objectives),
        canonical=False,
    )


def _may_count(model: Model, objectives: tuple[str, ...]) -> bool:
    """Whether nothing stands in the way of a search over counts but the rules."""
    sums = (name for name in objectives if is_sum(name))
    return not model.floors and all(adds_up(model, name) for name in sums)


def _before_leximin(relaxed: Outcome) -> Outcome:
    """What a flow showed of the objectives ahead of leximin."""
    before = tuple(takewhile(lambda p: p.objective != "leximin", relaxed.proofs))
    return replace(
        relaxed, proofs=before, certificates=relaxed.certificates[: len(before)]
    )


def _by_prices(outcome: Outcome, relaxed: Outcome) -> Outcome:
    """Where the flow's own bound was reached, its prices are the proof."""
    proofs, certificates = list(outcome.proofs), list(outcome.certificates)
    for place, flow_proof in enumerate(relaxed.proofs):
        same = (
            same_values(relaxed, proofs[: place + 1])
            and flow_proof.objective != "leximin"
        )
        if not same or not flow_proof.proved:
            break
        proofs[place] = flow_proof
        certificates[place] = relaxed.certificates[place]
    return replace(outcome, proofs=tuple(proofs), certificates=tuple(certificates))
