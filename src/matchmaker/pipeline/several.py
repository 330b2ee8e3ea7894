"""Several rounds with people in common: one budget of hours, one set of refusals."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from matchmaker.domain.decisions import Conflict, Forbid
from matchmaker.domain.grouped import as_planned
from matchmaker.domain.round import Round
from matchmaker.domain.shared import (
    budgets_of,
    loads_of,
    parts_in,
    party_of,
    per_week,
    weeks_of,
)
from matchmaker.domain.supporter import Supporter
from matchmaker.errors import PlanRejectedError
from matchmaker.optimise.outcome import Listener, SolveParams, Stop, ignore
from matchmaker.pipeline.matching import match
from matchmaker.pipeline.solved import Solved
from matchmaker.verify.shared import check_shared


def match_several(
    rounds: Sequence[Round],
    params: SolveParams | None = None,
    *,
    progress: Listener = ignore,
    stop: Stop | None = None,
) -> tuple[Solved, ...]:
    """
    The best plan of each round in turn: what the first takes, the next go without.

    Who offers in several rounds under one id has one budget of hours a week, the most
    that they say in any. Two whom one round ruled out, or whom a declared conflict
    keeps apart, meet in none; who holds
    a role that goes ill with another round's (`Programme.role_conflicts`) is left out.

    Args:
        rounds: In the order in which they come first when hours are short.
        params: How to search; never what for.
        progress: Told of every step in the search.
        stop: Ends the search early.

    Returns:
        The solved rounds, in order; their plans have passed the checker together.

    Raises:
        InputError: Hours of two rounds cannot be compared.
        InfeasibleError: A round has no plan with what the earlier ones left.
        PlanRejectedError: The checker disagrees: our fault.
    """
    if len(rounds) == 1:
        return (match(rounds[0], params, progress=progress, stop=stop),)
    solved: list[Solved] = []
    for whole in rounds:
        left = with_what_is_left(whole, rounds, solved)
        solved.append(match(left, params, progress=progress, stop=stop))
    plans = [one.plan for one in solved]
    asked = [as_planned(*pair) for pair in zip(rounds, plans, strict=True)]
    faults = check_shared(asked, plans)
    if faults:
        raise PlanRejectedError([str(fault) for fault in faults])
    return tuple(solved)


def with_what_is_left(
    whole: Round, rounds: Sequence[Round], before: Sequence[Solved]
) -> Round:
    """A round with the hours that are left of its people, and without refused pairs."""
    others = [one for one in rounds if one is not whole]
    parts = [parts_in(other) for other in others]
    people = tuple(
        person
        for supporter in whole.supporters
        if (person := _without_roles(supporter, whole, parts)) is not None
    )
    there = {person.id for person in people}
    kept = whole.replace(
        supporters=_with_hours_left(people, whole, rounds, before),
        **{
            kind: tuple(d for d in getattr(whole, kind) if d.supporter in there)
            for kind in ("pins", "forbids", "conflicts", "before")
        },
    )
    refused = tuple(_forbids(kept, others))
    conflicts = tuple(_conflicts(kept, others))
    return kept.replace(
        forbids=(*kept.forbids, *refused), conflicts=(*kept.conflicts, *conflicts)
    )


def _without_roles(
    person: Supporter, whole: Round, parts: Sequence[Mapping[str, frozenset[str]]]
) -> Supporter | None:
    """A person without the roles that go ill with what they are elsewhere."""
    elsewhere = {word for held in parts for word in held.get(person.id, ())}
    conflicts = whole.programme.role_conflicts
    roles = tuple(
        role for role in person.roles if elsewhere.isdisjoint(conflicts.get(role, ()))
    )
    if roles == person.roles:
        return person
    return person.model_copy(update={"roles": roles}) if roles else None


def _with_hours_left(
    people: Sequence[Supporter],
    whole: Round,
    rounds: Sequence[Round],
    before: Sequence[Solved],
) -> tuple[Supporter, ...]:
    if whole.programme.unit == "units" or not before:
        return tuple(people)
    budgets = budgets_of(rounds)
    taken = [
        {
            who: per_week(one.round, load)
            for who, load in loads_of(one.round, one.plan).items()
        }
        for one in before
        if one.round.programme.unit == "minutes"
    ]
    return tuple(
        _limited(person, whole, budgets[person.id] - used)
        if (used := sum(round_.get(person.id, 0) for round_ in taken))
        else person
        for person in people
    )


def _limited(person: Supporter, whole: Round, left: int) -> Supporter:
    capacity = min(person.capacity, max(left, 0) * weeks_of(whole))
    # Hours that went elsewhere cannot be promised here too.
    minimum = min(person.minimum, capacity)
    return person.model_copy(update={"capacity": capacity, "minimum": minimum})


def _forbids(whole: Round, others: Sequence[Round]) -> Iterator[Forbid]:
    """Pairs of the same two that another round ruled out, whichever of them asked."""
    known = {(forbid.request, forbid.supporter) for forbid in whole.forbids}
    refused: dict[str, dict[str, tuple[Round, Forbid]]] = {}
    for other in others:
        for forbid in other.forbids:
            two = (party_of(other, forbid.request), forbid.supporter)
            for asker, supporter in (two, two[::-1]):
                if supporter in whole.supporter_index:
                    refused.setdefault(asker, {})[supporter] = (other, forbid)
    for request in whole.requests:
        against = refused.get(party_of(whole, request.id), {})
        for supporter, (other, forbid) in against.items():
            if (request.id, supporter) not in known:
                why = f"Ruled out in {other.name}: {forbid.reason}".rstrip(": ")
                change = {
                    "request": request.id,
                    "supporter": supporter,
                    "reason": why,
                }
                yield forbid.model_copy(update=change)


def _conflicts(whole: Round, others: Sequence[Round]) -> Iterator[Conflict]:
    """Conflicts that another round declared, of people and parties that are here."""
    parties = {setting.id for setting in whole.settings}
    parties |= {s.group for s in whole.settings if s.group is not None}
    for conflict in {c: None for other in others for c in other.conflicts}:
        here = conflict.supporter in whole.supporter_index
        if here and conflict.party in parties and conflict not in whole.conflicts:
            yield conflict
