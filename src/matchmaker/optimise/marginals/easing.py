"""How far a bound or a row must give way for a plan to hold."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np

from matchmaker.errors import InfeasibleError, NoPlanError
from matchmaker.optimise.conflict import relaxed_to
from matchmaker.optimise.members import Member, all_members
from matchmaker.optimise.solve import solve
from matchmaker.optimise.sums import Sum

if TYPE_CHECKING:
    from collections.abc import Collection

    from matchmaker.optimise.model import Ints, Model
    from matchmaker.optimise.outcome import SolveParams

REACH = "reach"
"""The name of what is sought: how near a plan comes to a bound."""


def without(model: Model, dropped: Collection[Member]) -> Model:
    """The model as if some members were not there."""
    kept = [member for member in all_members(model) if member not in dropped]
    return relaxed_to(model, kept)


def least_easing(
    model: Model, dropped: Collection[Member], member: Member, params: SolveParams
) -> int | None:
    """
    The bound that a member must have for a plan to hold.

    Args:
        model: A model that no plan obeys.
        dropped: Members without which one does; the one asked about is among them.
        member: A bound or a row.
        params: How to search; cut short, the bound is enough but may not be the least.

    Returns:
        The bound nearest to its own with which a plan holds, while the others stay
        dropped; of a row with two limits, for the one that stands in the way. `None`
        if no plan was found.
    """
    free = without(model, dropped)
    for sign in _signs(member):
        reached = _reach(free, member, model, sign, params)
        if reached is None or _breaks(model, member, sign, reached):
            return reached
    return _bound(model, member)


def eased(model: Model, member: Member, bound: int) -> Model:
    """The model with another bound for a member; of a row, whichever it would break."""
    kind, i = member
    if kind == "row":
        lower, upper = model.row_lower, model.row_upper
        return replace(
            model,
            row_lower=_put(lower, i, min(bound, int(lower[i]))),
            row_upper=_put(upper, i, max(bound, int(upper[i]))),
        )
    if kind == "minimum":
        return replace(model, minimum=_put(model.minimum, i, bound))
    if kind == "demand":
        return replace(model, demand=_put(model.demand, i, bound))
    if kind == "room":
        return replace(model, capacity=_put(model.capacity, i, bound))
    return replace(model, supporter_minimum=_put(model.supporter_minimum, i, bound))


def _signs(member: Member) -> tuple[int, ...]:
    """Whether to reach for much (1) or for little (-1), in the order to try."""
    if member.kind == "row":
        return (-1, 1)
    return (-1,) if member.kind in ("room", "demand") else (1,)


def _reach(
    free: Model, member: Member, model: Model, sign: int, params: SolveParams
) -> int | None:
    """The least (or the most) that a plan without the members adds up to there."""
    column = sign * _amounts(model, member)
    sought = replace(free, sums={REACH: Sum(column, minimise=sign < 0)})
    try:
        return solve(sought, (REACH,), params).proofs[0].value
    except (InfeasibleError, NoPlanError):
        return None


def _amounts(model: Model, member: Member) -> Ints:
    """int64[P], what each pair adds to what a member bounds."""
    kind, i = member
    amounts = np.zeros(model.pairs, np.int64)
    if kind == "row":
        entries = slice(model.row_indptr[i], model.row_indptr[i + 1])
        amounts[model.row_pairs[entries]] = model.row_coefficient[entries]
    elif kind in ("minimum", "demand"):
        amounts[model.request == i] = 1
    else:
        theirs = model.supporter == i
        amounts[theirs] = model.load[theirs]
    return amounts


def _breaks(model: Model, member: Member, sign: int, reached: int) -> bool:
    """Whether even so the member's own bound is out of reach."""
    bound = _bound(model, member, upper=sign < 0)
    return reached > bound if sign < 0 else reached < bound


def _bound(model: Model, member: Member, *, upper: bool = True) -> int:
    kind, i = member
    columns = {
        "minimum": model.minimum,
        "demand": model.demand,
        "room": model.capacity,
        "least": model.supporter_minimum,
        "row": model.row_upper if upper else model.row_lower,
    }
    return int(columns[kind][i])


def _put(column: Ints, place: int, value: int) -> Ints:
    changed = column.copy()
    changed[place] = value
    return changed
