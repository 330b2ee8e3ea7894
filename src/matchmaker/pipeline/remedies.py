"""What it would take to get a request met: changes made, solved and checked."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import islice

from matchmaker.domain.round import Round
from matchmaker.errors import InfeasibleError, NoPlanError
from matchmaker.optimise.outcome import SolveParams
from matchmaker.pipeline.changes import Change, changed, with_request
from matchmaker.pipeline.matching import match
from matchmaker.pipeline.proposals import proposals
from matchmaker.pipeline.solved import Solved

TRIED = 8
"""So many changes are solved for, besides the search for the least priority."""


@dataclass(frozen=True, eq=False)
class Tried:
    """
    A change that gives a request more than it has.

    Attributes:
        change: What was changed.
        then: The changed round, solved and checked.
    """

    change: Change
    then: Solved


def search(
    solved: Solved, request: str, params: SolveParams | None = None, *, tried: int
) -> tuple[Tried, ...]:
    """
    Changes that give a request at least one unit more, each the least of its kind.

    Args:
        solved: The solved round.
        request: The request's id.
        params: How to search; by default with the seed of the plan.
        tried: At most so many changes are solved for, besides priorities.
    """
    trying = _Trying(solved, request, params or SolveParams(seed=solved.seed))
    position = solved.round.request_index[request]
    found: dict[tuple[str | None, ...], Tried] = {}
    changes = (c for c in proposals(solved, position) if not _no_less(c, found))
    for change in islice(changes, tried):
        one = trying.met_by(change)
        if one is not None:
            found[change.subject] = one
    priority = trying.least_priority()
    return (*found.values(), *(() if priority is None else (priority,)))


def units_of(solved: Solved, request: str) -> int:
    """How many units the plan gives a request."""
    return len(solved.pairings_of_request.get(request, ()))


def _no_less(change: Change, found: dict[tuple[str | None, ...], Tried]) -> bool:
    """Whether the same was reached already with no more."""
    known = found.get(change.subject)
    return known is not None and known.change.size <= change.size


class _Trying:
    """Changes held against one request of one solved round."""

    def __init__(self, solved: Solved, request: str, params: SolveParams) -> None:
        self._solved, self._request, self._params = solved, request, params
        self._units = units_of(solved, request)

    def met_by(self, change: Change) -> Tried | None:
        """The changed round, if the request has more there."""
        then = self._match(changed(self._solved.round, change))
        if then is None or units_of(then, self._request) <= self._units:
            return None
        return Tried(change, then)

    def least_priority(self) -> Tried | None:
        """The least priority that is enough; `None` if none is."""
        most = self._lost_by_insisting()
        if most is None:
            return None
        whole = self._solved.round
        asked = whole.request(self._request)
        missing = asked.demand - self._units
        # Every unit more makes up for one rise of the priority: with all that are
        # missing it takes a share of the loss, with one of them all of it.
        low, high = max(1, -(-most // missing)), most + 1
        best = self._raised(high)
        while best is not None and low < high:
            middle = (low + high) // 2
            one = self._raised(middle)
            if one is None:
                low = middle + 1
            else:
                best, high = one, middle
        return best

    def _raised(self, by: int) -> Tried | None:
        whole = self._solved.round
        now = whole.priority_of(whole.request(self._request))
        return self.met_by(
            Change("priority", request=self._request, before=now, after=now + by)
        )

    def _lost_by_insisting(self) -> int | None:
        """How much coverage goes if the request gets one unit more, whatever else."""
        if "coverage" not in self._solved.round.objective_names:
            return None
        then = self._match(
            with_request(self._solved.round, self._request, minimum=self._units + 1)
        )
        if then is None:
            return None
        lost = _coverage(self._solved) - _coverage(then)
        # Where something else is sought first, insisting may even bring coverage.
        return max(lost, 0)

    def _match(self, whole: Round) -> Solved | None:
        try:
            return match(whole, self._params)
        except (InfeasibleError, NoPlanError):
            return None


def _coverage(solved: Solved) -> int:
    return next(p.value or 0 for p in solved.proof if p.objective == "coverage")
