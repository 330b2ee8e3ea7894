"""From the pairings of a plan to its teams, and what they have in common."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from matchmaker import verify
from matchmaker.domain.jointly import Jointly
from matchmaker.domain.plan import Pairing, Plan, SharedLead, Team
from matchmaker.domain.round import Round
from matchmaker.domain.teams import Teams
from matchmaker.errors import PlanRejectedError
from matchmaker.optimise.outcome import Deadline
from matchmaker.optimise.teams import TeamPlan, assign_teams
from matchmaker.optimise.teams.assign import NEVER
from matchmaker.pipeline.solved import Solved


def teams_of(
    matching_round: Round,
    pairings: Sequence[Pairing],
    before: Mapping[str, str] | None = None,
    held: Mapping[str, str] | None = None,
    deadline: Deadline = NEVER,
) -> TeamPlan:
    """
    Who leads everybody who was matched, where the programme has leads.

    Args:
        matching_round: The round.
        pairings: Of its plan.
        before: Who had which lead before, by id.
        held: Who may have one lead only, and whom, by id.
        deadline: Once it has passed, people of one setting are brought together no
            further.
    """
    spec = matching_round.programme.teams
    if spec is None:
        return TeamPlan()
    together = _together(matching_round, spec, pairings) if spec.same_lead else {}
    return assign_teams(
        matching_round,
        people_led(matching_round, pairings),
        together=together.values(),
        before=before,
        held=held,
        deadline=deadline,
    )


def formed_anew(
    solved: Solved,
    spec: Teams,
    before: Mapping[str, str] | None = None,
    held: Mapping[str, str] | None = None,
) -> Solved:
    """
    A solved round with its teams formed again, within other bounds.

    Args:
        solved: The solved round; its pairings stay.
        spec: How teams are to be.
        before: Who had which lead before, by id.
        held: Who may have one lead only, and whom, by id.

    Raises:
        PlanRejectedError: The checker found a fault: ours.
    """
    programme = solved.round.programme.model_copy(update={"teams": spec})
    whole = solved.round.replace(programme=programme)
    pairings = solved.plan.pairings
    teams = teams_of(whole, pairings, before, held)
    changed = replace(
        solved,
        round=whole,
        plan=with_teams(solved.plan, whole, teams.teams, teams.unled),
        breaches=teams.breaches,
        team_proof=teams.proof,
    )
    changed = replace(changed, jointly=_in_turn(changed))
    faults = verify.check_team_proof(whole, changed.plan, changed.team_proof)
    if faults:
        raise PlanRejectedError([str(fault) for fault in faults])
    return changed


def _in_turn(solved: Solved) -> Jointly | None:
    """What is known of pairings and leads together where leads are decided in turn."""
    same = same_lead_of(solved.round, solved.plan)
    points = next((p for p in solved.proof if p.objective == "points"), None)
    if same is None or solved.jointly is None or points is None or points.value is None:
        return None
    best = points.bound if points.proved else None
    return Jointly(
        in_turn=points.value + same.points,
        points=points.value + same.points,
        bound=None if best is None else best + same.possible * same.each,
    )


def with_teams(
    plan: Plan, matching_round: Round, teams: Sequence[Team], unled: Sequence[str]
) -> Plan:
    """
    A plan with other teams, checked as any plan is.

    Raises:
        PlanRejectedError: The checker found a fault: ours.
    """
    shared = shared_leads_of(matching_round, plan.pairings, teams)
    changed = plan.model_copy(
        update={"teams": tuple(teams), "unled": tuple(unled), "shared_leads": shared}
    )
    faults = verify.check(matching_round, changed)
    if faults:
        raise PlanRejectedError([str(fault) for fault in faults])
    return changed


def people_led(matching_round: Round, pairings: Sequence[Pairing]) -> tuple[str, ...]:
    """Who was matched in a role that is led, in the round's order."""
    spec = matching_round.programme.teams
    roles = () if spec is None else spec.member_roles
    matched = {p.supporter for p in pairings if p.role in roles}
    return tuple(s.id for s in matching_round.supporters if s.id in matched)


def shared_leads_of(
    matching_round: Round, pairings: Sequence[Pairing], teams: Sequence[Team]
) -> tuple[SharedLead, ...]:
    """Settings whose several people have one lead, where that is worth points."""
    spec = matching_round.programme.teams
    if spec is None or not spec.same_lead:
        return ()
    lead_of = {member: team.lead for team in teams for member in team.members}
    found = []
    for setting, people in _together(matching_round, spec, pairings).items():
        leads = {lead_of.get(person) for person in people}
        lead = leads.pop()
        if not leads and lead is not None:
            found.append(SharedLead(setting=setting, lead=lead, points=spec.same_lead))
    return tuple(found)


@dataclass(frozen=True, slots=True)
class SameLead:
    """
    How far the people of each setting have one lead.

    Attributes:
        possible: Settings that ask for several people who are led.
        several: Those of them that were given several.
        shared: Those of them whose people have one lead.
        each: Points of one such setting.
        jointly: What deciding pairings and leads together came to; `None` where they
            were decided in turn.
    """

    possible: int
    several: int
    shared: int
    each: int
    jointly: Jointly | None = None

    @property
    def points(self) -> int:
        """What the plan's teams earn."""
        return self.shared * self.each

    @property
    def lost_at_most(self) -> int:
        """
        Points by which the best plan beats this one at most.

        Where nothing else is known: pairings have the most points of their own, and
        no plan earns more than all settings that ask for several people.
        """
        lost = None if self.jointly is None else self.jointly.lost_at_most
        return (self.possible - self.shared) * self.each if lost is None else lost


def same_lead_of(
    matching_round: Round, plan: Plan, jointly: Jointly | None = None
) -> SameLead | None:
    """
    How far settings have one lead; `None` where that is worth no points.

    Args:
        matching_round: The round.
        plan: Its plan.
        jointly: What deciding pairings and leads together came to, if that was tried.
    """
    spec = matching_round.programme.teams
    if spec is None or not spec.same_lead:
        return None
    asked: dict[str, int] = {}
    for request in matching_round.requests:
        if request.role in spec.member_roles and request.setting is not None:
            asked[request.setting] = asked.get(request.setting, 0) + request.demand
    return SameLead(
        possible=sum(units > 1 for units in asked.values()),
        several=len(_together(matching_round, spec, plan.pairings)),
        shared=len(plan.shared_leads),
        each=spec.same_lead,
        jointly=jointly,
    )


def _together(
    matching_round: Round, spec: Teams, pairings: Sequence[Pairing]
) -> Mapping[str, tuple[str, ...]]:
    """The people of each setting that has several who are led, in the round's order."""
    people: dict[str, dict[str, None]] = {}
    for pairing in pairings:
        if pairing.role in spec.member_roles and pairing.setting is not None:
            people.setdefault(pairing.setting, {})[pairing.supporter] = None
    return {
        setting.id: tuple(people[setting.id])
        for setting in matching_round.settings
        if len(people.get(setting.id, ())) > 1
    }
