"""The round in which groups ask, each as one."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING, TypeVar

from matchmaker.domain.among import with_askers
from matchmaker.domain.decisions import Conflict, Forbid, Pin
from matchmaker.domain.field import FieldValue, FieldValues, ProgrammeField
from matchmaker.domain.located import Located, Precision
from matchmaker.domain.request import Mode, Request
from matchmaker.domain.setting import Setting

if TYPE_CHECKING:
    from matchmaker.domain.groups import Group
    from matchmaker.domain.plan import Plan
    from matchmaker.domain.programme import Programme
    from matchmaker.domain.round import Round

D = TypeVar("D", Pin, Forbid)

PRECISIONS: tuple[Precision, ...] = ("exact", "outcode", "authority")
"""Finest first."""


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
        phase=_common({member.phase for member in members}),
        travel_limit=_least(member.travel_limit for member in members),
        mode=_way([member.mode for member in members]),
        offer=_common({member.offer for member in members}),
        practitioners=len(members),
        start=_latest(member.start for member in members),
        end=_earliest(member.end for member in members),
        days=suiting_all([member.days for member in members]),
        applied_on=_earliest(member.applied_on for member in members),
        unmet_before=max(member.unmet_before for member in members),
        fields=_answers(programme, [member.fields for member in members]),
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
        region=_commonest([home.region for home in homes]),
        authority=_commonest([home.authority for home in homes]),
        easting=_middle([home.easting or 0 for home in placed]),
        northing=_middle([home.northing or 0 for home in placed]),
        precision=_roughest(placed),
        setting_type=_common({home.setting_type for home in homes}),
        group=_common({home.group for home in homes}),
        ages=most_wanted([home.ages for home in homes]),
        fields=_answers(matching_round.programme, [home.fields for home in homes]),
    )


def most_wanted(lists: Sequence[Sequence[str]]) -> tuple[str, ...]:
    """
    All words, those that most people want first; among these, the higher ranked.

    >>> most_wanted([("send", "eal"), ("eal",), ("planning", "eal")])
    ('eal', 'send', 'planning')
    """
    wanted = Counter(word for words in lists for word in words)
    places: Counter[str] = Counter()
    for words in lists:
        places.update({word: place for place, word in enumerate(words)})
    return tuple(sorted(wanted, key=lambda word: (-wanted[word], places[word])))


def suiting_all(lists: Sequence[Sequence[str]]) -> tuple[str, ...]:
    """
    Times that suit everybody who named any.

    >>> suiting_all([("mon-am", "tue-am"), (), ("tue-am", "fri-pm")])
    ('tue-am',)
    """
    stated = [times for times in lists if times]
    first = stated[0] if stated else ()
    return tuple(time for time in first if all(time in times for times in stated))


def _answers(programme: Programme, answers: Sequence[FieldValues]) -> FieldValues:
    """What several people answered, put together field by field."""
    found: FieldValues = {}
    for name, field in programme.fields.items():
        given = [one[name] for one in answers if name in one]
        if given:
            found[name] = _answer(field, given, everybody=len(given) == len(answers))
    return found


def _answer(
    field: ProgrammeField, given: Sequence[FieldValue], *, everybody: bool
) -> FieldValue:
    words = [value for value in given if isinstance(value, tuple)]
    if field.kind == "half-days":
        return suiting_all(words)
    if field.kind == "level":
        return max(words, key=lambda value: field.rank(value) or 0)
    if words:
        return most_wanted(words)
    if field.kind == "yes or no":
        return everybody and all(given)
    if field.kind == "date":
        return max(value for value in given if isinstance(value, date))
    return min(value for value in given if isinstance(value, int))


def _common(values: set[str | None]) -> str | None:
    """The value that all have; `None` where they differ."""
    return values.pop() if len(values) == 1 else None


def _commonest(values: Sequence[str | None]) -> str | None:
    """The value that most have, the first of those named as often."""
    counts = Counter(value for value in values if value is not None)
    return max(counts, key=lambda value: counts[value], default=None)


def _least(values: Iterable[int | None]) -> int | None:
    return min((value for value in values if value is not None), default=None)


def _latest(days: Iterable[date | None]) -> date | None:
    return max((day for day in days if day is not None), default=None)


def _earliest(days: Iterable[date | None]) -> date | None:
    return min((day for day in days if day is not None), default=None)


def _middle(metres: Sequence[int]) -> int | None:
    return sum(metres) // len(metres) if metres else None


def _roughest(homes: Sequence[Located]) -> Precision | None:
    found = {home.precision for home in homes}
    known = [one for one in PRECISIONS if one in found]
    return known[-1] if known else None


def _way(modes: Sequence[Mode | None]) -> Mode | None:
    """How members insist on working; else as open as they are."""
    insisted = [mode for mode in modes if mode in ("virtual", "face-to-face")]
    if insisted:
        return insisted[0]
    return "either" if "either" in modes else None
