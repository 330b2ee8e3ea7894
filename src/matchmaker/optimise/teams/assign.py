"""From a round and its matched people to teams, breaches and proof."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np

from matchmaker.domain.proof import Proof
from matchmaker.optimise.outcome import Deadline
from matchmaker.optimise.teams.answer import NOTHING, TeamPlan, Value
from matchmaker.optimise.teams.areas import UNLED, split_areas
from matchmaker.optimise.teams.arrangement import Arrangement
from matchmaker.optimise.teams.bonds import NO_BONDS, find_bonds
from matchmaker.optimise.teams.breaches import find_breaches
from matchmaker.optimise.teams.flows import flow_for
from matchmaker.optimise.teams.reach import find_reach
from matchmaker.optimise.teams.search import search_area
from matchmaker.optimise.teams.together import unite

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping

    from matchmaker.domain.proof import ShownBy
    from matchmaker.domain.round import Round
    from matchmaker.optimise.model import Ints
    from matchmaker.optimise.teams.areas import Area
    from matchmaker.optimise.teams.flows import TeamEngine
    from matchmaker.optimise.teams.reach import Reach
    from matchmaker.optimise.teams.search import Found

NEVER = Deadline(None)
"""Time without end."""

PAIRS_LOOKED_AT = 2_000_000
"""Possible pairs that the search of an area may go over, all looks together."""


def assign_teams(
    matching_round: Round,
    matched: Collection[str],
    *,
    together: Iterable[Collection[str]] = (),
    before: Mapping[str, str] | None = None,
    held: Mapping[str, str] | None = None,
    engine: TeamEngine = "auto",
    effort: int = PAIRS_LOOKED_AT,
    deadline: Deadline = NEVER,
) -> TeamPlan:
    """
    Give every matched person an area lead.

    Equal people and leads give an equal answer, in whatever order their rows
    stand: where several arrangements are equally good, ids decide.

    Args:
        matching_round: Supporters, and the programme's teams and travel rule.
        matched: Ids of supporters with a pairing in a role that is led.
        together: For each setting the matched people who should have one lead.
        before: Who led whom in the plan before, by id; those who are not in this
            round are passed over.
        held: Who may have one lead only, and whom, by id.
        engine: `networkx` is the model of record, `or-tools` serves the same
            function; `auto` takes the one that suits the size of each area.
        effort: Bounds the search for arrangements without small teams, which
            is exact where it ends before (the proof says so): the possible
            pairs gone over in each area of the round.
        deadline: Once it has passed, people of one setting are brought together no
            further; the proof says what is not shown.

    Returns:
        Empty if the programme has no teams.

    Raises:
        NumberRangeError: If an area is too large for the flow engine.
    """
    teams = matching_round.programme.teams
    if teams is None:
        return TeamPlan()
    reach = find_reach(matching_round, matched, teams.lead_role).held_to(held or {})
    lead_of = np.full(len(reach.people), UNLED)
    value = bound = NOTHING
    leads_before = _leads_before(reach, before or {})
    bonds = find_bonds(together, {p.id: i for i, p in enumerate(reach.people)})
    for area in split_areas(reach, teams, leads_before, bonds):
        found = _arrange(area, engine, effort, deadline)
        led, lead = area.person[found.chosen], area.lead[found.chosen]
        lead_of[area.people[led]] = area.leads[lead]
        value, bound = value + found.value, bound + found.bound
    arrangement = Arrangement(matching_round, reach, teams, lead_of)
    # People in no area are unled, and bonds in none parted, whatever the areas do.
    beyond = NOTHING._replace(
        unled=len(arrangement.unled) - value.unled,
        parted=bonds.parted(lead_of) - value.parted,
    )
    return TeamPlan(
        teams=arrangement.formed,
        unled=arrangement.people_ids(arrangement.unled),
        breaches=find_breaches(arrangement),
        proof=_proofs(value + beyond, bound + beyond, bonded=len(bonds) > 0),
    )


def _arrange(area: Area, engine: TeamEngine, effort: int, deadline: Deadline) -> Found:
    """The best arrangement of an area: first without bonds, then with them."""
    flow = flow_for(area, engine)
    apart = search_area(replace(area, bonds=NO_BONDS), flow, effort // len(area.person))
    return unite(area, flow, apart, deadline) if len(area.bonds) else apart


def _leads_before(reach: Reach, before: Mapping[str, str]) -> Ints:
    """int64[P], positions of the leads in the plan before, or `UNLED`."""
    place = {lead.id: position for position, lead in enumerate(reach.leads)}
    leads = (before.get(person.id, "") for person in reach.people)
    return np.array([place.get(lead, UNLED) for lead in leads], np.int64)


def _proofs(value: Value, bound: Value, *, bonded: bool) -> tuple[Proof, ...]:
    """
    One proof a part; a bound holds given the parts before it, if they are proved.

    Where nobody asks for one lead, `parted` is left out.
    """
    proofs: list[Proof] = []
    for name, reached, best in zip(Value._fields, value, bound, strict=True):
        if name == "parted" and not bonded:
            continue
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
