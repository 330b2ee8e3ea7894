"""What is missing in the teams, and what would mend it."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

import numpy as np

from matchmaker.optimise.teams.answer import (
    Handover,
    LeadRoom,
    MorePlaces,
    TeamBreach,
    TimeBack,
)

if TYPE_CHECKING:
    from matchmaker.optimise.model import Ints
    from matchmaker.optimise.teams.arrangement import Arrangement

NEAREST = 3
"""So many leads are named who could take people beyond their patch."""


def find_breaches(arrangement: Arrangement) -> tuple[TeamBreach, ...]:
    """Return no lead first, then the unled by region, small teams, and idle leads."""
    unled = arrangement.unled
    if len(unled) and not arrangement.reach.leads:
        people = arrangement.people_ids(unled)
        return (TeamBreach("no lead", people, _more_places(arrangement, unled)),)
    return (
        *_unled_by_region(arrangement),
        *_small_teams(arrangement),
        *_idle_leads(arrangement),
    )


def _unled_by_region(arrangement: Arrangement) -> list[TeamBreach]:
    groups: dict[str | None, list[int]] = {}
    for person in arrangement.unled.tolist():
        groups.setdefault(arrangement.reach.people[person].region, []).append(person)
    # People of no known region come last.
    return [
        TeamBreach(
            kind="unled",
            people=arrangement.people_ids(np.array(group)),
            region=region,
            mend=_more_places(arrangement, np.array(group)),
        )
        for region, group in sorted(groups.items(), key=lambda item: _by_name(item[0]))
    ]


def _more_places(arrangement: Arrangement, people: Ints) -> MorePlaces:
    reach = arrangement.reach
    counts = Counter(reach.people[person].authority for person in people.tolist())
    # A lead with room who covered one of them would lead them: these are full.
    covers = (reach.tier[people] > 0).any(axis=0)
    beyond = np.flatnonzero(~covers & (arrangement.room > 0))
    return MorePlaces(
        places=len(people),
        posts=-(-len(people) // arrangement.teams.most),
        authorities=tuple(sorted(counts.items(), key=lambda item: _by_name(item[0]))),
        full=arrangement.lead_ids(arrangement.leads_in_order(np.flatnonzero(covers))),
        nearest=_nearest(arrangement, people, beyond),
    )


def _small_teams(arrangement: Arrangement) -> list[TeamBreach]:
    spans = arrangement.spans
    small = (spans > 0) & (spans < arrangement.teams.warn_below)
    breaches = []
    for position in arrangement.leads_in_order(np.flatnonzero(small)).tolist():
        lead, members = arrangement.reach.leads[position], arrangement.members(position)
        breaches.append(
            TeamBreach(
                kind="small team",
                people=arrangement.people_ids(members),
                lead=lead.id,
                region=lead.region,
                mend=_handover(arrangement, position, members),
            )
        )
    return breaches


def _handover(arrangement: Arrangement, lead: int, members: Ints) -> Handover:
    covers = arrangement.reach.tier[members] > 0
    others = (arrangement.spans > 0) & (arrangement.room > 0)
    others[lead] = False
    whole = others & (arrangement.room >= len(members)) & ~covers.all(axis=0)
    takers = (
        arrangement.lead_ids(arrangement.leads_in_order(np.flatnonzero(row & others)))
        for row in covers
    )
    return Handover(
        short=arrangement.teams.warn_below - len(members),
        takers=tuple(zip(arrangement.people_ids(members), takers, strict=True)),
        nearest=_nearest(arrangement, members, np.flatnonzero(whole)),
    )


def _idle_leads(arrangement: Arrangement) -> list[TeamBreach]:
    """Leads without a team whose time for leading could go to pairings."""
    programme = arrangement.matching_round.programme
    minutes = programme.reserved_minutes((arrangement.teams.lead_role,))
    idle = arrangement.leads_in_order(np.flatnonzero(arrangement.spans == 0)).tolist()
    able = [i for i in idle if _matched_roles(arrangement, i)]
    if not minutes or not able:
        return []
    held = {role for lead in able for role in _matched_roles(arrangement, lead)}
    roles = tuple(role for role in programme.matched_roles if role in held)
    people = arrangement.lead_ids(np.array(able))
    return [TeamBreach("idle leads", people, TimeBack(minutes, roles))]


def _matched_roles(arrangement: Arrangement, lead: int) -> set[str]:
    matched = arrangement.matching_round.programme.matched_roles
    return set(arrangement.reach.leads[lead].roles).intersection(matched)


def _nearest(
    arrangement: Arrangement, people: Ints, leads: Ints
) -> tuple[LeadRoom, ...]:
    """The leads with the least mean travel to people other than themselves."""
    reach = arrangement.reach
    found = []
    for lead in leads.tolist():
        others = [
            p for p in people.tolist() if reach.people[p] is not reach.leads[lead]
        ]
        if others:
            travel = reach.counted_minutes(np.array(others), np.array(lead))
            # The mean, rounded half up.
            minutes = (2 * int(travel.sum()) + len(others)) // (2 * len(others))
            room = int(arrangement.room[lead])
            found.append(LeadRoom(reach.leads[lead].id, room, minutes))
    found.sort(key=lambda lead: (lead.minutes, lead.lead))
    return tuple(found[:NEAREST])


def _by_name(place: str | None) -> tuple[bool, str]:
    """Order by name, the unknown last."""
    return place is None, place or ""
