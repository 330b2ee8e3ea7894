"""Why somebody who asks is in a group, with whom, and what each is to them."""

from __future__ import annotations

from dataclasses import dataclass

from matchmaker import verify
from matchmaker.domain.among import those_who_ask
from matchmaker.domain.groups import Group, UngroupedReason
from matchmaker.domain.round import Round
from matchmaker.errors import InputError
from matchmaker.pipeline import Solved
from matchmaker.reasons.pairing import criteria_of
from matchmaker.reasons.records import CriterionReason


@dataclass(frozen=True, slots=True)
class Companion:
    """
    Somebody else of the same group.

    Attributes:
        request: The id of their request.
        points: What the two are worth in one group, both ways.
        criteria: What the other is to the one who asks, in the order of the groups'
            criteria.
    """

    request: str
    points: int
    criteria: tuple[CriterionReason, ...]


@dataclass(frozen=True, slots=True)
class GroupReason:
    """
    Where somebody who asks is.

    Attributes:
        request: The id of the request.
        group: The group; `None` if there is none.
        why_not: Why there is none; `None` in a group.
        company: The others of the group, in its order.
    """

    request: str
    group: Group | None
    why_not: UngroupedReason | None
    company: tuple[Companion, ...]


def why_group(solved: Solved, request: str) -> GroupReason:
    """
    Why somebody who asks is in a group, or in none.

    Raises:
        InputError: Nobody with this id asks for what groups are given.
    """
    for group in solved.plan.groups:
        if request in group.members:
            asking = those_who_ask(solved.whole)
            others = (other for other in group.members if other != request)
            company = tuple(_companion(asking, request, other) for other in others)
            return GroupReason(request, group, None, company)
    for one in solved.plan.ungrouped:
        if one.request == request:
            return GroupReason(request, None, one.reason, ())
    raise InputError(f"Nobody asks as '{request}' for what groups are given.")


def _companion(asking: Round, request: str, other: str) -> Companion:
    asks, comes = asking.request(request), asking.supporter(other)
    there = verify.points_of(asking, asks, comes)
    back = verify.points_of(asking, asking.request(other), asking.supporter(request))
    return Companion(
        request=other,
        points=sum(there.values()) + sum(back.values()),
        criteria=criteria_of(asking, asks, comes, there),
    )
