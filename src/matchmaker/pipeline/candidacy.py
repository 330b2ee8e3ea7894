"""Who could be appointed as an area lead, and why others could not."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from matchmaker import verify
from matchmaker.domain.plan import Plan
from matchmaker.domain.request import Request
from matchmaker.domain.round import Round
from matchmaker.domain.supporter import Supporter
from matchmaker.domain.teams import Teams

TIME = "time"
"""What stands in place of a rule's name where somebody has no time left to lead."""


@dataclass(frozen=True, slots=True)
class Candidacy:
    """
    Somebody who could be appointed, or holds a role that would do and could not.

    Attributes:
        supporter: The supporter's id.
        leads_now: Whether they hold the lead role already.
        rule: The first rule about a person that they break as a lead, or `time`;
            `None` if they could be appointed.
        sentence: What the rule finds, such as "has leadership supervising, needs
            leading".
        left: Minutes, or what capacities count, that their pairings leave them.
    """

    supporter: str
    leads_now: bool
    rule: str | None = None
    sentence: str = ""
    left: int = 0

    @property
    def holds(self) -> bool:
        """Whether they could be appointed."""
        return self.rule is None


def candidacies(matching_round: Round, spec: Teams, plan: Plan) -> list[Candidacy]:
    """
    Everybody who leads now, or holds a role from which leads may be appointed.

    Who leads now stays a candidate. Others must keep the programme's rules about a
    person for the lead role, and their pairings must leave them the time that the
    role keeps back: an area lead who also works as an expert has one budget of days.

    Args:
        matching_round: The round.
        spec: How the programme's teams are.
        plan: The plan whose pairings take time.
    """
    given: Counter[str] = Counter()
    for pairing in plan.pairings:
        given[pairing.supporter] += pairing.load
    asked = Request(id="lead", role=spec.lead_role, start=matching_round.start)
    rules = verify.PersonRules(matching_round, asked)
    return [
        _candidacy(matching_round, spec, rules, supporter, given)
        for supporter in matching_round.supporters
        if spec.lead_role in supporter.roles
        or set(spec.appoint_from).intersection(supporter.roles)
    ]


def _candidacy(
    matching_round: Round,
    spec: Teams,
    rules: verify.PersonRules,
    supporter: Supporter,
    given: Mapping[str, int],
) -> Candidacy:
    left = supporter.capacity - given[supporter.id]
    if spec.lead_role in supporter.roles:
        return Candidacy(supporter.id, leads_now=True, left=left)
    broken = rules.broken_by(supporter)
    if broken is not None:
        return Candidacy(supporter.id, False, *broken, left=left)
    needed = matching_round.programme.reserved_minutes((spec.lead_role,))
    if left < needed:
        sentence = f"has {left} minutes left beside the pairings, needs {needed}"
        return Candidacy(supporter.id, False, TIME, sentence, left)
    return Candidacy(supporter.id, leads_now=False, left=left)
