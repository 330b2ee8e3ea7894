"""What would let a plan hold again: the smallest sets of changes, solved for."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from matchmaker.domain.round import Round
from matchmaker.errors import InfeasibleError, InputError, NoPlanError
from matchmaker.optimise.outcome import Deadline, SolveParams
from matchmaker.pipeline.changes import Change, changed
from matchmaker.pipeline.conflicts import Conflict, Contested, Part
from matchmaker.pipeline.matching import match
from matchmaker.pipeline.solved import Solved

SECONDS = 30.0
"""So long repairs are looked for, if nobody says how long."""

ENOUGH = 12
"""So many repairs are enough to choose from."""

DEEPEST = 3
"""More changes at once than these are only made where nothing less will do."""

EACH = 10.0
"""So long, at most, a repaired round is solved for."""


@dataclass(frozen=True, eq=False)
class Repaired:
    """
    Changes with which a plan holds.

    Attributes:
        changes: What was changed; without any one of them no plan holds.
        then: The changed round, solved and checked.
    """

    changes: tuple[Change, ...]
    then: Solved


@dataclass(frozen=True, eq=False)
class Impasse:
    """
    Why a round has no plan, and what would give it one.

    Attributes:
        conflict: Parts of the round that cannot hold together.
        repairs: In the order in which they were found: fewest changes first.
        complete: Whether all repairs with as few changes were tried.
    """

    conflict: Conflict
    repairs: tuple[Repaired, ...]
    complete: bool


def impasse_of(whole: Round, params: SolveParams | None = None) -> Impasse | None:
    """
    Find out why a round has no plan; `None` if it has one.

    Args:
        whole: The round.
        params: How to search; its time limit is that of the whole search.

    Raises:
        NoPlanError: Time ran out before it was known whether there is a plan.
    """
    params = params or SolveParams()
    limit = SECONDS if params.time_limit is None else params.time_limit
    search = _Search(whole, params, Deadline(limit))
    conflict = search.contested.conflict((), search.deadline)
    if conflict is None:
        return None
    return Impasse(conflict, tuple(search.repairs(conflict)), not search.cut_short)


class _Search:
    """The smallest sets of parts that meet every conflict, one after the other."""

    def __init__(self, whole: Round, params: SolveParams, deadline: Deadline) -> None:
        self.deadline = deadline
        self.cut_short = False
        self._params = replace(params, time_limit=EACH)
        self.contested = Contested(whole, self._params)
        self._found: list[frozenset[Part]] = []
        self._known: list[Conflict] = []

    def repairs(self, first: Conflict) -> Iterator[Repaired]:
        """Repairs with few changes, or else one with as many as it takes."""
        self._known.append(first)
        made = [
            repaired
            for dropped in self._hitting_sets()
            for repaired in self._solved(dropped)
        ]
        if made or self.cut_short:
            return iter(made)
        return self._solved(self._any_that_holds())

    def _hitting_sets(self) -> Iterator[tuple[Part, ...]]:
        """Sets without which a plan holds, by size (Reiter 1987)."""
        queue: list[tuple[Part, ...]] = [()]
        seen = {frozenset[Part]()}
        while queue and len(self._found) < ENOUGH:
            dropped = queue.pop(0)
            if any(found <= {*dropped} for found in self._found):
                continue
            try:
                conflict = self._conflict(dropped)
            except NoPlanError:
                self.cut_short = True
                return
            if conflict is None:
                self._found.append(frozenset(dropped))
                yield dropped
                continue
            for part in conflict.parts if len(dropped) < DEEPEST else ():
                more = (*dropped, part)
                if frozenset(more) not in seen:
                    seen.add(frozenset(more))
                    queue.append(more)

    def _conflict(self, dropped: tuple[Part, ...]) -> Conflict | None:
        """A conflict that no dropped part is in; one that is known, if there is one."""
        for known in self._known:
            if not {*known.parts} & {*dropped}:
                return known
        conflict = self.contested.conflict(dropped, self.deadline)
        if conflict is not None:
            self._known.append(conflict)
        return conflict

    def _any_that_holds(self) -> tuple[Part, ...]:
        """Parts dropped until a plan holds, then all taken back that can be."""
        dropped: tuple[Part, ...] = ()
        try:
            while (conflict := self._conflict(dropped)) is not None:
                dropped = (*dropped, conflict.parts[0])
            for part in dropped:
                rest = tuple(other for other in dropped if other != part)
                if self._conflict(rest) is None:
                    dropped = rest
        except NoPlanError:
            self.cut_short = True
            return ()
        return dropped

    def _solved(self, dropped: tuple[Part, ...]) -> Iterator[Repaired]:
        """The changed round, if the parts can be changed and a plan is found."""
        changes = self.contested.changes(dropped) if dropped else None
        if not changes:
            return
        if self.deadline.passed:
            self.cut_short = True
            return
        try:
            then = match(changed(self.contested.round, *changes), self._params)
        except (InfeasibleError, NoPlanError, InputError):
            # Some orders of objectives need minimums that a change would lower.
            return
        yield Repaired(changes, then)
