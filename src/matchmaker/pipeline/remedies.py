"""What it would take to get a request met: changes made, solved and checked."""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import islice

import numpy as np

from matchmaker.candidates import Candidates, find_candidates
from matchmaker.domain.round import Round
from matchmaker.errors import InfeasibleError, NoPlanError
from matchmaker.optimise.build import build_model
from matchmaker.optimise.outcome import Deadline, SolveParams
from matchmaker.optimise.solve import solve
from matchmaker.pipeline.changes import Change, changed, with_request
from matchmaker.pipeline.matching import match
from matchmaker.pipeline.proposals import pair_proposals, proposals
from matchmaker.pipeline.solved import Solved
from matchmaker.scoring import Scores, score

TRIED = 8
"""So many changes are solved for, besides the search for the least priority."""

EACH = 10.0
"""So long, at most, each changed round is solved for."""


@dataclass(frozen=True, eq=False)
class Tried:
    """
    Changes that together give a request more than it has.

    Attributes:
        changes: What was changed: one thing, or two where one was not enough.
        then: The changed round, solved and checked.
    """

    changes: tuple[Change, ...]
    then: Solved


@dataclass(frozen=True, eq=False)
class Sought:
    """
    What a search came to.

    Attributes:
        found: Each the least of its kind.
        complete: Whether there was time for all that was to be tried.
    """

    found: tuple[Tried, ...]
    complete: bool


def search(
    solved: Solved,
    request: str,
    params: SolveParams | None = None,
    *,
    tried: int,
    limit: float | None = None,
) -> Sought:
    """
    Changes that give a request at least one unit more.

    Single changes, each the least of its kind; where none serves, two at once.

    Args:
        solved: The solved round.
        request: The request's id.
        params: How to search; by default with the seed of the plan, and so long for
            each changed round.
        tried: At most so many changes are solved for, besides priorities, and as
            many pairs of them.
        limit: Seconds for all of it; no end if left out.
    """
    params = params or SolveParams(seed=solved.seed, time_limit=EACH)
    trying = _Trying(solved, request, params, Deadline(limit))
    position = solved.round.request_index[request]
    found: dict[tuple[str | None, ...], Tried] = {}
    changes = (c for c in proposals(solved, position) if not _no_less(c, found))
    for change in islice(changes, tried):
        one = trying.met_by(change)
        if one is not None:
            found[change.subject] = one
    priority = trying.least_priority()
    singles = (*found.values(), *(() if priority is None else (priority,)))
    if singles:
        return Sought(singles, not trying.cut_short)
    several = islice(pair_proposals(solved, position), tried)
    met = tuple(one for one in (trying.met_by(*two) for two in several) if one)
    return Sought(met, not trying.cut_short)


def units_of(solved: Solved, request: str) -> int:
    """How many units the plan gives a request; of buddies, whether somebody has one."""
    if solved.buddies is not None:
        return int(any(request in link.people for link in solved.plan.buddies))
    return len(solved.pairings_of_request.get(request, ()))


def in_time(params: SolveParams, deadline: Deadline) -> SolveParams:
    """The same search, in what is left of the time."""
    known = [s for s in (params.time_limit, deadline.left) if s is not None]
    return replace(params, time_limit=min(known, default=None))


def _no_less(change: Change, found: dict[tuple[str | None, ...], Tried]) -> bool:
    """Whether the same was reached already with no more."""
    known = found.get(change.subject)
    return known is not None and known.changes[0].size <= change.size


class _Trying:
    """Changes held against one request of one solved round."""

    def __init__(
        self, solved: Solved, request: str, params: SolveParams, deadline: Deadline
    ) -> None:
        self._solved, self._request, self._params = solved, request, params
        self._units = units_of(solved, request)
        self._deadline = deadline
        self.cut_short = False

    def met_by(self, *changes: Change) -> Tried | None:
        """The changed round, if the request has more there."""
        whole = changed(self._solved.round, *changes)
        # To be asked otherwise may shut out who comes now; nothing else takes away.
        adds = not any(c.kind == "mode" and c.request is not None for c in changes)
        if not self._could_be_met(whole, adds=adds):
            return None
        then = self._match(whole)
        if then is None or units_of(then, self._request) <= self._units:
            return None
        return Tried(changes, then)

    def _could_be_met(self, whole: Round, *, adds: bool) -> bool:
        """
        Whether more for the request stands in the way of no coverage.

        Sooner known than the best plan: where coverage is sought first, and less of
        it is left if the request must have more, the best plan will not give it.

        Args:
            whole: The changed round.
            adds: Whether the plan as it is would hold there, too.
        """
        first = whole.objectives[0]
        if first.name != "coverage" or first.is_loose or self._deadline.passed:
            return True
        candidates = find_candidates(whole)
        part = candidates.of(whole.request_index[self._request])
        if part.stop - part.start <= self._units:
            return False
        points = score(whole, candidates)
        try:
            with_more = self._coverage(self._with_more(whole), candidates, points)
            if with_more is not None and adds and with_more < _coverage(self._solved):
                return False
            free = self._coverage(whole, candidates, points)
        except InfeasibleError:
            return False
        return with_more is None or free is None or with_more == free

    def _coverage(
        self, whole: Round, candidates: Candidates, points: Scores
    ) -> int | None:
        """The most coverage that there can be; `None` if not known in time."""
        model = build_model(whole, candidates, points)
        # Which of the plans it is does not matter: ties weigh what is held anyway.
        model = replace(model, tie=np.maximum(model.priority[model.request], 1))
        params = in_time(self._params, self._deadline)
        try:
            (proof,) = solve(model, ("coverage",), params).proofs
        except NoPlanError:
            return None
        return proof.value if proof.proved else None

    def _with_more(self, whole: Round) -> Round:
        return with_request(whole, self._request, minimum=self._units + 1)

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
        solved = self._solved
        if "coverage" not in solved.round.objective_names:
            return None
        most = None
        more = self._with_more(solved.round)
        if solved.round.objectives[0].name == "coverage" and not self._deadline.passed:
            try:
                most = self._coverage(more, solved.candidates, solved.scores)
            except InfeasibleError:
                return None
        if most is None:
            then = self._match(more)
            if then is None:
                return None
            most = _coverage(then)
        # Where something else is sought first, insisting may even bring coverage.
        return max(_coverage(solved) - most, 0)

    def _match(self, whole: Round) -> Solved | None:
        if self._deadline.passed:
            self.cut_short = True
            return None
        try:
            return match(whole, in_time(self._params, self._deadline))
        except (InfeasibleError, NoPlanError):
            return None


def _coverage(solved: Solved) -> int:
    return next(p.value or 0 for p in solved.proof if p.objective == "coverage")
