"""What it would take for somebody to have a buddy: changes made, solved and checked."""

from __future__ import annotations

from itertools import islice

from matchmaker.errors import InfeasibleError, NoPlanError
from matchmaker.optimise.outcome import Deadline, SolveParams
from matchmaker.pipeline.buddy_openings import Needed, openings
from matchmaker.pipeline.changes import changed
from matchmaker.pipeline.matching import match
from matchmaker.pipeline.remedies import EACH, Sought, Tried, in_time, units_of
from matchmaker.pipeline.solved import Solved


def search_buddies(
    solved: Solved,
    person: str,
    params: SolveParams | None = None,
    *,
    tried: int,
    limit: float | None = None,
) -> Sought:
    """
    Changes with which the best plan gives somebody a buddy.

    Args:
        solved: The solved round.
        person: The id of somebody without one.
        params: How to search; by default with the seed of the plan, and so long for
            each changed round.
        tried: At most so many changes are solved for, and as many pairs of them where
            no single one serves.
        limit: Seconds for all of it; no end if left out.
    """
    params = params or SolveParams(seed=solved.seed, time_limit=EACH)
    trying = _Trying(solved, person, params, Deadline(limit))
    proposed = openings(solved, solved.round.request_index[person])
    for number in (1, 2):
        those = [needed for needed in proposed if len(needed) == number]
        found = trying.serving(those, tried)
        if found or trying.cut_short:
            return Sought(found, not trying.cut_short)
    return Sought((), complete=True)


class _Trying:
    """
    Changes held against one person without a buddy.

    Attributes:
        cut_short: Whether there was no time for all that was to be tried.
    """

    def __init__(
        self, solved: Solved, person: str, params: SolveParams, deadline: Deadline
    ) -> None:
        self._solved, self._person, self._params = solved, person, params
        self._deadline = deadline
        self.cut_short = False

    def serving(self, proposed: list[Needed], tried: int) -> tuple[Tried, ...]:
        """The first of each subject that serves, of so many that are tried."""
        found: dict[tuple[object, ...], Tried] = {}
        fresh = (needed for needed in proposed if _subject(needed) not in found)
        for needed in islice(fresh, tried):
            if self._deadline.passed:
                self.cut_short = True
                break
            then = self._matched(needed)
            if then is not None and units_of(then, self._person):
                found[_subject(needed)] = Tried(needed, then)
        return tuple(found.values())

    def _matched(self, needed: Needed) -> Solved | None:
        whole = changed(self._solved.round, *needed)
        try:
            return match(whole, in_time(self._params, self._deadline))
        except (InfeasibleError, NoPlanError):
            return None


def _subject(needed: Needed) -> tuple[object, ...]:
    return tuple(change.subject for change in needed)
