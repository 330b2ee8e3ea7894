"""Who is in a group with whom, how good that is, and who is in none and why."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, NamedTuple

if TYPE_CHECKING:
    from matchmaker.domain.proof import Proof

WhyNot = Literal["too many", "no time", "apart", "nobody", "no place"]
"""`too many`: more applied together than a group may have. `no time`: no time suits
all who applied together. `apart`: some who applied together may not be in one
group. `nobody`: no others share a time, fit and may be with them, so that no group
would be large enough. `no place`: there could be a group, but not for all at once."""


class Value(NamedTuple):
    """
    How good groups are, first things first.

    Attributes:
        ungrouped: People in no group; less is better.
        small_groups: Groups below the preferred size; less is better.
        outside_district: People from outside the district that most of their group
            are from; an unknown district is outside. Less is better.
        points: Points of all pairs in one group; more is better.
    """

    ungrouped: int
    small_groups: int
    outside_district: int
    points: int

    @property
    def key(self) -> tuple[int, int, int, int]:
        """For comparing: less is better throughout."""
        return (*self[:3], -self.points)


@dataclass(frozen=True, slots=True)
class Leftover:
    """
    An application that is in no group.

    Attributes:
        bundle: Which.
        people: The positions of its people.
        why: What stands in the way.
    """

    bundle: int
    people: tuple[int, ...]
    why: WhyNot


@dataclass(frozen=True, slots=True)
class GroupPlan:
    """
    Who is in a group with whom.

    Attributes:
        groups: The people of each group, by position, ascending; groups by their
            first person.
        times: For each group, the times that suit all of it, as a mask.
        leftovers: Applications in no group, ascending.
        value: How good it is.
        proof: For each part of `Value`, what was reached and shown.
    """

    groups: tuple[tuple[int, ...], ...]
    times: tuple[int, ...]
    leftovers: tuple[Leftover, ...]
    value: Value
    proof: tuple[Proof, ...]
