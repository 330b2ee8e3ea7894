"""Blocking pairs: two people who would rather be with each other."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from matchmaker.optimise.roommates.lists import Rankings


@dataclass(frozen=True, slots=True)
class BlockingPair:
    """
    Two people who both like each other better than whom they have.

    Attributes:
        one: The lower number.
        other: The higher.
        one_has: The mate of `one`; `None`: nobody.
        other_has: The mate of `other`.
    """

    one: int
    other: int
    one_has: int | None
    other_has: int | None


def blocking_pairs(rankings: Rankings, mate: Sequence[int]) -> tuple[BlockingPair, ...]:
    """
    Find every blocking pair; a matching without any is weakly stable.

    Args:
        rankings: Who likes whom.
        mate: Everybody's mate, or -1.

    Returns:
        Ascending.
    """
    return tuple(
        BlockingPair(one, other, _name(mate[one]), _name(mate[other]))
        for one, other in rankings.pairs
        if _prefers(rankings, one, other, mate) and _prefers(rankings, other, one, mate)
    )


def _prefers(rankings: Rankings, one: int, other: int, mate: Sequence[int]) -> bool:
    mine = rankings.ranks[one]
    return mate[one] < 0 or mine[other] < mine[mate[one]]


def _name(mate: int) -> int | None:
    return None if mate < 0 else mate
