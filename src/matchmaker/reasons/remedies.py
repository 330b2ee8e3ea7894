"""What it would take: single changes to the round that get a request met."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from matchmaker.domain.objective import OWN_NAMES
from matchmaker.errors import InputError
from matchmaker.optimise.outcome import SolveParams
from matchmaker.pipeline import Solved
from matchmaker.pipeline.changes import KINDS, Change
from matchmaker.pipeline.remedies import TRIED, Tried, search, units_of

Values = Mapping[str, int | None]
"""By objective, in order; `None` where it has no value."""


@dataclass(frozen=True, slots=True)
class Shift:
    """How many units a request has before a change, and after it."""

    request: str
    before: int
    after: int


@dataclass(frozen=True, slots=True)
class Remedy:
    """
    A single change with which the best plan gives a request more than it has.

    Attributes:
        change: What is changed.
        before: The objectives' values in the plan as it is.
        after: The same in the best plan with the change; coverage counts every
            request with its priority of today.
        gained: The requests with more units than before, the one asked about first.
        lost: The requests with fewer.
        confirmed: Whether both plans are proved best; else they are the best found.
    """

    change: Change
    before: Values
    after: Values
    gained: tuple[Shift, ...]
    lost: tuple[Shift, ...]
    confirmed: bool

    @property
    def units_lost(self) -> int:
        """Units that other requests lose."""
        return sum(shift.before - shift.after for shift in self.lost)


def remedies(
    solved: Solved,
    request: str,
    *,
    tried: int = TRIED,
    params: SolveParams | None = None,
) -> tuple[Remedy, ...]:
    """
    What it would take to get a request met, cheapest first.

    The least change of each kind and person, each solved for: first those without
    loss to other requests, then by what the plan loses, then what is easiest granted.

    Args:
        solved: The solved round.
        request: The request's id.
        tried: At most so many changes are solved for, the likeliest first, besides
            the search for the least priority; with fewer a remedy may be missed.
        params: How to search; by default with the seed of the plan.

    Raises:
        InputError: The round has no such request, or the plan meets it wholly.
    """
    if request not in solved.round.request_index:
        raise InputError(f"The round has no request '{request}'.")
    if units_of(solved, request) >= solved.round.request(request).demand:
        raise InputError(f"The plan gives request '{request}' all it asks for.")
    found = search(solved, request, params, tried=tried)
    return tuple(
        sorted((_remedy(solved, request, one) for one in found), key=_cheapest)
    )


def _remedy(solved: Solved, request: str, tried: Tried) -> Remedy:
    shifts = _shifts(solved, tried.then, request)
    return Remedy(
        change=tried.change,
        before={proof.objective: proof.value for proof in solved.proof},
        after=_values_today(tried),
        gained=tuple(shift for shift in shifts if shift.after > shift.before),
        lost=tuple(shift for shift in shifts if shift.after < shift.before),
        confirmed=solved.proved and tried.then.proved,
    )


def _shifts(now: Solved, then: Solved, request: str) -> list[Shift]:
    """Every request, the one asked about first."""
    ids = [request, *(one.id for one in now.round.requests if one.id != request)]
    return [Shift(one, units_of(now, one), units_of(then, one)) for one in ids]


def _values_today(tried: Tried) -> Values:
    """The values then, less what only the raised priority adds to coverage."""
    values = {proof.objective: proof.value for proof in tried.then.proof}
    if tried.change.kind == "priority":
        units = units_of(tried.then, tried.change.request or "")
        values["coverage"] = (values["coverage"] or 0) - tried.change.size * units
    return values


def _cheapest(remedy: Remedy) -> tuple[object, ...]:
    losses = tuple(
        _lost(name, value or 0, remedy.after[name] or 0)
        for name, value in remedy.before.items()
    )
    change = remedy.change
    named = tuple(part or "" for part in change.subject)
    return remedy.units_lost, losses, KINDS.index(change.kind), change.size, named


def _lost(objective: str, now: int, then: int) -> int:
    less_is_better = OWN_NAMES.get(objective) == "minimise"
    return then - now if less_is_better else now - then
