"""Why somebody is led by whom they are led, and what another lead would cost."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Literal

import numpy as np

from matchmaker.domain.teams import Teams
from matchmaker.errors import InputError
from matchmaker.optimise.outcome import Deadline
from matchmaker.optimise.teams import TeamPlan
from matchmaker.optimise.teams.reach import UNKNOWN, Reach, Tier, find_reach
from matchmaker.pipeline import Solved
from matchmaker.pipeline.teams import people_led, teams_of
from matchmaker.reasons.unknown import no_supporter

How = Literal["own authority", "named authority", "region"]
"""How a lead covers somebody."""

Fault = Literal["not led", "no lead role", "themselves", "not covered"]
"""Why somebody can have no lead, or not this one."""

_HOW: Mapping[int, How] = {
    Tier.OWN_AUTHORITY: "own authority",
    Tier.NAMED_AUTHORITY: "named authority",
    Tier.REGION_ONLY: "region",
}


@dataclass(frozen=True, slots=True)
class Covering:
    """
    A lead who covers somebody.

    Attributes:
        lead: The lead's id.
        how: Whether the lead lives in the person's local authority, names it, or works
            in the region only.
        minutes: Travel one way; `None` where a place is not known.
        team: How many the lead has in the plan.
    """

    lead: str
    how: How
    minutes: int | None
    team: int


@dataclass(frozen=True, slots=True)
class LeadReason:
    """
    Who leads somebody.

    Attributes:
        person: The id of who is led.
        lead: Who leads them; `None` if nobody does.
        others: All other leads who cover them, those who suit better first.
        most: So many may one lead have.
    """

    person: str
    lead: Covering | None
    others: tuple[Covering, ...]
    most: int


@dataclass(frozen=True, slots=True)
class LeadMove:
    """Who gets another lead; `None` stands for nobody."""

    person: str
    before: str | None
    after: str | None


@dataclass(frozen=True, slots=True)
class WhyNotLead:
    """
    Why somebody is not led by another lead.

    Attributes:
        person: The id of who is asked about.
        lead: The lead in question.
        fault: Why it cannot be; `None` where it can.
        covering: How the lead covers the person; `None` where it cannot be.
        cost: By what is sought of teams, what the best teams with this lead have more
            of, where less is better; negative is better. Empty where it cannot be.
        moved: Who would have another lead, the one asked about first.
        exact: Whether both are proved best. Where people would be left without a
            lead, only how many is.
    """

    person: str
    lead: str
    fault: Fault | None
    covering: Covering | None = None
    cost: Mapping[str, int] | None = None
    moved: tuple[LeadMove, ...] = ()
    exact: bool = True


def why_led(solved: Solved, person: str) -> LeadReason | None:
    """
    Who leads somebody, and who else could; `None` if they are not to be led.

    Raises:
        InputError: The round has no such supporter.
    """
    spec = solved.round.programme.teams
    if person not in solved.round.supporter_index:
        raise no_supporter(solved.round, person)
    if spec is None or person not in people_led(solved.round, solved.plan.pairings):
        return None
    lead = _lead_of(solved).get(person)
    covering = _covering(solved, spec, person)
    return LeadReason(
        person=person,
        lead=next((one for one in covering if one.lead == lead), None),
        others=tuple(one for one in covering if one.lead != lead),
        most=spec.most,
    )


def ways_led(solved: Solved) -> Mapping[str, How]:
    """How everybody who has a lead is covered by them, by the person's id."""
    spec = solved.round.programme.teams
    if spec is None:
        return {}
    lead_of = _lead_of(solved)
    reach = find_reach(solved.round, lead_of, spec.lead_role)
    place = {lead.id: position for position, lead in enumerate(reach.leads)}
    tiers = (
        (person.id, int(reach.tier[row, place[lead_of[person.id]]]))
        for row, person in enumerate(reach.people)
    )
    return {name: _HOW[tier] for name, tier in tiers if tier in _HOW}


def why_not_lead(
    solved: Solved, person: str, lead: str, limit: float | None = None
) -> WhyNotLead:
    """
    Why somebody is not led by another lead: what is against it, or what it costs.

    Teams are formed again with the two together; pairings stay.

    Args:
        solved: The solved round.
        person: Who is led.
        lead: Who does not lead them.
        limit: Seconds for bringing the people of settings together again.

    Raises:
        InputError: The programme has no teams, the round no such supporter, or the
            lead leads the person.
    """
    spec = solved.round.programme.teams
    if spec is None:
        raise InputError(
            "Nobody is led in this programme: why somebody does not come to a request "
            "is asked with --request ID --why-not SUPPORTER."
        )
    for name in (person, lead):
        if name not in solved.round.supporter_index:
            raise no_supporter(solved.round, name)
    if _lead_of(solved).get(person) == lead:
        raise InputError(
            f"{lead} leads {person} in the plan: ask for the reasons with "
            f"--supporter {person}."
        )
    fault = lead_fault(solved, spec, person, lead)
    if fault is not None:
        return WhyNotLead(person, lead, fault)
    return _by_forming_again(solved, spec, person, lead, limit)


def lead_fault(solved: Solved, spec: Teams, person: str, lead: str) -> Fault | None:
    """Why somebody can have no lead, or not this one; `None` if they can."""
    if person not in people_led(solved.round, solved.plan.pairings):
        return "not led"
    if spec.lead_role not in solved.round.supporter(lead).roles:
        return "no lead role"
    if person == lead:
        return "themselves"
    covering = _covering(solved, spec, person)
    return None if lead in [one.lead for one in covering] else "not covered"


def _by_forming_again(
    solved: Solved, spec: Teams, person: str, lead: str, limit: float | None
) -> WhyNotLead:
    then = teams_of(
        solved.round,
        solved.plan.pairings,
        held={person: lead},
        deadline=Deadline(limit),
    )
    values = {proof.objective: proof.value or 0 for proof in then.proof}
    cost = {
        proof.objective: values[proof.objective] - (proof.value or 0)
        for proof in solved.team_proof
        # Who had which lead before is no part of a round.
        if proof.objective != "moved" and proof.objective in values
    }
    proved = all(p.proved for p in (*solved.team_proof, *then.proof))
    covering = _covering(solved, spec, person)
    found = WhyNotLead(
        person=person,
        lead=lead,
        fault=None,
        covering=next(one for one in covering if one.lead == lead),
        cost=cost,
        moved=_moved(solved, then, person),
        exact=proved,
    )
    if person not in then.unled:
        return found
    # Somebody is left over whichever way: that it is the person themself says nothing
    # of what comes after.
    return replace(found, cost={"unled": cost["unled"]}, moved=())


def _moved(solved: Solved, then: TeamPlan, person: str) -> tuple[LeadMove, ...]:
    had = _lead_of(solved)
    has = {member: team.lead for team in then.teams for member in team.members}
    people = people_led(solved.round, solved.plan.pairings)
    order = (person, *(one for one in people if one != person))
    moves = (LeadMove(one, had.get(one), has.get(one)) for one in order)
    return tuple(move for move in moves if move.before != move.after)


def _lead_of(solved: Solved) -> dict[str, str]:
    return {member: t.lead for t in solved.plan.teams for member in t.members}


def _covering(solved: Solved, spec: Teams, person: str) -> list[Covering]:
    """Every lead who covers somebody, those who suit better first."""
    reach = find_reach(solved.round, [person], spec.lead_role)
    size = {team.lead: len(team.members) for team in solved.plan.teams}
    leads = np.flatnonzero(reach.tier[0] != Tier.NOT_COVERED)
    counted = reach.counted_minutes(np.zeros_like(leads), leads)
    order = np.lexsort((leads, counted, reach.tier[0][leads]))
    return [_one(reach, lead, size) for lead in leads[order].tolist()]


def _one(reach: Reach, lead: int, size: Mapping[str, int]) -> Covering:
    minutes = int(reach.minutes(np.array([0]), np.array([lead]))[0])
    name = reach.leads[lead].id
    return Covering(
        lead=name,
        how=_HOW[int(reach.tier[0, lead])],
        minutes=None if minutes == UNKNOWN else minutes,
        team=size.get(name, 0),
    )
