"""Who is together and who would rather be elsewhere, in CP-SAT."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from ortools.sat.python import cp_model

from matchmaker.optimise.roommates.blocking import blocking_pairs

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

    from matchmaker.optimise.roommates.lists import Rankings

    Points = Mapping[tuple[int, int], int]

Pair = tuple[int, int]
"""Two people, the lower number first."""


@dataclass(frozen=True)
class Together:
    """
    Who is with whom.

    Attributes:
        people: How many people there are.
        links: Who is together; only the middle of a trio is in two of them.
    """

    people: int
    links: frozenset[Pair]

    @property
    def trio(self) -> tuple[int, int, int] | None:
        """An end, the middle and the other end, the lower end first; or `None`."""
        for person, mates in enumerate(self.mates):
            if len(mates) > 1:
                one, other = sorted(mates)
                return one, person, other
        return None

    @property
    def mates(self) -> list[list[int]]:
        """Everybody's mates."""
        found: list[list[int]] = [[] for _ in range(self.people)]
        for one, other in self.links:
            found[one].append(other)
            found[other].append(one)
        return found

    def worst(self, rankings: Rankings) -> list[int]:
        """Everybody's mate, the one liked less of two; -1 for nobody."""
        return [
            max(mates, key=lambda mate: rankings.ranks[person][mate], default=-1)
            for person, mates in enumerate(self.mates)
        ]


class RoommateModel:
    """
    Who is together, in CP-SAT; first a variable for each pair, in order.

    Attributes:
        cp: The model.
        rankings: Who likes whom.
        together: For each pair whether it is.
        blocks: For each pair whether it may block; empty where none may.
        middles: For each person whether they are the middle of a trio; empty where
            there is none.
        worst: The fewest points of a pair that is together.
    """

    def __init__(
        self,
        rankings: Rankings,
        points: Points,
        *,
        stable: bool,
        trio: bool = False,
        never: Collection[Pair] = (),
        insisted: Collection[Pair] = (),
    ) -> None:
        """
        Write the model.

        Args:
            rankings: Who likes whom.
            points: What each pair is worth.
            stable: Whether no pair may block, because that is known to be possible.
            trio: Whether one person may have two mates.
            never: Pairs who may not be the two ends of a trio.
            insisted: Pairs that must be together.
        """
        self.cp = cp_model.CpModel()
        self.rankings = rankings
        self._never = never if trio else ()
        self.points = [points[pair] for pair in rankings.pairs]
        self.together = [self.cp.new_bool_var("") for _ in rankings.pairs]
        may_block = () if stable else rankings.pairs
        self.blocks = [self.cp.new_bool_var("") for _ in may_block]
        low, high = min(self.points, default=0), max(self.points, default=0)
        self.worst = self.cp.new_int_var(low, high, "")
        self.middles = [
            self.cp.new_bool_var("") for _ in (rankings.ranks if trio else ())
        ]
        self._of: list[dict[int, cp_model.IntVar]] = [{} for _ in rankings.ranks]
        for (one, other), variable in zip(rankings.pairs, self.together, strict=True):
            self._of[one][other] = self._of[other][one] = variable
        self._levels = [sorted(set(mine.values())) for mine in rankings.ranks]
        self._content = [
            {level: self.cp.new_bool_var("") for level in levels}
            for levels in self._levels
        ]
        self._write()
        for pair in insisted:
            self.cp.add(self._of[pair[0]][pair[1]] == 1)

    def _write(self) -> None:
        for person, mine in enumerate(self._of):
            self._hold_places(person, list(mine.values()))
            self._define_content(person)
        if self.middles:
            self.cp.add_at_most_one(self.middles)
        self._keep_ends_apart()
        for number, (one, other) in enumerate(self.rankings.pairs):
            content = [self._likes(one, other), self._likes(other, one)]
            block = self.blocks[number : number + 1]
            self.cp.add_bool_or([self.together[number], *content, *block])
            worth = self.points[number]
            self.cp.add(self.worst <= worth).only_enforce_if(self.together[number])

    def _hold_places(self, person: int, links: list[cp_model.IntVar]) -> None:
        if not self.middles:
            self.cp.add_at_most_one(links)
            return
        self.cp.add(sum(links) <= 1 + self.middles[person])
        self.cp.add(sum(links) >= 2 * self.middles[person])

    def _define_content(self, person: int) -> None:
        """Whether all whom a person has are liked so well, and there is somebody."""
        ranks, content = self.rankings.ranks[person], self._content[person]
        better: list[cp_model.IntVar] = []
        for level in self._levels[person]:
            here = [x for mate, x in self._of[person].items() if ranks[mate] == level]
            self.cp.add_bool_or([~content[level], *better, *here])
            for before in better:
                self.cp.add_implication(before, content[level])
                # With somebody worse nobody is content with those who are better.
                for link in here:
                    self.cp.add_bool_or([~before, ~link])
            better = [content[level]]

    def _likes(self, person: int, other: int) -> cp_model.IntVar:
        """Whether a person has somebody, and nobody whom they like less than another."""
        return self._content[person][self.rankings.ranks[person][other]]

    def _keep_ends_apart(self) -> None:
        for one, other in self._never:
            for middle in self._of[one].keys() & self._of[other].keys():
                self.cp.add_at_most_one(
                    [self._of[one][middle], self._of[other][middle]]
                )

    def values_of(self, plan: Together) -> list[int]:
        """The values of all variables in a plan that obeys the model."""
        rankings = self.rankings
        pairs = rankings.pairs
        worst_mate = plan.worst(rankings)
        used = [pair in plan.links for pair in pairs]
        blocked = {(b.one, b.other) for b in blocking_pairs(rankings, worst_mate)}
        blocks = [pair in blocked for pair in pairs] if self.blocks else []
        worths = [p for p, use in zip(self.points, used, strict=True) if use]
        fewest = min(worths, default=max(self.points, default=0))
        middles = [len(mates) > 1 for mates in plan.mates] if self.middles else []
        content = [
            worst_mate[person] >= 0
            and rankings.ranks[person][worst_mate[person]] <= level
            for person, levels in enumerate(self._levels)
            for level in levels
        ]
        return [*map(int, (*used, *blocks)), fewest, *map(int, (*middles, *content))]

    def plan_of(self, values: Sequence[int]) -> Together:
        """Who is together in a solution."""
        pairs = self.rankings.pairs
        used = (pair for pair, value in zip(pairs, values, strict=False) if value)
        return Together(self.rankings.people, frozenset(used))
