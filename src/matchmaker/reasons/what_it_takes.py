"""What it would take: changes to the round that get a request met."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import partial

from matchmaker.domain.proof import Proof
from matchmaker.errors import InputError
from matchmaker.optimise.outcome import SolveParams
from matchmaker.pipeline import Solved
from matchmaker.pipeline.buddy_remedies import search_buddies
from matchmaker.pipeline.changes import KINDS, Change
from matchmaker.pipeline.remedies import TRIED, Tried, search, units_of
from matchmaker.reasons.unknown import no_request

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
    A change with which the best plan gives a request more than it has.

    Attributes:
        changes: What is changed: one thing, or two where no single change serves.
        before: The objectives' values in the plan as it is.
        after: The same in the best plan with the change; coverage counts every
            request with its priority of today.
        gained: The requests with more units than before, the one asked about first.
        lost: The requests with fewer. Of buddies, those who have none any more.
        confirmed: Whether both plans are proved best; else they are the best found.
    """

    changes: tuple[Change, ...]
    before: Values
    after: Values
    gained: tuple[Shift, ...]
    lost: tuple[Shift, ...]
    confirmed: bool

    @property
    def units_lost(self) -> int:
        """Units that other requests lose."""
        return sum(shift.before - shift.after for shift in self.lost)


@dataclass(frozen=True, slots=True)
class Remedies:
    """
    What would get a request met.

    Attributes:
        request: The request's id.
        found: The cheapest first.
        complete: Whether there was time for all that was to be tried.
    """

    request: str
    found: tuple[Remedy, ...]
    complete: bool


def remedies(
    solved: Solved,
    request: str,
    *,
    tried: int = TRIED,
    params: SolveParams | None = None,
    limit: float | None = None,
) -> Remedies:
    """
    What it would take to get a request met, cheapest first.

    The least change of each kind and person, each solved for: first those without
    loss to other requests, then by what the plan loses, then what is easiest granted.
    Where no single change serves, two at once.

    Args:
        solved: The solved round.
        request: The request's id.
        tried: At most so many changes are solved for, the likeliest first, besides
            the search for the least priority; with fewer a remedy may be missed.
        params: How to search; by default with the seed of the plan, and ten seconds
            for each changed round.
        limit: Seconds for all of it; no end if left out.

    Raises:
        InputError: The round has no such request, or the plan meets it wholly.
    """
    if request not in solved.round.request_index:
        raise no_request(solved.round, request)
    if units_of(solved, request) >= solved.round.request(request).demand:
        raise InputError(_has_all(solved, request))
    seek = search if solved.buddies is None else search_buddies
    sought = seek(solved, request, params, tried=tried, limit=limit)
    found = (_remedy(solved, request, one) for one in sought.found)
    cheapest = partial(_cheapest, solved.proof)
    return Remedies(request, tuple(sorted(found, key=cheapest)), sought.complete)


def _has_all(solved: Solved, request: str) -> str:
    if solved.buddies is not None:
        return f"{request} has a buddy in the plan."
    return f"The plan gives request '{request}' all it asks for."


def _remedy(solved: Solved, request: str, tried: Tried) -> Remedy:
    shifts = _shifts(solved, tried.then, request)
    return Remedy(
        changes=tried.changes,
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
    for change in tried.changes:
        if change.kind == "priority":
            units = units_of(tried.then, change.request or "")
            values["coverage"] = (values["coverage"] or 0) - change.size * units
    return values


def _cheapest(proofs: Sequence[Proof], remedy: Remedy) -> tuple[object, ...]:
    losses = tuple(_lost(proof, remedy.after[proof.objective] or 0) for proof in proofs)
    granted = tuple(
        (KINDS.index(c.kind), c.size, *(part or "" for part in c.subject))
        for c in remedy.changes
    )
    return remedy.units_lost, losses, granted


def _lost(proof: Proof, then: int) -> int:
    now = proof.value or 0
    return then - now if proof.sense == "minimise" else now - then
