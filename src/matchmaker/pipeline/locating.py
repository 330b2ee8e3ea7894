"""Where area leads should sit, and how many: whom of the candidates to appoint."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import NamedTuple

import numpy as np

from matchmaker.certify.appointments import appointments_bound
from matchmaker.domain.proof import Proof
from matchmaker.domain.round import Round
from matchmaker.domain.supporter import Supporter
from matchmaker.domain.teams import Teams
from matchmaker.errors import InfeasibleError, InputError, PlanRejectedError
from matchmaker.optimise.locate import Appointments, locate
from matchmaker.optimise.locate.leads import LeadQuestion, ask_for_leads
from matchmaker.optimise.teams.areas import UNLED
from matchmaker.optimise.teams.arrangement import Arrangement
from matchmaker.optimise.teams.breaches import find_breaches
from matchmaker.optimise.teams.reach import find_reach
from matchmaker.pipeline.candidacy import Candidacy, candidacies
from matchmaker.pipeline.obstruction import Obstruction, obstruction_of
from matchmaker.pipeline.solved import Solved
from matchmaker.pipeline.teams import people_led, with_teams

NO_TEAMS = "This programme has no teams, so there is nobody to appoint."
NO_CANDIDATES = (
    "Nobody could be appointed: no supporter holds the lead role, or a role of "
    "`appoint_from` with all that a lead needs."
)


class Before(NamedTuple):
    """
    The teams of the plan as it was.

    Attributes:
        leads: Leads in use.
        led: People led.
        travel: Minutes one way, an unknown journey counted as the limit.
    """

    leads: int
    led: int
    travel: int


@dataclass(frozen=True, eq=False)
class Located:
    """
    Whom to appoint, and the teams of least travel under them.

    Attributes:
        solved: The round with those appointed, and nobody else, as leads, and the
            plan with their teams. Its team proof speaks of `cost` alone: minutes of
            travel one way and what appointments cost, together.
        candidacies: Who could be appointed and who could not, in the round's order.
        travel: Minutes of travel one way, an unknown journey counted as the limit.
        each: What one appointment costs, in minutes.
        before: The teams as they were; `None` if there were none.
        prices: What proves the cost's bound, in thousandths of a minute, by person.
    """

    solved: Solved
    candidacies: tuple[Candidacy, ...]
    travel: int
    each: int
    before: Before | None
    prices: Mapping[str, int]

    @property
    def appointed(self) -> tuple[str, ...]:
        """Ids of those appointed, in the round's order."""
        spec = self.solved.round.programme.teams
        role = spec.lead_role if spec else ""
        return tuple(s.id for s in self.solved.round.supporters if role in s.roles)

    @property
    def new(self) -> tuple[str, ...]:
        """Ids of those appointed who do not lead now."""
        leads_now = {c.supporter for c in self.candidacies if c.leads_now}
        return tuple(name for name in self.appointed if name not in leads_now)

    @property
    def proof(self) -> Proof:
        """How good the cost is."""
        return self.solved.team_proof[0]


def appoint_leads(
    solved: Solved, number: int | None, time_limit: float | None = None
) -> Located | Obstruction:
    """
    Choose whom to appoint, so that spans hold and travel is least.

    Everybody who is led in the plan gets exactly one of those appointed, who cover
    them; each of these has at least `warn_below` people and at most `most`. Whom no
    candidate covers is left unled, and told.

    Args:
        solved: The round, with its programme's spans and costs, and its plan.
        number: So many leads; `None`: as many as is cheapest.
        time_limit: Wall seconds; then the best found, with its bound.

    Returns:
        The appointments, or what stands in their way.

    Raises:
        InputError: The programme has no teams, or nobody could be appointed.
        NoPlanError: Time ran out before any appointments were found.
    """
    spec = solved.round.programme.teams
    if spec is None:
        raise InputError(NO_TEAMS)
    found = tuple(candidacies(solved.round, spec, solved.plan))
    able = [candidacy.supporter for candidacy in found if candidacy.holds]
    if not able:
        raise InputError(NO_CANDIDATES)
    whole = with_leads(solved.round, spec, able)
    people = people_led(whole, solved.plan.pairings)
    question = ask_for_leads(whole, people, spec)
    if number is not None and number > len(able):
        return Obstruction(number=number, candidates=len(able))
    try:
        asked = question.asking(number, spec.warn_below, spec.appoint_minutes)
        appointments = locate(asked.posts, time_limit)
    except InfeasibleError:
        return obstruction_of(whole, people, question, number)
    _refuse_false_prices(asked, appointments)
    return _located(solved, found, asked, appointments, spec)


def with_leads(whole: Round, spec: Teams, leads: Iterable[str]) -> Round:
    """
    The round with these supporters, and nobody else, as leads.

    Who is new keeps back the time that the role needs.
    """
    chosen = set(leads)
    reserved = whole.programme.reserved_minutes((spec.lead_role,))

    def changed(supporter: Supporter) -> Supporter:
        holds = spec.lead_role in supporter.roles
        if holds == (supporter.id in chosen):
            return supporter
        if holds:
            roles = tuple(r for r in supporter.roles if r != spec.lead_role)
            return supporter.model_copy(update={"roles": roles})
        left = supporter.capacity - reserved
        roles = (*supporter.roles, spec.lead_role)
        return supporter.model_copy(update={"roles": roles, "capacity": left})

    return whole.replace(supporters=tuple(changed(s) for s in whole.supporters))


def _located(
    solved: Solved,
    found: tuple[Candidacy, ...],
    asked: LeadQuestion,
    appointments: Appointments,
    spec: Teams,
) -> Located:
    appointed = with_leads(solved.round, spec, asked.appointed(appointments))
    people = [person.id for person in asked.reach.people]
    reach = find_reach(appointed, people, spec.lead_role)
    lead_of = asked.lead_of(appointments)
    led = lead_of != UNLED
    # Those appointed are the leads now, and stand in the same order.
    lead_of[led] = np.searchsorted(appointments.appointed, lead_of[led])
    arrangement = Arrangement(appointed, reach, spec, lead_of)
    unled = arrangement.people_ids(arrangement.unled)
    plan = with_teams(solved.plan, appointed, arrangement.formed, unled)
    return Located(
        solved=replace(
            solved,
            round=appointed,
            plan=plan,
            breaches=find_breaches(arrangement),
            team_proof=(_proof(appointments),),
        ),
        candidacies=found,
        travel=appointments.cost - spec.appoint_minutes * len(appointments.appointed),
        each=spec.appoint_minutes,
        before=_before(solved, reach.limit_minutes),
        prices={
            people[position]: price
            for position, price in zip(
                asked.covered.tolist(), appointments.prices.tolist(), strict=True
            )
        },
    )


def _proof(appointments: Appointments) -> Proof:
    return Proof(
        objective="appointment-cost",
        sense="minimise",
        value=appointments.cost,
        bound=appointments.bound,
        shown_by=appointments.shown_by,
    )


def _refuse_false_prices(asked: LeadQuestion, appointments: Appointments) -> None:
    """
    Add up again what the prices show, without any solver.

    Raises:
        PlanRejectedError: They do not show what they are said to show.
    """
    shown = appointments_bound(asked.posts, appointments.prices)
    by_prices = appointments.shown_by == "prices"
    if shown is None or shown > appointments.cost:
        raise PlanRejectedError(["The prices rule out the appointments found."])
    if by_prices and shown < appointments.cost:
        raise PlanRejectedError(["The prices do not show the appointments to be best."])


def _before(solved: Solved, unknown: int) -> Before | None:
    journeys = [minutes for team in solved.plan.teams for minutes in team.minutes]
    if not journeys:
        return None
    travel = sum(unknown if minutes is None else minutes for minutes in journeys)
    return Before(len(solved.plan.teams), len(journeys), travel)
