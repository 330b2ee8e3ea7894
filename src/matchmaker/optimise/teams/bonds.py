"""People who should have one lead, because they serve the same setting."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from matchmaker.optimise.teams.pieces import cut_up, ties_of

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping

    from matchmaker.optimise.model import Ints, Mask


Bond = tuple[tuple[int, ...], int]
"""The people of a bond, and how many settings they serve together."""


@dataclass(frozen=True, eq=False)
class Bonds:
    """
    Sets of people who should have one lead.

    Attributes:
        members: For each bond its people, by position, ascending.
        weight: int64[B], how many settings these very people serve together.
    """

    members: tuple[tuple[int, ...], ...]
    weight: Ints

    def __len__(self) -> int:
        """How many different sets of people there are."""
        return len(self.members)

    @property
    def settings(self) -> int:
        """How many settings are concerned."""
        return int(self.weight.sum())

    def parted(self, lead_of: Ints) -> int:
        """
        Count the settings whose people have several leads, or somebody has none.

        Args:
            lead_of: int64[P], everybody's lead; below 0 for nobody.
        """
        return sum(
            weight
            for people, weight in zip(self.members, self.weight.tolist(), strict=True)
            if not _is_one([int(lead_of[person]) for person in people])
        )

    def within(self, people: Ints) -> Bonds:
        """The bonds among some people alone, by their positions in that list."""
        place = {person: here for here, person in enumerate(people.tolist())}
        kept = [
            number
            for number, members in enumerate(self.members)
            if all(person in place for person in members)
        ]
        members = tuple(tuple(place[p] for p in self.members[n]) for n in kept)
        return Bonds(members, self.weight[kept])

    def parted_at_least(self, covers: Mask, most: int) -> int:
        """
        Count the settings that are parted in any arrangement, as far as is plain.

        Those whose people no lead could have all; and where the others tie more
        people to each other than one team takes, the cuts that so many teams need.

        Args:
            covers: bool[P, L], who covers whom.
            most: No lead has more people.
        """
        bonds: list[Bond] = list(zip(self.members, self.weight.tolist(), strict=True))
        hopeful = [
            (people, weight)
            for people, weight in bonds
            if len(people) <= most and covers[list(people)].all(axis=0).any()
        ]
        hopeless = self.settings - sum(weight for _, weight in hopeful)
        return hopeless + sum(_cuts(cluster, most) for cluster in _clusters(hopeful))

    def blocks(self) -> list[Ints]:
        """
        People in bonds, in blocks of whom no two share one.

        While all others stay, what a block does to its bonds adds up over its
        people. Experts and mentors, who share settings only with each other, make
        two blocks.
        """
        partners: dict[int, set[int]] = {}
        for people in self.members:
            for person in people:
                partners.setdefault(person, set()).update(people)
        colour: dict[int, int] = {}
        for person in sorted(partners, key=lambda p: (-len(partners[p]), p)):
            taken = {colour[other] for other in partners[person] if other in colour}
            colour[person] = next(c for c in range(len(taken) + 1) if c not in taken)
        return [
            np.array(sorted(p for p, c in colour.items() if c == number), np.int64)
            for number in range(max(colour.values(), default=-1) + 1)
        ]

    def pull(self, lead_of: Ints, block: Ints) -> Mapping[int, Counter[int]]:
        """
        For each person of a block, the settings that each lead would keep together.

        Everybody else stays with whom they have.
        """
        inside = set(block.tolist())
        kept: dict[int, Counter[int]] = {person: Counter() for person in inside}
        for people, weight in zip(self.members, self.weight.tolist(), strict=True):
            for person in inside.intersection(people):
                others = [int(lead_of[other]) for other in people if other != person]
                if _is_one(others):
                    kept[person][others[0]] += weight
        return kept


NO_BONDS = Bonds((), np.zeros(0, np.int64))
"""Where nobody asks for one lead."""


def _clusters(bonds: list[Bond]) -> list[list[Bond]]:
    """Bonds by the clusters of people whom they tie to each other."""
    import networkx as nx

    cluster_of = {
        person: number
        for number, cluster in enumerate(nx.connected_components(ties_of(bonds)))
        for person in cluster
    }
    clusters: dict[int, list[Bond]] = {}
    for bond in bonds:
        clusters.setdefault(cluster_of[bond[0][0]], []).append(bond)
    return list(clusters.values())


def _cuts(cluster: list[Bond], most: int) -> int:
    """So many settings are parted at least if a cluster goes to teams of so many."""
    if all(len(members) == 2 for members, _ in cluster):
        return cut_up(ties_of(cluster), most).bound
    people = {person for members, _ in cluster for person in members}
    teams = -(-len(people) // most)
    # One bond that is cut gives its people to so many more teams at most.
    widest = max(len(members) for members, _ in cluster) - 1
    return -(-(teams - 1) // widest) * min(weight for _, weight in cluster)


def _is_one(leads: list[int]) -> bool:
    return leads[0] >= 0 and all(lead == leads[0] for lead in leads)


def find_bonds(
    together: Iterable[Collection[str]], position: Mapping[str, int]
) -> Bonds:
    """
    Find out who should have one lead.

    Args:
        together: The people of each setting, by id; one alone asks for nothing.
        position: Everybody's position.
    """
    counts = Counter(
        tuple(sorted({position[name] for name in people})) for people in together
    )
    found = {people: n for people, n in counts.items() if len(people) > 1}
    members = tuple(sorted(found))
    return Bonds(members, np.array([found[people] for people in members], np.int64))
