"""Whether what is claimed of the teams' quality is what the plan's teams reach."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from matchmaker.domain.plan import Plan
from matchmaker.domain.proof import Proof
from matchmaker.domain.round import Round
from matchmaker.domain.supporter import Supporter
from matchmaker.domain.teams import Teams
from matchmaker.domain.violation import Violation
from matchmaker.verify.facts import Facts, minutes_between
from matchmaker.verify.shared_leads import people_of_settings

USUAL_LIMIT_MINUTES = 90
"""What an unknown journey counts as where the programme has no travel limit."""

NOT_DERIVED = ("moved",)
"""Rests on the teams before, which are no part of a round."""


def check_team_proof(
    matching_round: Round, plan: Plan, team_proof: Sequence[Proof]
) -> tuple[Violation, ...]:
    """
    Every line of a teams' proof that does not fit the plan.

    Args:
        matching_round: The round that the plan is for.
        plan: The plan; its teams name supporters of the round.
        team_proof: One line for each thing sought; empty for no claim.
    """
    spec = matching_round.programme.teams
    if spec is None or not team_proof:
        return ()
    reached = team_values(Facts(matching_round), spec, plan)
    return tuple(
        Violation(rule="teams", party=line.objective, message=message)
        for line in team_proof
        if line.objective not in NOT_DERIVED
        for message in _faults(line, reached.get(line.objective))
    )


def _faults(line: Proof, reached: int | None) -> Iterator[str]:
    if reached is None:
        yield "is nothing that is sought of teams"
        return
    if line.value != reached:
        yield f"the proof says {line.value}, the teams come to {reached}"
    if line.sense != "minimise":
        yield f"the proof would {line.sense} it, sought is to minimise"
    if line.bound is not None and reached < line.bound:
        yield f"the teams come to {reached}, which the bound {line.bound} rules out"


def team_values(facts: Facts, spec: Teams, plan: Plan) -> dict[str, int]:
    """What the teams of a plan come to, by what is sought; less is better."""
    sizes = [len(team.members) for team in plan.teams]
    led = [
        (facts.round.supporter(team.lead), facts.round.supporter(member))
        for team in plan.teams
        for member in team.members
        if {team.lead, member} <= facts.round.supporter_index.keys()
    ]
    outside = [(lead, person) for lead, person in led if not _is_own(lead, person)]
    several = people_of_settings(facts, spec, plan)
    return {
        "unled": len(plan.unled),
        "small-teams": sum(size < spec.warn_below for size in sizes),
        "spread": sum(max(size - spec.target, 0) ** 2 for size in sizes),
        "parted": len(several) - len(plan.shared_leads),
        "outside-authority": len(outside),
        "region-only": sum(p.authority not in lead.authorities for lead, p in outside),
        "travel": sum(_minutes(facts, spec, lead, person) for lead, person in led),
    }


def _is_own(lead: Supporter, person: Supporter) -> bool:
    return person.authority is not None and person.authority == lead.authority


def _minutes(facts: Facts, spec: Teams, lead: Supporter, person: Supporter) -> int:
    minutes = minutes_between(lead, person)
    if minutes is not None:
        return minutes
    rule = facts.programme.travel_rule(spec.lead_role)
    return USUAL_LIMIT_MINUTES if rule is None else rule.limit_minutes
