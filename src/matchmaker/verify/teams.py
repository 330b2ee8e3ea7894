"""Whether the teams of area leads hold."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from matchmaker.domain.plan import Plan, Team
from matchmaker.domain.supporter import Supporter
from matchmaker.domain.teams import Teams
from matchmaker.domain.violation import Violation
from matchmaker.verify.facts import Facts, minutes_between
from matchmaker.verify.shared_leads import shared_lead_faults


def team_faults(facts: Facts, plan: Plan) -> Iterator[Violation]:
    """Every way in which the plan's teams do not hold."""
    spec = facts.programme.teams
    if spec is None:
        if plan.teams or plan.unled or plan.shared_leads:
            message = "the programme has no teams"
            yield Violation(rule="teams", party="plan", message=message)
        return
    for party, message in _unknown(facts, plan):
        yield Violation(rule="teams", party=party, message=message)
    for party, message in (*_places(facts, spec, plan), *_order(facts, plan)):
        yield Violation(rule="teams", party=party, message=message)
    for team in plan.teams:
        for message in _team_faults(facts, spec, team):
            yield Violation(rule="teams", party=team.lead, message=message)
    yield from shared_lead_faults(facts, spec, plan)


def _unknown(facts: Facts, plan: Plan) -> Iterator[tuple[str, str]]:
    """Names in teams that no supporter bears."""
    members = [member for team in plan.teams for member in team.members]
    for name in (*(team.lead for team in plan.teams), *members, *plan.unled):
        if name not in facts.round.supporter_index:
            yield name, "stands in the teams and is not a supporter of the round"


def _places(facts: Facts, spec: Teams, plan: Plan) -> Iterator[tuple[str, str]]:
    """Matched people in member roles are in one team each, or unled; nobody else is."""
    matched = {
        pairing.supporter
        for pairing in plan.pairings
        if facts.round.request(pairing.request).role in spec.member_roles
    }
    places = Counter(plan.unled)
    for team in plan.teams:
        places.update(team.members)
    for supporter in facts.round.supporters:
        wanted = 1 if supporter.id in matched else 0
        found = places[supporter.id]
        if found != wanted:
            yield supporter.id, f"stands in {found} teams or unled, should in {wanted}"


def _order(facts: Facts, plan: Plan) -> Iterator[tuple[str, str]]:
    """Each lead has one team; teams and their members stand in the round's order."""
    places = [_place(facts, team.lead) for team in plan.teams]
    if places != sorted(set(places)):
        yield "plan", "teams are not in the round's order, one a lead"
    for team in plan.teams:
        places = [_place(facts, member) for member in team.members]
        if places != sorted(places):
            yield team.lead, "the team's members are not in the round's order"


def _place(facts: Facts, supporter_id: str) -> int:
    """A supporter's place in the round; the unknown, reported elsewhere, come last."""
    return facts.round.supporter_index.get(supporter_id, len(facts.round.supporters))


def _team_faults(facts: Facts, spec: Teams, team: Team) -> Iterator[str]:
    """What is wrong with one team by itself."""
    if team.lead in team.members:
        yield "leads themself"
    if len(team.members) > spec.most:
        yield f"leads {len(team.members)} people, limit {spec.most}"
    if len(team.minutes) != len(team.members):
        yield f"has {len(team.minutes)} journeys for {len(team.members)} people"
    if team.lead not in facts.round.supporter_index:
        return
    lead = facts.round.supporter(team.lead)
    if spec.lead_role not in lead.roles:
        yield f"does not hold the role {spec.lead_role}"
    for member, minutes in zip(team.members, team.minutes, strict=False):
        if member not in facts.round.supporter_index:
            continue
        person = facts.round.supporter(member)
        if not _covers(lead, person):
            yield f"does not cover {member}: neither authority nor region"
        journey = minutes_between(lead, person)
        if minutes != journey:
            yield f"is said to travel {minutes} minutes to {member}, travels {journey}"


def _covers(lead: Supporter, person: Supporter) -> bool:
    """Whether a person's authority or region, if known, is one the lead works in."""
    authorities = {lead.authority, *lead.authorities} - {None}
    regions = {lead.region, *lead.regions} - {None}
    return person.authority in authorities or person.region in regions
