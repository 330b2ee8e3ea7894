"""Buddies and groups as parts of `plan.json`, and back."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from matchmaker.domain.buddies import Alone, BuddyLink, Trio
from matchmaker.domain.groups import Group, Ungrouped
from matchmaker.report.among_document import (
    AlonePart,
    BuddiesPart,
    BuddyLinkPart,
    GroupPart,
    GroupsPart,
    TrioPart,
    UngroupedPart,
)
from matchmaker.report.points import in_users_unit, in_whole_points

if TYPE_CHECKING:
    from collections.abc import Callable

    from matchmaker.domain.proof import Proof
    from matchmaker.pipeline import Solved
    from matchmaker.report.plan_parts import ProofPart


def buddies_part(solved: Solved) -> BuddiesPart | None:
    """The buddies of a plan; `None` in programmes without."""
    if solved.buddies is None:
        return None
    plan, shortage = solved.plan, solved.buddies.shortage
    rely_on = shortage.rely_on if shortage else ()
    return BuddiesPart(
        links=[_link(link, solved.round.decimals) for link in plan.buddies],
        trio=_trio(plan.trio),
        alone=[AlonePart(person=one.person, reason=one.reason) for one in plan.alone],
        rely_on=[solved.round.supporters[position].id for position in rely_on],
    )


def _trio(trio: Trio | None) -> TrioPart | None:
    return None if trio is None else TrioPart(ends=list(trio.ends), middle=trio.middle)


def _link(link: BuddyLink, decimals: int) -> BuddyLinkPart:
    return BuddyLinkPart(
        one=link.one,
        other=link.other,
        points=in_users_unit(link.points, decimals),
        criteria={k: in_users_unit(v, decimals) for k, v in link.criteria.items()},
        criteria_back={
            k: in_users_unit(v, decimals) for k, v in link.criteria_back.items()
        },
        confidence=link.confidence,
        minutes=link.minutes,
        load=link.load,
        times=list(link.times),
        pinned=link.pinned,
    )


def groups_part(
    solved: Solved, proof_part: Callable[[Proof, int], ProofPart]
) -> GroupsPart | None:
    """The groups of a plan; `None` in programmes without."""
    if not solved.group_proof:
        return None
    decimals = solved.round.decimals
    return GroupsPart(
        groups=[_group(group, decimals) for group in solved.plan.groups],
        ungrouped=[
            UngroupedPart(request=one.request, reason=one.reason)
            for one in solved.plan.ungrouped
        ],
        proof=[proof_part(proof, decimals) for proof in solved.group_proof],
    )


def _group(group: Group, decimals: int) -> GroupPart:
    return GroupPart(
        id=group.id,
        members=list(group.members),
        points=in_users_unit(group.points, decimals),
        district=group.district,
        outside=group.outside,
        times=list(group.times),
    )


def buddies_read(part: BuddiesPart | None, decimals: int) -> dict[str, Any]:
    """Fields of a plan, from the buddies of its file."""
    if part is None:
        return {}
    return {
        "buddies": tuple(_link_read(link, decimals) for link in part.links),
        "trio": _trio_read(part.trio),
        "alone": tuple(
            Alone(person=one.person, reason=one.reason) for one in part.alone
        ),
    }


def _trio_read(part: TrioPart | None) -> Trio | None:
    if part is None:
        return None
    if len(part.ends) != 2:
        raise ValueError("a trio has not two ends")
    one, other = part.ends
    return Trio(ends=(one, other), middle=part.middle)


def _link_read(part: BuddyLinkPart, decimals: int) -> BuddyLink:
    return BuddyLink(
        one=part.one,
        other=part.other,
        points=in_whole_points(part.points, decimals),
        criteria={k: in_whole_points(v, decimals) for k, v in part.criteria.items()},
        criteria_back={
            k: in_whole_points(v, decimals) for k, v in part.criteria_back.items()
        },
        confidence=part.confidence,
        minutes=part.minutes,
        load=part.load,
        times=tuple(part.times),
        pinned=part.pinned,
    )


def groups_read(part: GroupsPart | None, decimals: int) -> dict[str, Any]:
    """Fields of a plan, from the groups of its file."""
    if part is None:
        return {}
    return {
        "groups": tuple(
            Group(
                id=group.id,
                members=tuple(group.members),
                points=in_whole_points(group.points, decimals),
                district=group.district,
                outside=group.outside,
                times=tuple(group.times),
            )
            for group in part.groups
        ),
        "ungrouped": tuple(
            Ungrouped(request=one.request, reason=one.reason) for one in part.ungrouped
        ),
    }
