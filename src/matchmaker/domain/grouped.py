"""The round in which groups ask, each as one."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, TypeVar

from matchmaker.domain.among import with_askers
from matchmaker.domain.decisions import Conflict, Forbid, Pin
from matchmaker.domain.put_together import (
    all_answers,
    common,
    commonest,
    earliest,
    latest,
    least,
    middle,
    most_wanted,
    roughest,
    suiting_all,
    way,
)
from matchmaker.domain.request import Request
from matchmaker.domain.setting import Setting

if TYPE_CHECKING:
    from matchmaker.domain.groups import Group
    from matchmaker.domain.plan import Plan
    from matchmaker.domain.round import Round

D = TypeVar("D", Pin, Forbid)


def grouped(matching_round: Round, groups: Sequence[Group]) -> Round:
    """
    The round in which groups ask for the role that is given to groups.

    What members answered is put together: words most wanted first, times that suit
    all, the lowest number, yes only if all say yes, the highest level. A decision
    or conflict about a member is one about the group. Those in no group, and ties
    between requests, are left out; requests for other roles stay.

    Args:
        matching_round: The round in which everybody asks by themselves.
        groups: Its groups.
    """
    programme = matching_round.programme
    spec = programme.groups
    if spec is None:
        raise ValueError("Nobody is grouped in this programme.")
    group_of = {member: group.id for group in groups for member in group.members}
    others = tuple(r for r in matching_round.requests if r.role != spec.role)
    asking = {request.id for request in others} | set(group_of)
    places = {
        request.setting: group_of[request.id]
        for request in matching_round.requests
        if request.setting is not None and request.id in group_of
    }
    return matching_round.replace(
        programme=programme.model_copy(update={"groups": None}),
        settings=(
            *matching_round.settings,
            *(_meeting_place(matching_round, group) for group in groups),
        ),
        requests=(*(_request(matching_round, group) for group in groups), *others),
        pins=_once(
            pin.model_copy(update={"request": group_of.get(pin.request, pin.request)})
            for pin in matching_round.pins
            if pin.request in asking
        ),
        forbids=_once(
            f.model_copy(update={"request": group_of.get(f.request, f.request)})
            for f in matching_round.forbids
            if f.request in asking
        ),
        conflicts=(
            *matching_round.conflicts,
            *_shared(matching_round.conflicts, places),
        ),
        ties=(),
        exclusions=(),
        travel=_journeys(matching_round.travel, places),
        before=(),
    )


def as_planned(matching_round: Round, plan: Plan) -> Round:
    """The round of which a plan speaks: with buddies who ask, or groups that do."""
    if matching_round.programme.buddies is not None:
        return with_askers(matching_round)
    if matching_round.programme.groups is None:
        return matching_round
    return grouped(matching_round, plan.groups)


def _once(decisions: Iterable[D]) -> tuple[D, ...]:
    """The first decision about each pair."""
    found: dict[tuple[str, str], D] = {}
    for decision in decisions:
        found.setdefault((decision.request, decision.supporter), decision)
    return tuple(found.values())


def _shared(
    conflicts: Iterable[Conflict], places: Mapping[str, str]
) -> Iterator[Conflict]:
    """Conflicts with a member, as conflicts with the member's group."""
    for conflict in conflicts:
        if conflict.party in places:
            yield conflict.model_copy(update={"party": places[conflict.party]})


def _journeys(
    travel: Mapping[tuple[str, str], int], places: Mapping[str, str]
) -> dict[tuple[str, str], int]:
    """Journeys to a group take as long as the longest to a member."""
    found = dict(travel)
    for (setting, supporter), minutes in travel.items():
        if setting in places:
            key = (places[setting], supporter)
            found[key] = max(minutes, found.get(key, 0))
    return found


def _members(matching_round: Round, group: Group) -> tuple[Request, ...]:
    return tuple(matching_round.request(member) for member in group.members)


def _request(matching_round: Round, group: Group) -> Request:
    """What a group asks for, put together from its members."""
    programme, members = matching_round.programme, _members(matching_round, group)
    role = members[0].role
    timed = programme.unit == "minutes"
    return Request(
        id=group.id,
        setting=group.id,
        role=role,
        load=programme.load_minutes(role, len(members)) if timed else 1,
        priority=sum(matching_round.priority_of(member) for member in members),
        needs=most_wanted([member.needs for member in members]),
        subjects=most_wanted([member.subjects for member in members]),
        phase=common({member.phase for member in members}),
        travel_limit=least(member.travel_limit for member in members),
        mode=way([member.mode for member in members]),
        offer=common({member.offer for member in members}),
        practitioners=len(members),
        start=latest(member.start for member in members),
        end=earliest(member.end for member in members),
        days=suiting_all([member.days for member in members]),
        applied_on=earliest(member.applied_on for member in members),
        unmet_before=max(member.unmet_before for member in members),
        fields=all_answers(programme, [member.fields for member in members]),
    )


def _meeting_place(matching_round: Round, group: Group) -> Setting:
    """Where a group is: in the middle of its members, as far as they are known."""
    members = _members(matching_round, group)
    found = [matching_round.setting_of(member) for member in members]
    homes = [home for home in found if home is not None]
    placed = [home for home in homes if home.easting is not None]
    return Setting(
        id=group.id,
        name=", ".join(home.name or home.id for home in homes),
        email="; ".join(home.email for home in homes if home.email) or None,
        region=commonest([home.region for home in homes]),
        authority=commonest([home.authority for home in homes]),
        easting=middle([home.easting or 0 for home in placed]),
        northing=middle([home.northing or 0 for home in placed]),
        precision=roughest(placed),
        setting_type=common({home.setting_type for home in homes}),
        group=common({home.group for home in homes}),
        ages=most_wanted([home.ages for home in homes]),
        fields=all_answers(matching_round.programme, [home.fields for home in homes]),
    )
