"""The engine for rules over classes: sums first, then worst-off, balance and ties."""

from __future__ import annotations

from itertools import takewhile
from typing import TYPE_CHECKING

import numpy as np

from matchmaker.optimise.counts.classes import classes_of
from matchmaker.optimise.counts.settle import settle
from matchmaker.optimise.counts.sums import (
    Best,
    StillOpenError,
    Sums,
    ceiling,
    together,
)
from matchmaker.optimise.counts.threshold import WORST, with_worst_off
from matchmaker.optimise.gave_up import GaveUpError
from matchmaker.optimise.objectives import (
    has_bonus,
    is_sum,
    multipliers,
    not_shown,
    proof_of,
    sum_of,
    total_of,
    value_behind,
    value_of,
)
from matchmaker.optimise.outcome import Deadline, Outcome, ignore

if TYPE_CHECKING:
    from matchmaker.domain.proof import Proof
    from matchmaker.optimise.counts.classes import Classes
    from matchmaker.optimise.model import Ints, Model
    from matchmaker.optimise.outcome import Listener, SolveParams

MOST_ROWS = 1_000
"""With more rows than that classes are too many to be counted one by one."""


def counts_apply(model: Model, objectives: tuple[str, ...]) -> bool:
    """
    Whether all coupling rows speak of classes, and the objectives of single pairs.

    Objectives that add up come first, with at most worst-off among them, but not in
    front; then balance and more that add up may follow.
    """
    head, tail = _head_and_tail(objectives)
    sums = [name for name in (*head, *tail) if is_sum(name)]
    if (
        not 0 < model.rows <= MOST_ROWS
        or not model.unit_steps
        or model.has_conditional_minimum
        or not is_sum(objectives[0])
        or any(has_bonus(model, name) for name in sums)
        or any(name not in (*sums, WORST) for name in head)
        or any(name not in (*sums, "balance") for name in tail)
        or (WORST in head and bool(np.any(model.most_given > 1)))
    ):
        return False
    classes = classes_of(model)
    if classes is None or not classes.complete:
        return False
    return "balance" not in tail or classes.side == "request"


def _head_and_tail(
    objectives: tuple[str, ...],
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """What the search over counts settles, and what flows settle after it."""
    head = tuple(takewhile(lambda name: name != "balance", objectives))
    return head, objectives[len(head) :]


def solve_counts(
    model: Model,
    objectives: tuple[str, ...],
    params: SolveParams,
    deadline: Deadline,
    relaxed: Outcome | None,
    *,
    listen: Listener = ignore,
) -> Outcome | None:
    """
    Solve a model for which `counts_apply`.

    Args:
        model: A model whose coupling rows speak of classes.
        objectives: In order.
        params: Seed for CP-SAT.
        deadline: When to stop.
        relaxed: What the flow engine found with the coupling rows left aside.
        listen: Told of the first objective after every island.

    Returns:
        The outcome; `None` if no plan obeys the rules. All is proved but what comes
        after the sums where very many counts are equally good, and, if time ran out,
        the first sum that still has a gap and all after it.

    Raises:
        GaveUpError: If there was no time for a plan with a bound, or for worst-off, or
            the numbers are too large; with the best plan found.
    """
    classes = classes_of(model)
    if classes is None:
        raise GaveUpError
    head, tail = _head_and_tail(objectives)
    sums = Sums(model, classes, params, deadline, listen)
    start = _counts(model, classes, relaxed)
    if WORST in head:
        best = with_worst_off(sums, head, start)
    else:
        try:
            best = sums.best(model, head, start)
        except StillOpenError as error:
            if error.plan is None or not deadline.passed:
                raise
            return _unfinished(model, objectives, head, error.plan, error.bound)
    return None if best is None else _outcome(model, best, (head, tail), deadline)


def _unfinished(
    model: Model,
    objectives: tuple[str, ...],
    sums: tuple[str, ...],
    used: Ints,
    bound: int,
) -> Outcome:
    """The best plan met, and how far from the best it may be."""
    proofs: list[Proof] = []
    for place, (name, factor) in enumerate(
        zip(sums, multipliers(model, sums), strict=True)
    ):
        score, limit = (
            total_of(model, name, used),
            ceiling(model, sums, bound, place),
        )
        most = value_behind(model, name, limit)
        proofs.append(proof_of(name, value_of(model, name, used), most, "solver"))
        if score < limit:
            break
        bound -= factor * score
    proofs += not_shown(model, objectives[len(proofs) :], used)
    return _told(used, proofs, certain=False)


def _counts(model: Model, classes: Classes, relaxed: Outcome | None) -> Ints | None:
    """int64[C], the counts of a plan that leaves the rows aside."""
    if relaxed is None:
        return None
    party = model.request if classes.side == "request" else model.supporter
    kinds = classes.of_party[party[relaxed.used]]
    return np.bincount(kinds[kinds >= 0], minlength=len(classes))


def _outcome(
    whole: Model,
    best: Best,
    order: tuple[tuple[str, ...], tuple[str, ...]],
    deadline: Deadline,
) -> Outcome:
    """Settle what is left, and put the proofs in order."""
    model, (head, tail) = best.model, order
    stages = [
        *(sum_of(model, name).pairs if is_sum(name) else None for name in tail),
        model.tie,
    ]
    try:
        settled = [
            settle(search, met, stages, deadline) for search, met in best.islands
        ]
    except GaveUpError:
        inside, certain = best.used, False
    else:
        inside = together(best.forced, [one.used for one, _ in settled])
        certain = all(complete for _, complete in settled)
    used = best.inside[inside]
    proofs = [_proof(whole, name, used, best.worst) for name in head]
    if certain:
        proofs += [_proof(whole, name, used, None) for name in tail]
    else:
        proofs += not_shown(whole, tail, used)
    return _told(used, proofs, certain=certain)


def _told(used: Ints, proofs: list[Proof], *, certain: bool) -> Outcome:
    return Outcome(
        used=used,
        proofs=tuple(proofs),
        engine="counts",
        certificates=tuple(None for _ in proofs),
        canonical=certain,
    )


def _proof(model: Model, name: str, used: Ints, worst: int | None) -> Proof:
    """Nothing is better than what the plan reaches."""
    value = worst if name == WORST else value_of(model, name, used)
    return proof_of(name, value, value, "solver")
