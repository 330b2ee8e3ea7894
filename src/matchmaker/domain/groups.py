"""People who are supported together: what a programme says, and what a plan has."""

from __future__ import annotations

from typing import Literal, Self

from pydantic import Field, model_validator

from matchmaker.domain.criteria import AnyCriterion
from matchmaker.domain.frozen import Frozen
from matchmaker.domain.rules import AnyRule

LARGEST_GROUP = 8

UngroupedReason = Literal["too many", "no time", "apart", "nobody", "no place"]
"""`too many`: more applied together than a group may have. `no time`: no time suits
all who applied together. `apart`: the rules keep some who applied together out of one
group. `nobody`: too few others share a time and may be with them. `no place`: there
could be a group, but not for all at once."""

GROUP_OBJECTIVES = ("ungrouped", "small-groups", "outside-district", "points")
"""What is sought for groups, in this order: few people in no group, few small groups,
few people from outside their group's district, the points of all pairs in a group."""


class Groups(Frozen):
    """
    How those who ask are put into groups before they are matched.

    Every group then asks as one. Rules and criteria hold among those who ask, both
    ways, as if each supported the other.

    Attributes:
        role: The role that they ask for together.
        least: No group is smaller.
        preferred: A group with fewer people is a small one.
        most: No group is larger.
        together: The field whose answer those share who applied together.
        times: The field of half-days of which a group must have one in common;
            `None`: groups need none.
        district: What a group should have in common.
        rules: What must hold between any two of a group.
        criteria: What makes two people good company.
    """

    role: str
    least: int = Field(default=1, ge=1)
    preferred: int = Field(default=3, ge=1)
    most: int = Field(default=4, ge=1, le=LARGEST_GROUP)
    together: str | None = None
    times: str | None = None
    district: Literal["authority", "region"] = "authority"
    rules: tuple[AnyRule, ...] = Field(default=(), alias="rule")
    criteria: tuple[AnyCriterion, ...] = Field(default=(), alias="criterion")

    @model_validator(mode="after")
    def _check_sizes(self) -> Self:
        if not self.least <= self.preferred <= self.most:
            raise ValueError("group sizes are not least <= preferred <= most")
        coupling = [rule.name for rule in self.rules if rule.kind != "pair"]
        if coupling:
            raise ValueError(f"rule '{coupling[0]}' does not speak of two people alone")
        return self


class Group(Frozen):
    """
    People who are supported together.

    Attributes:
        id: `group-` and the id of its first member; the group's request has it too.
        members: Ids of the members' requests, in the round's order.
        points: Of all pairs among them, both ways.
        district: The place that most of them are from; `None` if none is known.
        outside: How many members are not from there.
        times: Half-days that suit all of them.
    """

    id: str
    members: tuple[str, ...]
    points: int
    district: str | None = None
    outside: int = 0
    times: tuple[str, ...] = ()


class Ungrouped(Frozen):
    """
    A request whose person is in no group.

    Attributes:
        request: The request's id.
        reason: Why.
    """

    request: str
    reason: UngroupedReason
