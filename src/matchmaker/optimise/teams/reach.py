"""Who may lead whom, how well they suit, and how far it is."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import IntEnum
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np

from matchmaker.geo import distance_metres, travel_minutes

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping, Sequence

    from numpy.typing import NDArray

    from matchmaker.domain.located import Located
    from matchmaker.domain.round import Round
    from matchmaker.domain.supporter import Supporter
    from matchmaker.optimise.model import Ints, Mask

UNKNOWN = -1
"""The minutes of a journey from or to an unknown place."""

USUAL_LIMIT_MINUTES = 90
"""What an unknown journey counts as where the programme has no travel limit."""


class Tier(IntEnum):
    """How a lead covers a person; less is better."""

    NOT_COVERED = 0
    OWN_AUTHORITY = 1
    NAMED_AUTHORITY = 2
    REGION_ONLY = 3


@dataclass(frozen=True, eq=False)
class Reach:
    """
    People to be led, and leads.

    Each are sorted by id, so that the order of rows in the users' files does not
    decide between equals.

    Attributes:
        people: Matched people.
        leads: Supporters with the lead role; they may be among the people too.
        tier: int8[P, L], a `Tier` for every person and lead.
        limit_minutes: What an unknown journey counts as.
    """

    people: tuple[Supporter, ...]
    leads: tuple[Supporter, ...]
    tier: NDArray[np.int8]
    limit_minutes: int

    def minutes(self, person: Ints, lead: Ints) -> Ints:
        """
        Return travel minutes between people and leads given by their positions.

        The arguments broadcast; `UNKNOWN` where either place is not known.
        """
        here, there = self._people_at[person], self._leads_at[lead]
        metres = distance_metres(
            here[..., 0], here[..., 1], there[..., 0], there[..., 1]
        )
        known = (here[..., 2] & there[..., 2]).astype(bool)
        return np.where(known, travel_minutes(metres), UNKNOWN)

    def counted_minutes(self, person: Ints, lead: Ints) -> Ints:
        """Return `minutes` with the limit in place of what is not known."""
        minutes = self.minutes(person, lead)
        return np.where(minutes == UNKNOWN, self.limit_minutes, minutes)

    def held_to(self, held: Mapping[str, str]) -> Reach:
        """
        The same, with some people covered by one lead only.

        Args:
            held: By the person's id the lead's; whom that lead does not cover is
                covered by nobody then. Ids that are not here are passed over.
        """
        place = {lead.id: position for position, lead in enumerate(self.leads)}
        tier = self.tier.copy()
        for row, person in enumerate(self.people):
            if held.get(person.id) in place:
                others = np.arange(len(self.leads)) != place[held[person.id]]
                tier[row, others] = Tier.NOT_COVERED
        return replace(self, tier=tier)

    @cached_property
    def _people_at(self) -> Ints:
        return _coordinates(self.people)

    @cached_property
    def _leads_at(self) -> Ints:
        return _coordinates(self.leads)


def find_reach(
    matching_round: Round, matched: Collection[str], lead_role: str
) -> Reach:
    """
    Find who may lead whom.

    Args:
        matching_round: Supporters, and the programme's travel rule for leads.
        matched: Ids of the people to be led, in any order.
        lead_role: The role that leads.
    """
    everyone = sorted(matching_round.supporters, key=lambda supporter: supporter.id)
    wanted = set(matched)
    people = tuple(s for s in everyone if s.id in wanted)
    leads = tuple(s for s in everyone if lead_role in s.roles)
    rule = matching_round.programme.travel_rule(lead_role)
    limit = USUAL_LIMIT_MINUTES if rule is None else rule.limit_minutes
    return Reach(people, leads, _tiers(people, leads), limit)


def _tiers(people: Sequence[Supporter], leads: Sequence[Supporter]) -> NDArray[np.int8]:
    authorities = [person.authority for person in people]
    regions = [person.region for person in people]
    own = _names(authorities, ([lead.authority] for lead in leads))
    named = _names(authorities, (lead.authorities for lead in leads))
    region = _names(regions, ([lead.region, *lead.regions] for lead in leads))
    tier = np.select(
        [_is_self(people, leads), own, named, region],
        [
            np.int8(Tier.NOT_COVERED),
            np.int8(Tier.OWN_AUTHORITY),
            np.int8(Tier.NAMED_AUTHORITY),
            np.int8(Tier.REGION_ONLY),
        ],
        np.int8(Tier.NOT_COVERED),
    )
    return np.asarray(tier, dtype=np.int8)


def _names(places: Sequence[str | None], named: Iterable[Iterable[str | None]]) -> Mask:
    """bool[P, L], who names whose place. An unknown place is nobody's."""
    row = {place: i for i, place in enumerate(sorted({p for p in places if p}))}
    columns = list(named)
    table = np.zeros((len(row) + 1, len(columns)), dtype=bool)
    for column, names in enumerate(columns):
        table[[row[name] for name in names if name in row], column] = True
    return table[np.array([row.get(p or "", len(row)) for p in places], dtype=np.int64)]


def _is_self(people: Sequence[Supporter], leads: Sequence[Supporter]) -> Mask:
    column = {lead.id: j for j, lead in enumerate(leads)}
    same = np.zeros((len(people), len(leads)), dtype=bool)
    for row, person in enumerate(people):
        if person.id in column:
            same[row, column[person.id]] = True
    return same


def _coordinates(located: Sequence[Located]) -> Ints:
    """int64[N, 3]: easting, northing, and whether they are known."""
    rows = [
        (0, 0, 0)
        if at.easting is None or at.northing is None
        else (at.easting, at.northing, 1)
        for at in located
    ]
    return np.array(rows, dtype=np.int64).reshape(-1, 3)
