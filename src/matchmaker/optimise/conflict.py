"""Why no plan can hold: a minimal set of bounds, pins and rows, in words."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np
from ortools.sat.python import cp_model

from matchmaker.errors import InfeasibleError
from matchmaker.optimise.circulation import circulation_of
from matchmaker.optimise.formulation import Formulation, solver_until
from matchmaker.optimise.members import KINDS, Member, all_members, in_words
from matchmaker.optimise.outcome import Deadline

if TYPE_CHECKING:
    from matchmaker.optimise.members import Kind
    from matchmaker.optimise.model import Ints, Model

SHORTEST, LONGEST = 2.0, 60.0
"""Seconds: a conflict is worth some time even where the limit has passed, but
not any amount of it."""

Oracle = Callable[[Sequence[Member]], bool]
"""Whether these members, with all the others dropped, contradict each other."""


class _OutOfTimeError(Exception):
    """No time is left to ask whether a set of members can hold."""


def conflict_of(model: Model, deadline: Deadline) -> InfeasibleError:
    """
    Find members that cannot hold together, and of which none can be spared.

    Where bounds and pins alone contradict each other, the min cut of a flow names
    a few to begin with, and flows answer; otherwise all members are candidates
    and CP-SAT answers.

    Args:
        model: A model that no plan obeys.
        deadline: The end of the whole call, which this may stretch a little.

    Returns:
        The error to raise, with the conflict in the users' own ids; not marked
        minimal if time ran out.
    """
    left = LONGEST if deadline.left is None else deadline.left
    end = Deadline(min(max(left, SHORTEST), LONGEST))
    candidates, oracle = _candidates(model, end)
    try:
        needed = quick_explain(oracle, candidates)
        minimal = True
    except _OutOfTimeError:
        needed, minimal = candidates, False
    words = [in_words(model, member) for member in sorted(needed, key=_place)]
    return InfeasibleError(words, minimal=minimal)


def quick_explain(
    contradict: Oracle,
    candidates: tuple[Member, ...],
    kept: tuple[Member, ...] = (),
    added: bool = False,
) -> tuple[Member, ...]:
    """
    Find candidates that contradict each other and of which none can be spared.

    QuickXplain (Junker 2004): split, and look for each half's share in turn.

    Args:
        contradict: Asked about sets of members.
        candidates: Members that contradict each other, given `kept`.
        kept: Members that stay.
        added: Whether `kept` has grown since the last question.
    """
    if added and contradict(kept):
        return ()
    if len(candidates) <= 1:
        return candidates
    half = len(candidates) // 2
    left, right = candidates[:half], candidates[half:]
    of_right = quick_explain(contradict, right, kept + left, added=True)
    of_left = quick_explain(contradict, left, kept + of_right, added=bool(of_right))
    return of_left + of_right


def _candidates(model: Model, end: Deadline) -> tuple[tuple[Member, ...], Oracle]:
    """Members to start from, and who answers questions about them."""
    if model.unit_steps:
        circulation = circulation_of(model)
        cut = tuple(circulation.conflict())
        if cut:
            near = circulation.around(cut)
            return cut, lambda members: bool(_timed(end) and near.conflict(members))
    return all_members(model), lambda members: _contradict(model, members, end)


def _timed(end: Deadline) -> bool:
    if end.passed:
        raise _OutOfTimeError
    return True


def _contradict(model: Model, members: Sequence[Member], end: Deadline) -> bool:
    """Ask CP-SAT."""
    _timed(end)
    solver = solver_until(end)
    status = solver.solve(Formulation(relaxed_to(model, members), ()).cp)
    if status == cp_model.UNKNOWN:
        raise _OutOfTimeError
    return bool(status == cp_model.INFEASIBLE)


def relaxed_to(model: Model, members: Sequence[Member]) -> Model:
    """The model with only these members; of the others nothing is asked."""
    of: dict[Kind, Ints] = {
        kind: np.array([m.number for m in members if m.kind == kind], np.int64)
        for kind in KINDS
    }
    pinned = np.zeros(model.pairs, bool)
    pinned[of["pin"]] = True
    everything = model.load_of(np.arange(model.pairs))
    nothing = np.zeros_like(everything)
    return replace(
        _with_rows(model, of["row"]),
        pinned=pinned,
        minimum=_only(of["minimum"], model.minimum, np.zeros_like(model.minimum)),
        demand=_only(of["demand"], model.demand, np.diff(model.indptr)),
        capacity=_only(of["room"], model.capacity, everything),
        supporter_minimum=_only(of["least"], model.supporter_minimum, nothing),
    )


def _only(places: Ints, kept: Ints, otherwise: Ints) -> Ints:
    column = otherwise.copy()
    column[places] = kept[places]
    return column


def _with_rows(model: Model, rows: Ints) -> Model:
    inside = np.isin(model.row_of_entry, rows)
    rows = np.sort(rows)
    lengths = np.diff(model.row_indptr)[rows]
    return replace(
        model,
        row_indptr=np.concatenate([[0], np.cumsum(lengths)]).astype(np.int64),
        row_pairs=model.row_pairs[inside],
        row_coefficient=model.row_coefficient[inside],
        row_lower=model.row_lower[rows],
        row_upper=model.row_upper[rows],
        row_names=tuple(model.row_names[row] for row in rows.tolist()),
    )


def _place(member: Member) -> tuple[int, int]:
    return KINDS.index(member.kind), member.number
