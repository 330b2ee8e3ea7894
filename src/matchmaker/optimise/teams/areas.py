"""Parts of a round that share no lead and no person, to be solved one by one."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from matchmaker.optimise.teams.answer import Value
from matchmaker.optimise.teams.bonds import NO_BONDS, Bonds
from matchmaker.optimise.teams.reach import Tier

if TYPE_CHECKING:
    from matchmaker.domain.teams import Teams
    from matchmaker.optimise.model import Ints, Mask
    from matchmaker.optimise.teams.reach import Reach

UNLED = -1
"""In place of a lead's position, for people without one."""


class _Weights(NamedTuple):
    """What one unit of each part costs in a flow; a minute of travel costs 1."""

    moved: int
    region_only: int
    outside: int
    parted: int
    spread: int
    unled: int


@dataclass(frozen=True, eq=False)
class Area:
    """
    People and leads who reach only one another.

    Pairs are in order of person, then lead; both are positions in this area.

    Attributes:
        people: int64[P], positions of its people in the reach.
        leads: int64[L], positions of its leads in the reach.
        person: int64[A], whom each possible pair leads.
        lead: int64[A], who leads them.
        tier: int64[A], the pair's `Tier`.
        minutes: int64[A], travel one way, the limit where it is not known.
        moved: bool[A], whether the pair takes its person from a lead before who
            covers them still.
        parted: int64[A], settings that the pair parts from the one lead of all
            their other people, as far as a flow can see it: while these stay.
        teams: The bounds on a team's size.
        bonds: Who should have one lead, by positions in this area.
    """

    people: Ints
    leads: Ints
    person: Ints
    lead: Ints
    tier: Ints
    minutes: Ints
    moved: Mask
    parted: Ints
    teams: Teams
    bonds: Bonds = NO_BONDS

    @cached_property
    def pair_costs(self) -> Ints:
        """int64[A]: one number a pair that keeps authority before region, and so on."""
        weights = self._weights
        return np.asarray(
            self.minutes
            + weights.moved * self.moved
            + weights.region_only * self.region_only
            + weights.outside * self.outside
            + weights.parted * self.parted
        )

    @property
    def step_cost(self) -> int:
        """What one unit of spread costs: more than any change of pairs could save."""
        return self._weights.spread

    @property
    def unled_cost(self) -> int:
        """What leaving a person unled costs: more than any change it could save."""
        return self._weights.unled

    @cached_property
    def outside(self) -> Mask:
        """bool[A], who is led from outside their own authority."""
        return np.asarray(self.tier > Tier.OWN_AUTHORITY)

    @cached_property
    def region_only(self) -> Mask:
        """bool[A], who is led by a lead who did not name their authority either."""
        return np.asarray(self.tier == Tier.REGION_ONLY)

    @cached_property
    def _weights(self) -> _Weights:
        """
        Weigh each part so that it outweighs all later ones.

        Two arrangements differ by simple cycles through leads and the unled, each
        met once, so a cycle moves at most one person more than there are leads, and
        changes the spread of two leads at most. A weight that outweighs all later
        parts over one cycle orders any two arrangements rightly. What no pair can
        be guilty of weighs nothing, which keeps the others small enough for the
        engines at any size.
        """
        moves = min(len(self.people), len(self.leads) + 1)
        later = int(self.minutes.max(initial=0))
        weights = []
        for guilty in (self.moved, self.region_only, self.outside, self.parted):
            weight = moves * later + 1 if guilty.any() else 0
            weights.append(weight)
            later += weight * int(guilty.max(initial=0))
        moved, region_only, outside, parted = weights
        largest = min(self.teams.most, int(self.degree.max(initial=0)))
        most_beyond = max(0, largest - self.teams.target)
        spread = moves * later + 1 if most_beyond else 0
        unled = moves * later + 2 * (2 * most_beyond * spread) + 1
        return _Weights(moved, region_only, outside, parted, spread, unled)

    @cached_property
    def degree(self) -> Ints:
        """int64[L], how many people each lead covers."""
        return np.bincount(self.lead, minlength=len(self.leads))

    def spans(self, chosen: Ints) -> Ints:
        """int64[L], the team sizes of an arrangement."""
        return np.bincount(self.lead[chosen], minlength=len(self.leads))

    def lead_of(self, chosen: Ints) -> Ints:
        """int64[P], everybody's lead in an arrangement, or `UNLED`."""
        lead_of = np.full(len(self.people), UNLED)
        lead_of[self.person[chosen]] = self.lead[chosen]
        return lead_of

    @cached_property
    def covers(self) -> Mask:
        """bool[P, L], who covers whom."""
        covers = np.zeros((len(self.people), len(self.leads)), bool)
        covers[self.person, self.lead] = True
        return covers

    @cached_property
    def cost_table(self) -> Ints:
        """int64[P, L], what each pair costs; 0 where nobody is covered."""
        table = np.zeros((len(self.people), len(self.leads)), np.int64)
        table[self.person, self.lead] = self.pair_costs
        return table

    def only(self, kept: Mask, parted: Ints) -> Area:
        """
        This area with some of its pairs only, in the same order.

        Args:
            kept: bool[A], which pairs.
            parted: int64[A], the settings that each of all pairs parts.
        """
        return replace(
            self,
            person=self.person[kept],
            lead=self.lead[kept],
            tier=self.tier[kept],
            minutes=self.minutes[kept],
            moved=self.moved[kept],
            parted=parted[kept],
        )

    def value(self, chosen: Ints) -> Value:
        """How good an arrangement is, given by the pairs it uses."""
        spans = self.spans(chosen)
        return Value(
            unled=len(self.people) - len(chosen),
            small_teams=int(np.sum((spans > 0) & (spans < self.teams.warn_below))),
            spread=int(np.square(np.maximum(spans - self.teams.target, 0)).sum()),
            parted=self.bonds.parted(self.lead_of(chosen)),
            outside_authority=int(self.outside[chosen].sum()),
            region_only=int(self.region_only[chosen].sum()),
            moved=int(self.moved[chosen].sum()),
            travel=int(self.minutes[chosen].sum()),
        )


def split_areas(
    reach: Reach, teams: Teams, before: Ints, bonds: Bonds = NO_BONDS
) -> list[Area]:
    """
    Cut a reach into its connected components.

    Args:
        reach: Who may lead whom.
        teams: The bounds on a team's size.
        before: int64[P], everybody's lead in the plan before, or `UNLED`.
        bonds: Who should have one lead, by positions in the reach.

    Returns:
        The parts. People whom no lead covers, and leads who cover nobody, are in
        none of them; nor are bonds between people of several parts.
    """
    import networkx as nx

    person, lead = np.nonzero(reach.tier)
    count = len(reach.people)
    graph: nx.Graph[int] = nx.Graph()
    graph.add_edges_from(zip(person.tolist(), (lead + count).tolist(), strict=True))
    label = np.full(count, -1)
    for number, nodes in enumerate(nx.connected_components(graph)):
        label[[node for node in nodes if node < count]] = number
    # Pairs come in order of person: areas are met in the order of their first one.
    order = np.argsort(label[person], kind="stable")
    cuts = np.flatnonzero(np.diff(label[person][order])) + 1
    parts = np.split(order, cuts) if len(order) else []
    areas = [_area(reach, person[part], lead[part], teams, before) for part in parts]
    return [replace(area, bonds=bonds.within(area.people)) for area in areas]


def _area(reach: Reach, person: Ints, lead: Ints, teams: Teams, before: Ints) -> Area:
    had = before[person]
    stays = (had != UNLED) & (reach.tier[person, had] != Tier.NOT_COVERED)
    people, person_here = np.unique(person, return_inverse=True)
    leads, lead_here = np.unique(lead, return_inverse=True)
    return Area(
        people=people,
        leads=leads,
        person=person_here,
        lead=lead_here,
        tier=reach.tier[person, lead].astype(np.int64),
        minutes=reach.counted_minutes(person, lead),
        moved=stays & (had != lead),
        parted=np.zeros(len(person), np.int64),
        teams=teams,
    )
