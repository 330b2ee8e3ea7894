"""The best plan that nothing blocks, for models in which that is asked."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np
from ortools.sat.python import cp_model

from matchmaker.errors import InfeasibleError
from matchmaker.optimise.conflict import (
    conflict_of,
    contradiction_of,
    quick_explain,
    relaxed_to,
)
from matchmaker.optimise.formulation import Formulation, solver_until
from matchmaker.optimise.members import all_members, in_words
from matchmaker.optimise.outcome import Deadline
from matchmaker.optimise.stable.narrowing import narrow
from matchmaker.optimise.stable.settled import settle

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from matchmaker.domain.proof import Proof
    from matchmaker.optimise.members import Member
    from matchmaker.optimise.model import Ints, Model
    from matchmaker.optimise.outcome import Outcome
    from matchmaker.optimise.stable.settled import Settled

ASKED = "no request and supporter may rather have each other (stability is required)"
"""How a conflict names the wish for a stable plan."""

ALWAYS_KEPT = ("demand", "room")
"""Kinds of members without which it would mean nothing to be content."""

PATIENCE = 20.0
"""Wall seconds in which to find out which rules leave no stable plan."""


def solve_stable(
    model: Model, search: Callable[[Model], Outcome | None]
) -> Outcome | None:
    """
    Settle what every stable plan has, and search among what remains.

    Args:
        model: A model that asks for a stable plan.
        search: Solves what remains: a model with the settled pairs pinned, and
            without those that no stable plan has. It may claim no more than that a
            plan is stable in there, which is the same as in the whole model.

    Returns:
        The outcome; `None` if no stable plan obeys the rules.
    """
    settled = _settled(model)
    kept = settled.chosen | settled.unsettled
    outcome = search(model.only(kept, settled.chosen))
    if outcome is None:
        return None
    used = np.flatnonzero(kept)[outcome.used]
    if model.wishes is not None and not model.obeys(used):
        # What was left aside is in no stable plan, and yet somebody wants it.
        whole = search(model)
        return None if whole is None else _shown_by_search(whole, whole.used)
    return _shown_by_search(outcome, used)


def _shown_by_search(outcome: Outcome, used: Ints) -> Outcome:
    return replace(
        outcome,
        used=used,
        proofs=tuple(_by_search(proof) for proof in outcome.proofs),
        # Prices of what remains say nothing of pairs that are settled.
        certificates=tuple(None for _ in outcome.certificates),
    )


def _settled(model: Model) -> Settled:
    """What every stable plan has, by points or by the lists of both sides."""
    return settle(model) if model.wishes is None else narrow(model)


def _by_search(proof: Proof) -> Proof:
    by = "solver" if proof.shown_by == "prices" else proof.shown_by
    return proof.model_copy(update={"shown_by": by})


def unstable(model: Model, deadline: Deadline) -> InfeasibleError:
    """
    Say why there is no stable plan.

    Args:
        model: A model that asks for a stable plan and has none.
        deadline: The end of the whole call, which this may stretch a little.

    Returns:
        The error to raise. Where the rules alone leave no plan, it is theirs; else
        it names the fewest of them that leave no stable one, if there was time.
    """
    plain = replace(model, stable=False)
    if contradiction_of(plain, deadline) is not None:
        return conflict_of(plain, deadline)
    members = tuple(m for m in all_members(model) if m.kind not in ALWAYS_KEPT)
    end, minimal = Deadline(PATIENCE), True
    try:
        members = quick_explain(lambda some: _has_none(model, some, end), members)
    except _OutOfTimeError:
        minimal = False
    return InfeasibleError(
        [ASKED, *(in_words(model, member) for member in members)], minimal=minimal
    )


class _OutOfTimeError(Exception):
    """No time is left to ask which rules leave no stable plan."""


def _has_none(model: Model, members: Sequence[Member], end: Deadline) -> bool:
    """Whether there is no stable plan even if only these members bind."""
    if end.passed:
        raise _OutOfTimeError
    kept = [m for m in all_members(model) if m.kind in ALWAYS_KEPT]
    asked = relaxed_to(model, [*members, *kept])
    if asked.wishes is None:
        settled = settle(asked)
        asked = asked.only(settled.chosen | settled.unsettled, settled.chosen)
    status = solver_until(end).solve(Formulation(asked, ()).cp)
    if status == cp_model.UNKNOWN:
        raise _OutOfTimeError
    return bool(status == cp_model.INFEASIBLE)
