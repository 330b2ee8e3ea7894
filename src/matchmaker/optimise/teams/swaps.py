"""
Fewer settings parted, by swaps at random that now and then make it worse for a while.

Who shares settings forms clusters, and to cut clusters into teams with as few cuts as
possible is hard. Simulated annealing (Kirkpatrick, Gelatt and Vecchi 1983) finds good
cuts quickly; exact flows then make the best of all the rest. Its dice are seeded, so
equal areas get equal answers.
"""

from __future__ import annotations

from math import exp
from random import Random
from typing import TYPE_CHECKING

import numpy as np

from matchmaker.optimise.teams.areas import UNLED

if TYPE_CHECKING:
    from matchmaker.optimise.model import Ints
    from matchmaker.optimise.teams.areas import Area

STEPS_EACH, MOST_STEPS = 300, 200_000
"""Steps for each person in a bond, and altogether at most."""

WARM, COLD = 1.5, 0.1
"""Settings by which a step may be worse at even odds, at the start and at the end."""


def fewer_parted(area: Area, chosen: Ints) -> Ints:
    """
    Part fewer settings; nobody more is unled, no more teams are small or too large.

    Args:
        area: The people, the leads and the bonds.
        chosen: int64[K], the pairs of an arrangement.

    Returns:
        int64[K], the pairs of the best arrangement met.
    """
    walk = _Walk(area, chosen)
    steps = min(STEPS_EACH * len(walk.bonded), MOST_STEPS)
    for step in range(steps):
        walk.step(WARM * (COLD / WARM) ** (step / steps))
    return walk.best_pairs()


class _Walk:
    """Who has which lead, and the best met so far."""

    def __init__(self, area: Area, chosen: Ints) -> None:
        self._teams = area.teams
        self._dice = Random(0)
        self._covers = area.covers.tolist()
        self._lead_of = area.lead_of(chosen).tolist()
        self._team: list[list[int]] = [[] for _ in area.leads]
        for person, lead in enumerate(self._lead_of):
            if lead != UNLED:
                self._team[lead].append(person)
        self._bonds: dict[int, list[tuple[tuple[int, ...], int]]] = {}
        weights = area.bonds.weight.tolist()
        for people, weight in zip(area.bonds.members, weights, strict=True):
            for person in people:
                self._bonds.setdefault(person, []).append((people, weight))
        self.bonded = sorted(p for p in self._bonds if self._lead_of[p] != UNLED)
        self._gained, self._most_gained = 0, 0
        self._best = list(self._lead_of)
        self._pair_at = {
            place: pair
            for pair, place in enumerate(
                zip(area.person.tolist(), area.lead.tolist(), strict=True)
            )
        }

    def best_pairs(self) -> Ints:
        """The pairs of the best arrangement met."""
        places = (p for p in enumerate(self._best) if p[1] != UNLED)
        return np.array(sorted(self._pair_at[place] for place in places), np.int64)

    def step(self, warmth: float) -> None:
        """Bring somebody to a partner's lead, if that is good or the dice allow it."""
        person = self._dice.choice(self.bonded)
        people, _ = self._dice.choice(self._bonds[person])
        here, there = self._lead_of[person], self._lead_of[self._dice.choice(people)]
        if there in (here, UNLED) or not self._covers[person][there]:
            return
        other = self._dice.choice(self._team[there])
        moved = {person: there}
        if not self._has_room(here, there):
            if not self._covers[other][here]:
                return
            moved[other] = here
        gain = self._gain(moved)
        if gain >= 0 or self._dice.random() < exp(gain / warmth):
            self._move(moved, gain)

    def _has_room(self, here: int, there: int) -> bool:
        """Whether one may go from team to team with no harm to the size of either."""
        left, joined = len(self._team[here]), len(self._team[there])
        return (
            left > max(self._teams.warn_below, 1)
            and joined < self._teams.most
            and (joined < self._teams.target or joined < left)
        )

    def _gain(self, moved: dict[int, int]) -> int:
        """Settings that get one lead by a move, less those that lose theirs."""
        touched = dict.fromkeys(b for p in moved for b in self._bonds.get(p, ()))
        gain = 0
        for people, weight in touched:
            before = {self._lead_of[p] for p in people}
            after = {moved.get(p, self._lead_of[p]) for p in people}
            gain += weight * ((len(after) == 1) - (len(before) == 1))
        return gain

    def _move(self, moved: dict[int, int], gain: int) -> None:
        for person, there in moved.items():
            self._team[self._lead_of[person]].remove(person)
            self._team[there].append(person)
            self._lead_of[person] = there
        self._gained += gain
        if self._gained > self._most_gained:
            self._most_gained = self._gained
            self._best = list(self._lead_of)
