"""Why two people are not buddies: what keeps them apart, or what it would cost."""

from __future__ import annotations

from dataclasses import dataclass

from matchmaker import verify
from matchmaker.domain.decisions import Pin
from matchmaker.errors import InfeasibleError, InputError
from matchmaker.optimise.outcome import SolveParams
from matchmaker.pipeline import Solved, match
from matchmaker.pipeline.buddies import stable_with
from matchmaker.pipeline.stable_buddies import must_be_stable
from matchmaker.reasons.answers import Cost
from matchmaker.reasons.costs import cost_by_objective
from matchmaker.reasons.not_paired import broken_by
from matchmaker.reasons.records import BrokenRule


@dataclass(frozen=True, slots=True)
class Moved:
    """
    Somebody whose buddies would be others.

    Attributes:
        person: Who.
        before: Their buddies in the plan.
        after: Their buddies in the best plan with the two together.
    """

    person: str
    before: tuple[str, ...]
    after: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class BuddiesWhyNot:
    """
    Why two people are not buddies.

    Attributes:
        person: Who is asked about.
        other: Who is not their buddy.
        broken: The rules that the other breaks as the person's buddy.
        broken_back: Those that the person breaks as the other's.
        conflict: Where the rules allow the two and no plan holds with them: why not.
        cost: By objective, what the best plan with the two loses; empty if there is
            none.
        moved: Whose buddies would be others, the two first.
        would_rather: Where buddies must be stable: who would rather have each other
            then.
        exact: Whether both plans are proved best.
    """

    person: str
    other: str
    broken: tuple[BrokenRule, ...] = ()
    broken_back: tuple[BrokenRule, ...] = ()
    conflict: tuple[str, ...] = ()
    cost: Cost | None = None
    moved: tuple[Moved, ...] = ()
    would_rather: tuple[tuple[str, str], ...] = ()
    exact: bool = True


def why_not_buddies(
    solved: Solved, person: str, other: str, params: SolveParams | None = None
) -> BuddiesWhyNot:
    """
    Why two people are not buddies, by solving again with the two together.

    Args:
        solved: The solved round.
        person: Who is asked about.
        other: Who is not their buddy.
        params: How to search.

    Raises:
        InputError: The round has no such person, or the two are buddies.
        NoPlanError: Time ran out before any plan was found.
    """
    index = solved.round.supporter_index
    for name in (person, other):
        if name not in index:
            raise InputError(f"The round has nobody called '{name}'.")
    if person == other or other in _buddies_of(solved, person):
        raise InputError(
            f"{person} and {other} are together in the plan: ask for the reasons with "
            f"--supporter {person}."
        )
    there, back = (
        broken_by(solved, index[a], index[b]) for a, b in _ways(person, other)
    )
    if there or back:
        return BuddiesWhyNot(person, other, there, back)
    try:
        then = _with_both(solved, person, other, params)
    except InfeasibleError as error:
        return BuddiesWhyNot(person, other, conflict=error.conflict)
    return BuddiesWhyNot(
        person,
        other,
        cost=cost_by_objective(solved.proof, then.proof),
        moved=_moved(solved, then, (person, other)),
        would_rather=_would_rather(solved, then),
        exact=solved.proved and then.proved,
    )


def _with_both(
    solved: Solved, person: str, other: str, params: SolveParams | None
) -> Solved:
    if must_be_stable(solved.round):
        # A pin would silence them: whom they would rather have would not count.
        params = params or SolveParams(seed=solved.seed)
        return stable_with(solved, person, other, params)
    pin = Pin(request=person, supporter=other)
    return match(solved.whole.replace(pins=(*solved.whole.pins, pin)), params)


def _ways(person: str, other: str) -> tuple[tuple[str, str], tuple[str, str]]:
    return (person, other), (other, person)


def _buddies_of(solved: Solved, person: str) -> tuple[str, ...]:
    links = [link for link in solved.plan.buddies if person in link.people]
    return tuple(name for link in links for name in link.people if name != person)


def _would_rather(solved: Solved, then: Solved) -> tuple[tuple[str, str], ...]:
    if not must_be_stable(solved.round):
        return ()
    return tuple((b.one, b.other) for b in verify.blocking_in(solved.round, then.plan))


def _moved(now: Solved, then: Solved, first: tuple[str, str]) -> tuple[Moved, ...]:
    everybody = [supporter.id for supporter in now.round.supporters]
    order = [*first, *(name for name in everybody if name not in first)]
    found = [Moved(p, _buddies_of(now, p), _buddies_of(then, p)) for p in order]
    return tuple(one for one in found if {*one.before} != {*one.after})
