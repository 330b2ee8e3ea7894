"""From a round and its matched people to teams, breaches and proof."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from matchmaker.domain.plan import Team
from matchmaker.domain.proof import Proof
from matchmaker.optimise.teams.answer import NOTHING, TeamPlan, Value
from matchmaker.optimise.teams.areas import UNLED, split_areas
from matchmaker.optimise.teams.arrangement import Arrangement
from matchmaker.optimise.teams.breaches import find_breaches
from matchmaker.optimise.teams.flows import flow_for
from matchmaker.optimise.teams.reach import UNKNOWN, find_reach
from matchmaker.optimise.teams.search import search_area

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from matchmaker.domain.proof import ShownBy
    from matchmaker.domain.round import Round
    from matchmaker.optimise.model import Ints
    from matchmaker.optimise.teams.flows import TeamEngine
    from matchmaker.optimise.teams.reach import Reach

PAIRS_LOOKED_AT = 2_000_000
"""Possible pairs that the search of an area may go over, all looks together."""


def assign_teams(
    matching_round: Round,
    matched: Collection[str],
    *,
    before: Mapping[str, str] | None = None,
    engine: TeamEngine = "auto",
    effort: int = PAIRS_LOOKED_AT,
) -> TeamPlan:
    """
    Give every matched person an area lead.

    Equal people and leads give an equal answer, in whatever order their rows
    stand: where several arrangements are equally good, ids decide.

    Args:
        matching_round: Supporters, and the programme's teams and travel rule.
        matched: Ids of supporters with a pairing in a role that is led.
        before: Who led whom in the plan before, by id; those who are not in this
            round are passed over.
        engine: `networkx` is the model of record, `or-tools` serves the same
            function; `auto` takes the one that suits the size of each area.
        effort: Bounds the search for arrangements without small teams, which
            is exact where it ends before (the proof says so): the possible
            pairs gone over in each area of the round.

    Returns:
        Empty if the programme has no teams.

    Raises:
        NumberRangeError: If an area is too large for the flow engine.
    """
    teams = matching_round.programme.teams
    if teams is None:
        return TeamPlan()
    reach = find_reach(matching_round, matched, teams.lead_role)
    lead_of = np.full(len(reach.people), UNLED)
    value = bound = NOTHING
    leads_before = _leads_before(reach, before or {})
    for area in split_areas(reach, teams, leads_before):
        looks = effort // len(area.person)
        found = search_area(area, flow_for(area, engine), looks)
        led, lead = area.person[found.chosen], area.lead[found.chosen]
        lead_of[area.people[led]] = area.leads[lead]
        value, bound = value + found.value, bound + found.bound
    arrangement = Arrangement(matching_round, reach, teams, lead_of)
    # People in no area are unled whatever the areas do.
    beyond = NOTHING._replace(unled=len(arrangement.unled) - value.unled)
    return TeamPlan(
        teams=_teams(arrangement),
        unled=arrangement.people_ids(arrangement.unled),
        breaches=find_breaches(arrangement),
        proof=_proofs(value + beyond, bound + beyond),
    )


def _leads_before(reach: Reach, before: Mapping[str, str]) -> Ints:
    """int64[P], positions of the leads in the plan before, or `UNLED`."""
    place = {lead.id: position for position, lead in enumerate(reach.leads)}
    leads = (before.get(person.id, "") for person in reach.people)
    return np.array([place.get(lead, UNLED) for lead in leads], np.int64)


def _teams(arrangement: Arrangement) -> tuple[Team, ...]:
    """Leads in use and their people, in the round's order."""
    reach = arrangement.reach
    teams = []
    for lead in arrangement.leads_in_order(np.flatnonzero(arrangement.spans)).tolist():
        members = arrangement.members(lead)
        minutes = reach.minutes(members, np.array(lead)).tolist()
        teams.append(
            Team(
                lead=reach.leads[lead].id,
                members=arrangement.people_ids(members),
                minutes=tuple(None if m == UNKNOWN else m for m in minutes),
            )
        )
    return tuple(teams)


def _proofs(value: Value, bound: Value) -> tuple[Proof, ...]:
    """One proof a part; a bound holds given the parts before it, if they are proved."""
    proofs: list[Proof] = []
    for name, reached, best in zip(Value._fields, value, bound, strict=True):
        known = all(proof.proved for proof in proofs)
        shown_by: ShownBy = "solver" if known and reached == best else "not shown"
        proofs.append(
            Proof(
                objective=name.replace("_", "-"),
                sense="minimise",
                value=reached,
                bound=best if known else None,
                shown_by=shown_by,
            )
        )
    return tuple(proofs)
