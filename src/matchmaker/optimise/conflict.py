"""Why no plan can hold: a minimal set of bounds, pins and rows, in words."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np
from ortools.sat.python import cp_model

from matchmaker.errors import InfeasibleError, NoPlanError
from matchmaker.optimise.formulation import Formulation, solver_until
from matchmaker.optimise.greedy import greedy_plan
from matchmaker.optimise.members import KINDS, Member, all_members, in_words
from matchmaker.optimise.outcome import Deadline
from matchmaker.optimise.suspects import by_flow, neighbourhoods, row_alone, spoken_of

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


@dataclass(frozen=True)
class Contradiction:
    """
    Members of a model that cannot hold together.

    Attributes:
        members: In the order in which they are told.
        minimal: Whether each was checked to be needed: without it the rest can hold.
    """

    members: tuple[Member, ...]
    minimal: bool


def conflict_of(model: Model, deadline: Deadline) -> InfeasibleError:
    """
    Find members that cannot hold together, and of which none can be spared.

    Args:
        model: A model that no plan obeys.
        deadline: The end of the whole call, which this may stretch a little.

    Returns:
        The error to raise, with the conflict in the users' own ids; not marked
        minimal if time ran out.
    """
    left = LONGEST if deadline.left is None else deadline.left
    found = _contradiction(model, Deadline(min(max(left, SHORTEST), LONGEST)))
    words = [in_words(model, member) for member in found.members]
    return InfeasibleError(words, minimal=found.minimal)


def contradiction_of(model: Model, deadline: Deadline) -> Contradiction | None:
    """
    Find what keeps a model from having any plan; `None` if it has one.

    Raises:
        NoPlanError: Time ran out before either was known.
    """
    shown = row_alone(model) or by_flow(model)
    if not shown and _holds(model, deadline):
        return None
    return _contradiction(model, deadline)


def _holds(model: Model, deadline: Deadline) -> bool:
    """Whether there is a plan: the first that comes to hand, or else by CP-SAT."""
    if greedy_plan(model) is not None:
        return True
    try:
        return not _contradict(model, all_members(model), deadline)
    except _OutOfTimeError:
        raise NoPlanError("Time ran out before it was known what holds.") from None


def _contradiction(model: Model, end: Deadline) -> Contradiction:
    """
    Members of a model without a plan, none of which can be spared.

    Where flows show a contradiction they answer first; CP-SAT has the last word where
    loads are not what flows took them for, and the only one elsewhere. Out of time,
    the members are the fewest that were known to contradict each other.
    """
    alone = row_alone(model)
    if alone:
        return Contradiction(alone, minimal=True)
    found, minimal = all_members(model), False
    known = by_flow(model)
    try:
        found, oracle = known or _neighbourhood(model, end)
        found = quick_explain(_in_time(oracle, end), found)
        if known is not None and not model.unit_steps:
            oracle = _by_cp_sat(model, found, end)
            found = quick_explain(oracle, found)
        minimal = all(_can_be_met(oracle, found, spared) for spared in found)
    except _OutOfTimeError:
        pass
    return Contradiction(tuple(sorted(found, key=_place)), minimal)


def _neighbourhood(model: Model, end: Deadline) -> tuple[tuple[Member, ...], Oracle]:
    """The first few members round what must be that cannot hold, and who knows it."""
    for members in neighbourhoods(model):
        oracle = _by_cp_sat(model, members, end)
        if oracle(members):
            return members, oracle
    everybody = all_members(model)
    return everybody, _by_cp_sat(model, everybody, end)


def _in_time(oracle: Oracle, end: Deadline) -> Oracle:
    return lambda members: _timed(end) and oracle(members)


def _can_be_met(oracle: Oracle, members: tuple[Member, ...], spared: Member) -> bool:
    """Whether all members but one can hold, asked once more for each."""
    return not oracle([member for member in members if member != spared])


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


def _timed(end: Deadline) -> bool:
    if end.passed:
        raise _OutOfTimeError
    return True


def _by_cp_sat(model: Model, all_asked: Sequence[Member], end: Deadline) -> Oracle:
    """CP-SAT, to be asked of some members; other pairs than theirs are left out."""
    if model.floors:
        return lambda members: _contradict(model, members, end)
    keep = spoken_of(model, all_asked)
    near, place = model.only(keep, model.pinned), np.cumsum(keep) - 1

    def contradict(members: Sequence[Member]) -> bool:
        return _contradict(near, [_moved(member, place) for member in members], end)

    return contradict


def _moved(member: Member, place: Ints) -> Member:
    """The member where pairs have other numbers."""
    if member.kind != "pin":
        return member
    return member._replace(number=int(place[member.number]))


def _contradict(model: Model, members: Sequence[Member], end: Deadline) -> bool:
    """Ask CP-SAT, of the pairs that the members speak of: all others are free."""
    _timed(end)
    if not members:
        return False
    asked = relaxed_to(model, members)
    if not model.floors:
        keep = spoken_of(model, members)
        asked = asked.only(keep, asked.pinned)
    solver = solver_until(end)
    status = solver.solve(Formulation(asked, ()).cp)
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
