"""Parts of a round that share no lead and no person, to be solved one by one."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np

from matchmaker.optimise.teams.answer import Value
from matchmaker.optimise.teams.reach import Tier

if TYPE_CHECKING:
    from matchmaker.optimise.model import Ints
    from matchmaker.optimise.teams.reach import Reach

UNLED = -1
"""In place of a lead's position, for people without one."""


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
    """

    people: Ints
    leads: Ints
    person: Ints
    lead: Ints
    tier: Ints
    minutes: Ints

    @cached_property
    def pair_costs(self) -> Ints:
        """int64[A]: one number a pair that keeps authority before region, then travel."""
        beyond, region, _ = self._weights
        outside = self.tier > Tier.OWN_AUTHORITY
        region_only = self.tier == Tier.REGION_ONLY
        return np.asarray(self.minutes + region * region_only + beyond * outside)

    @property
    def unled_cost(self) -> int:
        """What leaving a person unled costs: more than any change it could save."""
        return self._weights[2]

    @cached_property
    def _weights(self) -> tuple[int, int, int]:
        """
        Weights of outside the authority, region only, and unled.

        Two arrangements differ by simple cycles through leads and the unled, each
        met once, so a cycle moves at most one person more than there are leads.
        A weight that outweighs all later parts over one cycle orders any two
        arrangements rightly, and stays small enough for the engines at any size.
        """
        moves = min(len(self.people), len(self.leads) + 1)
        travel = int(self.minutes.max(initial=0))
        region = moves * travel + 1
        outside = moves * (region + travel) + 1
        unled = moves * (outside + region + travel) + 1
        return outside, region, unled

    @cached_property
    def degree(self) -> Ints:
        """int64[L], how many people each lead covers."""
        return np.bincount(self.lead, minlength=len(self.leads))

    def spans(self, chosen: Ints) -> Ints:
        """int64[L], the team sizes of an arrangement."""
        return np.bincount(self.lead[chosen], minlength=len(self.leads))

    def value(self, chosen: Ints, warn_below: int) -> Value:
        """How good an arrangement is, given by the pairs it uses."""
        spans = self.spans(chosen)
        return Value(
            unled=len(self.people) - len(chosen),
            small_teams=int(np.sum((spans > 0) & (spans < warn_below))),
            outside_authority=int(np.sum(self.tier[chosen] > Tier.OWN_AUTHORITY)),
            region_only=int(np.sum(self.tier[chosen] == Tier.REGION_ONLY)),
            travel=int(self.minutes[chosen].sum()),
        )


def split_areas(reach: Reach) -> list[Area]:
    """
    Cut a reach into its connected components.

    People whom no lead covers, and leads who cover nobody, are in none of them.
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
    return [_area(reach, person[part], lead[part]) for part in parts]


def _area(reach: Reach, person: Ints, lead: Ints) -> Area:
    people, person_here = np.unique(person, return_inverse=True)
    leads, lead_here = np.unique(lead, return_inverse=True)
    return Area(
        people=people,
        leads=leads,
        person=person_here,
        lead=lead_here,
        tier=reach.tier[person, lead].astype(np.int64),
        minutes=reach.counted_minutes(person, lead),
    )
