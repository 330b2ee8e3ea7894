"""Objectives held within a tolerance, so that later ones have more to choose from."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np

from matchmaker.errors import NoPlanError
from matchmaker.optimise.gave_up import GaveUpError
from matchmaker.optimise.level import at_least, may_stay_below
from matchmaker.optimise.objectives import (
    LEVEL,
    is_sum,
    levels_of,
    not_shown,
    score_of,
    sum_of,
    value_of,
)

if TYPE_CHECKING:
    from matchmaker.domain.certificate import Certificate
    from matchmaker.domain.objective import Objective
    from matchmaker.domain.proof import Proof
    from matchmaker.optimise.model import Ints, Model
    from matchmaker.optimise.outcome import Outcome
    from matchmaker.optimise.sums import Sum

Once = Callable[["Model", tuple[str, ...]], "Outcome | None"]
"""Solves a model for some objectives, each held exactly for the next."""


@dataclass(eq=False)
class _Stage:
    """
    The plans still allowed, and what was shown on the way to them.

    Attributes:
        model: Of these plans, but for what is sought again.
        inside: int64[Q], its pairs in the numbers of the whole.
        shown: A line for each objective so far.
        again: Objectives that no row can hold: sought once more ahead of what comes
            next, they end where they were.
    """

    model: Model
    inside: Ints
    shown: list[tuple[Proof, Certificate | None]]
    again: tuple[str, ...] = ()


def solve_loosely(
    model: Model,
    objectives: tuple[str, ...],
    loose: Mapping[str, Objective],
    once: Once,
) -> Outcome | None:
    """
    Solve up to each loose objective, hold what it asks for, and go on.

    Args:
        model: Any model.
        objectives: In order.
        loose: Those of them that later ones may take something from.
        once: Solves for objectives that are held exactly.

    Returns:
        The outcome; `None` if no plan obeys the rules.
    """
    stage = _Stage(model, np.arange(model.pairs), [])
    todo, last = objectives, None
    while True:
        block, held = _up_to_loose(todo, loose), len(stage.again)
        try:
            outcome = once(stage.model, (*stage.again, *block))
        except NoPlanError:
            if last is None:
                raise
            outcome = replace(last, canonical=False)
            break
        if outcome is None:
            return None
        if last is not None and not all(p.proved for p in outcome.proofs[:held]):
            # Perhaps what was sought again is not what it was: the plan before is.
            outcome = replace(last, canonical=False)
            break
        lines = zip(outcome.proofs[held:], outcome.certificates[held:], strict=True)
        # Who reads a certificate knows the whole round, not what was held loosely.
        first = not stage.shown
        stage.shown += [line if first else _by_solver(line[0]) for line in lines]
        used, last = stage.inside[outcome.used], outcome
        todo = todo[len(block) :]
        proved = all(proof.proved for proof in outcome.proofs)
        if not (todo and proved):
            break
        try:
            for name in block:
                _hold(stage, name, np.searchsorted(stage.inside, used), loose)
        except GaveUpError:
            outcome = replace(last, canonical=False)
            break
    proofs = [_as_it_ended(model, proof, used, loose) for proof, _ in stage.shown]
    return replace(
        outcome,
        used=used,
        proofs=(*proofs, *not_shown(model, todo, used)),
        certificates=(*(c for _, c in stage.shown), *(None for _ in todo)),
    )


def _up_to_loose(
    objectives: tuple[str, ...], loose: Mapping[str, Objective]
) -> tuple[str, ...]:
    places = [place for place, name in enumerate(objectives) if name in loose]
    return objectives[: places[0] + 1] if places else objectives


def _by_solver(proof: Proof) -> tuple[Proof, None]:
    by = "solver" if proof.shown_by == "prices" else proof.shown_by
    return proof.model_copy(update={"shown_by": by}), None


def _hold(stage: _Stage, name: str, used: Ints, loose: Mapping[str, Objective]) -> None:
    """
    Leave only plans that keep an objective, but for what it may lose.

    Raises:
        GaveUpError: If that takes too many rows.
    """
    model = stage.model
    if is_sum(name):
        least = score_of(model, name, _least_of(model, name, used, loose))
        floors = (*model.floors, (sum_of(model, name), least))
        stage.model = replace(model, floors=floors)
    elif name == "leximin" and np.all(model.most_given <= 1):
        stage.model = replace(model, floors=(*model.floors, *_floors(model, used)))
    elif name != "worst-off":
        stage.again = (*stage.again, name)
    else:
        worst = value_of(model, name, used)
        if worst is None:
            nobody = np.zeros(model.pairs, bool)
            stage.model, left = model.only(nobody, nobody), np.zeros(0, np.int64)
        else:
            level = worst - _allowance(name, worst, loose)
            stage.model, left = at_least(model, level, may_stay_below(model, level))
        stage.inside = stage.inside[left]


def _least_of(
    model: Model, name: str, used: Ints, loose: Mapping[str, Objective]
) -> int:
    """The worst value that an objective may end at, as users know it."""
    best = int(value_of(model, name, used) or 0)
    allowance = _allowance(name, best, loose)
    return best + allowance if sum_of(model, name).minimise else best - allowance


def _allowance(name: str, value: int, loose: Mapping[str, Objective]) -> int:
    return loose[name].allowance(value) if name in loose else 0


def _floors(model: Model, used: Ints) -> list[tuple[Sum, int]]:
    """No more requests in any band of points than the plan has."""
    counts = levels_of(model, "leximin", used)
    edges = np.unique(model.levels).tolist()
    return [(sum_of(model, f"{LEVEL}{edge}"), -counts[edge]) for edge in edges]


def _as_it_ended(
    model: Model, proof: Proof, used: Ints, loose: Mapping[str, Objective]
) -> Proof:
    """A proof with the value of the last plan, and what it may have lost."""
    changes: dict[str, object] = {"value": value_of(model, proof.objective, used)}
    if proof.objective in loose and proof.bound is not None and proof.proved:
        changes["tolerance"] = loose[proof.objective].allowance(proof.bound)
    return proof.model_copy(update=changes)
