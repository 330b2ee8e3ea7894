"""What a plan must keep, one by one: the members that conflicts are made of."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, NamedTuple

import numpy as np

from matchmaker.domain.load_words import load_words

if TYPE_CHECKING:
    from matchmaker.optimise.model import Ints, Model

Kind = Literal["minimum", "demand", "room", "least", "pin", "row"]
"""A request's minimum and demand, a supporter's capacity and minimum, a pinned
pair, a coupling row."""
KINDS: tuple[Kind, ...] = ("pin", "row", "least", "minimum", "demand", "room")


class Member(NamedTuple):
    """One bound, pin or row; `number` is that of its party, pair or row."""

    kind: Kind
    number: int


def all_members(model: Model) -> tuple[Member, ...]:
    """Every member that could take part in a conflict, decisions first."""
    everything = model.load_of(np.arange(model.pairs))
    present: dict[Kind, Ints] = {
        "pin": np.flatnonzero(model.pinned),
        "row": np.arange(model.rows),
        "least": np.flatnonzero(model.supporter_minimum),
        "minimum": np.flatnonzero(model.minimum),
        "demand": np.flatnonzero(model.demand < np.diff(model.indptr)),
        "room": np.flatnonzero(everything > model.capacity),
    }
    return tuple(
        Member(kind, index) for kind in KINDS for index in present[kind].tolist()
    )


def in_words(model: Model, member: Member) -> str:
    """A member as its owners would say it."""
    kind, i = member
    if kind == "pin":
        request = model.request_names[model.request[i]]
        return f"{request} is pinned to {model.supporter_names[model.supporter[i]]}"
    if kind == "row":
        return model.row_names[i]
    if kind == "minimum":
        return _minimum_in_words(model, i)
    if kind == "demand":
        return f"{model.request_names[i]} wants at most {model.demand[i]}"
    if kind == "room":
        room = load_words(int(model.capacity[i]), model.unit)
        return f"{model.supporter_names[i]} has room for {room}"
    return _least_in_words(model, i)


def _least_in_words(model: Model, supporter: int) -> str:
    """A supporter's minimum, and in which steps they could reach it."""
    amount, step = (
        int(column[supporter]) for column in (model.supporter_minimum, model.load_step)
    )
    steps = f", in steps of {load_words(step, model.unit)}" if amount % step else ""
    if_used = ", if used" if model.minimum_if_used else ""
    least = load_words(amount, model.unit)
    name = model.supporter_names[supporter]
    return f"{name} must carry at least {least}{steps}{if_used}"


def _minimum_in_words(model: Model, request: int) -> str:
    """A request's minimum, and how few could come where they are too few."""
    least = model.minimum[request]
    could_come = model.indptr[request + 1] - model.indptr[request]
    said = f"{model.request_names[request]} must get at least {least}"
    if could_come >= least:
        return said
    return f"{said}, but only {could_come} could come"
