"""What forming groups before anybody is chosen to support them may have lost."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from matchmaker.domain.criteria.base import POINTS_PER_WEIGHT
from matchmaker.domain.groups import Groups
from matchmaker.pipeline.solved import Solved


@dataclass(frozen=True, slots=True)
class GroupsFirst:
    """
    What other groups could bring at most, if their supporters were chosen best.

    Counted are groups that leave as few people in none, with as few small ones.

    Attributes:
        people: So many more of the people in groups could be supported.
        points: So many more points could their pairings have.
    """

    people: int
    points: int


def groups_first(solved: Solved) -> GroupsFirst | None:
    """
    Bound what deciding groups before supporters lost; `None` without groups.

    Nothing is known of the answers of groups that were not formed. So each of them
    could have a supporter who suits it in everything; but there are only so many
    groups, and so many places.
    """
    spec = solved.whole.programme.groups
    if spec is None or solved.as_read is None:
        return None
    sizes = {group.id: len(group.members) for group in solved.plan.groups}
    served = [p for p in solved.plan.pairings if p.request in sizes]
    supported = sum(sizes[p.request] for p in served)
    places = _places(solved, spec)
    most_people = min(sum(sizes.values()), places * spec.most)
    most_pairings = min(places, _most_groups(sizes.values(), spec))
    most_points = most_pairings * _ceiling(solved, spec)
    return GroupsFirst(
        people=max(0, most_people - supported),
        points=max(0, most_points - sum(p.points for p in served)),
    )


def _places(solved: Solved, spec: Groups) -> int:
    """So many groups have a supporter at most."""
    programme = solved.round.programme
    timed = programme.unit == "minutes"
    sizes = range(spec.least, spec.most + 1)
    load = min(programme.load_minutes(spec.role, n) for n in sizes) if timed else 1
    able = (s for s in solved.round.supporters if spec.role in s.roles)
    return sum(solved.round.capacity_of(one) // max(load, 1) for one in able)


def _most_groups(sizes: Collection[int], spec: Groups) -> int:
    """So many groups have these people at most, with no more small ones."""
    small = sum(size < spec.preferred for size in sizes)
    whole = sum(sizes) - small * spec.least
    return small + max(whole, 0) // spec.preferred


def _ceiling(solved: Solved, spec: Groups) -> int:
    """No pairing of a group has more points."""
    criteria = solved.round.programme.criteria
    weight = sum(criterion.weight_for(spec.role) for criterion in criteria)
    return weight * POINTS_PER_WEIGHT
