"""How those who ask are grouped."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from matchmaker.domain.proof import Proof
from matchmaker.pipeline.groups_first import GroupsFirst, groups_first
from matchmaker.report.points import points_text
from matchmaker.report.speech import counted

if TYPE_CHECKING:
    from matchmaker.pipeline import Solved


@dataclass(frozen=True, slots=True)
class Grouped:
    """
    How those who ask are grouped.

    Attributes:
        groups: How many groups there are.
        people: How many people are in one.
        small: How many groups are below the preferred size.
        ungrouped: How many people are in none.
        proof: One entry for each thing sought of groups, in order.
        first: What forming them before supporters are chosen may have lost.
    """

    groups: int
    people: int
    small: int
    ungrouped: int
    proof: tuple[Proof, ...]
    first: GroupsFirst | None = None


def grouped_of(solved: Solved) -> Grouped | None:
    """How those who ask are grouped; `None` where they are not."""
    spec = solved.whole.programme.groups
    if spec is None or not solved.group_proof:
        return None
    sizes = [len(group.members) for group in solved.plan.groups]
    return Grouped(
        groups=len(sizes),
        people=sum(sizes),
        small=sum(size < spec.preferred for size in sizes),
        ungrouped=len(solved.plan.ungrouped),
        proof=solved.group_proof,
        first=groups_first(solved),
    )


def grouped_text(grouped: Grouped) -> str:
    """
    Groups in a sentence.

    >>> grouped_text(Grouped(5, 17, 1, 0, ()))
    '17 people are in 5 groups, 1 of them below the preferred size.'
    """
    people = "1 person is" if grouped.people == 1 else f"{grouped.people:,} people are"
    text = f"{people} in {counted(grouped.groups, 'group')}"
    if grouped.small:
        text += f", {grouped.small:,} of them below the preferred size"
    if grouped.ungrouped:
        text += f"; {grouped.ungrouped:,} in none"
    return f"{text}."


def groups_first_text(first: GroupsFirst, decimals: int) -> str:
    """
    What forming groups first may have lost, in a sentence.

    >>> groups_first_text(GroupsFirst(people=0, points=120), 0)
    'Groups are formed first: others as good could bring their pairings 120 more points at most.'
    """
    more = []
    if first.people:
        more.append(f"support for {first.people:,} more of their people")
    if first.points:
        more.append(f"their pairings {points_text(first.points, decimals)} more points")
    if not more:
        return "Groups are formed first, and nothing was lost by it."
    return f"Groups are formed first: others as good could bring {' and '.join(more)} at most."
