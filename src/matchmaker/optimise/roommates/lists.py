"""What people who rank each other find acceptable, and how much."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from matchmaker.errors import InputError
from matchmaker.optimise.stable.lists import ranks_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from matchmaker.optimise.stable.lists import PreferenceList


Liking = Callable[[int, int], int]
"""How much the first of two people likes the second."""


@dataclass(frozen=True)
class Rankings:
    """
    Everybody's ranking of the others.

    Attributes:
        ranks: For each person, those acceptable to both, and how many the person
            likes better, the unacceptable among them left out of the count.
    """

    ranks: tuple[dict[int, int], ...]

    @classmethod
    def of(cls, preferences: Sequence[PreferenceList]) -> Rankings:
        """
        Read preference lists; whoever is not named in return is left out.

        Raises:
            InputError: If a list names its owner, nobody, or somebody twice.
        """
        named = [ranks_of(one, len(preferences)) for one in preferences]
        for person, others in enumerate(named):
            if person in others:
                raise InputError(f"Person {person} names themself.")
        return cls(
            tuple(
                _closed_up({o: rank for o, rank in mine.items() if person in named[o]})
                for person, mine in enumerate(named)
            )
        )

    @classmethod
    def by_liking(
        cls, people: int, pairs: Iterable[tuple[int, int]], liking: Liking
    ) -> Rankings:
        """
        Rank by figures.

        Args:
            people: How many there are.
            pairs: Who may be together.
            liking: How much the first of two likes the second; more is better.
        """
        others: list[list[int]] = [[] for _ in range(people)]
        for one, other in pairs:
            others[one].append(other)
            others[other].append(one)
        return cls(
            tuple(
                _closed_up({o: -liking(person, o) for o in mine})
                for person, mine in enumerate(others)
            )
        )

    @property
    def people(self) -> int:
        """How many people there are."""
        return len(self.ranks)

    @property
    def strict(self) -> bool:
        """Whether nobody likes two others equally well."""
        return all(len(set(mine.values())) == len(mine) for mine in self.ranks)

    @cached_property
    def pairs(self) -> tuple[tuple[int, int], ...]:
        """All acceptable pairs, the lower number first, ascending."""
        return tuple(
            (one, other)
            for one, mine in enumerate(self.ranks)
            for other in sorted(mine)
            if one < other
        )

    @cached_property
    def order(self) -> tuple[tuple[int, ...], ...]:
        """Everybody's list, best first; among equals the lower number."""
        return tuple(
            tuple(sorted(mine, key=lambda other: (mine[other], other)))
            for mine in self.ranks
        )


def _closed_up(ranks: dict[int, int]) -> dict[int, int]:
    """Count how many are liked better, among those who are there."""
    values = sorted(ranks.values())
    return {other: bisect_left(values, rank) for other, rank in ranks.items()}
