"""From those who ask to groups that ask together."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import combinations

import numpy as np
import numpy.typing as npt

from matchmaker.candidates import Candidates, find_candidates
from matchmaker.candidates.rules import pair_rule
from matchmaker.candidates.table import Table
from matchmaker.domain.among import those_who_ask
from matchmaker.domain.field import words_of
from matchmaker.domain.groups import Group, Groups, Ungrouped
from matchmaker.domain.proof import Proof
from matchmaker.domain.put_together import suiting_all
from matchmaker.domain.round import Round
from matchmaker.domain.rules import Answered
from matchmaker.domain.spelling import folded
from matchmaker.optimise.groups import UNKNOWN, GroupPlan, People, form_groups
from matchmaker.optimise.outcome import SolveParams, Stop
from matchmaker.pipeline.among import links_of, mutual
from matchmaker.scoring import score

Ints = npt.NDArray[np.int64]

ANY_TIME = 1
"""The mask of somebody who is not asked for times, or named none: every time at once."""

SHARE_OF_TIME = 0.5
"""This share of a time limit is for groups, the rest for who supports them."""


@dataclass(frozen=True)
class Grouping:
    """
    Who asks together.

    Attributes:
        groups: In the order of their first members.
        ungrouped: Requests in no group, in the round's order.
        proof: How good the groups are, one entry for each thing sought in order.
    """

    groups: tuple[Group, ...]
    ungrouped: tuple[Ungrouped, ...]
    proof: tuple[Proof, ...]


def group_requests(
    matching_round: Round, params: SolveParams, stop: Stop | None = None
) -> Grouping:
    """Put those who ask for the role of groups into the best groups."""
    spec = spec_of(matching_round)
    asking = those_who_ask(matching_round)
    times = half_days(asking, spec)
    limit = None if params.time_limit is None else params.time_limit * SHARE_OF_TIME
    people = _people(matching_round, asking, spec, times)
    found = form_groups(people, limit, stop=stop)
    worth = _worth(people)
    return Grouping(
        groups=tuple(
            _group(asking, spec, times, members, _points(worth, members))
            for members in found.groups
        ),
        ungrouped=_ungrouped(asking, found),
        proof=found.proof,
    )


def spec_of(matching_round: Round) -> Groups:
    """What the programme says of groups."""
    if matching_round.programme.groups is None:
        raise ValueError("Nobody is grouped in this programme.")
    return matching_round.programme.groups


def half_days(asking: Round, spec: Groups) -> tuple[tuple[str, ...], ...]:
    """The half-days that each of those who ask can do; none where they did not say."""
    if spec.times is None:
        return ((),) * len(asking.requests)
    return tuple(words_of(r.fields.get(spec.times)) for r in asking.requests)


def _people(
    matching_round: Round,
    asking: Round,
    spec: Groups,
    times: tuple[tuple[str, ...], ...],
) -> People:
    candidates = find_candidates(asking)
    fits = np.ones(len(asking.requests), dtype=bool)
    both = mutual(candidates, fits)
    links = links_of(both, score(asking, both))
    apart = {*_not_mutual(both), *_decided_apart(matching_round, asking)}
    return People(
        bundle=_bundles(matching_round, asking, spec),
        district=_districts(asking, spec),
        times=_masks(times),
        apart=np.array(sorted(apart), dtype=np.int64).reshape(-1, 2),
        pair=np.column_stack([links.first, links.second]),
        points=links.points,
        most=spec.most,
        preferred=spec.preferred,
        least=spec.least,
    )


def _not_mutual(both: Candidates) -> list[tuple[int, int]]:
    """Positions of those whom the rules keep out of one group, the lower first."""
    number = len(both.indptr) - 1
    may = np.zeros((number, number), dtype=bool)
    may[both.request, both.supporter] = True
    one, other = np.nonzero(np.triu(~may, k=1))
    return list(zip(one.tolist(), other.tolist(), strict=True))


def _decided_apart(matching_round: Round, asking: Round) -> set[tuple[int, int]]:
    """Positions of those whom decisions keep out of one group, the lower first."""
    place = asking.request_index
    pairs = [(tie.request, tie.other) for tie in matching_round.ties_of("apart")]
    pins = [pin for pin in matching_round.pins if pin.request in place]
    # A group has one supporter: whoever is pinned to another cannot join it.
    pairs += [
        (pin.request, other.request)
        for pin in pins
        for other in pins
        if pin.supporter != other.supporter
    ]
    pairs += [
        (pin.request, forbid.request)
        for pin in pins
        for forbid in matching_round.forbids
        if pin.supporter == forbid.supporter
    ]
    return {
        (min(place[one], place[other]), max(place[one], place[other]))
        for one, other in pairs
        if one != other and one in place and other in place
    }


def loners(asking: Round) -> frozenset[int]:
    """Positions of those whose own answers keep them out of every group."""
    table = Table(asking)
    everybody = np.arange(len(asking.requests), dtype=np.int64)
    alone = np.zeros(len(everybody), dtype=bool)
    for rule in asking.programme.rules:
        if isinstance(rule, Answered) and rule.of == "request":
            holds = pair_rule(rule.name).screen(rule, table)
            alone |= ~np.broadcast_to(holds(everybody, everybody), everybody.shape)
    return frozenset(np.flatnonzero(alone).tolist())


def _bundles(matching_round: Round, asking: Round, spec: Groups) -> Ints:
    """
    int64[N], the application of each: those who applied together share one.

    Whom their own answers keep out of every group does not keep the others out.
    """
    place, alone = asking.request_index, loners(asking)
    applied: dict[object, int] = {}
    bundle = list(range(len(asking.requests)))
    for position, request in enumerate(asking.requests):
        answer = words_of(request.fields.get(spec.together)) if spec.together else ()
        if answer and position not in alone:
            key = tuple(sorted(folded(word) for word in answer))
            bundle[position] = applied.setdefault(key, position)
    for tie in matching_round.ties_of("together"):
        both = {place.get(tie.request), place.get(tie.other)}
        if None not in both and alone.isdisjoint(both):
            kept, gone = bundle[place[tie.request]], bundle[place[tie.other]]
            bundle = [kept if one == gone else one for one in bundle]
    return np.unique(np.array(bundle, dtype=np.int64), return_inverse=True)[1]


def _districts(asking: Round, spec: Groups) -> Ints:
    names = [_district(asking, spec, place) for place in range(len(asking.requests))]
    codes: dict[str, int] = {}
    found = [
        UNKNOWN if name is None else codes.setdefault(name, len(codes))
        for name in names
    ]
    return np.array(found, dtype=np.int64)


def _district(asking: Round, spec: Groups, position: int) -> str | None:
    setting = asking.setting_of(asking.requests[position])
    if setting is None:
        return None
    return setting.authority if spec.district == "authority" else setting.region


def _masks(times: tuple[tuple[str, ...], ...]) -> Ints:
    """int64[N], a bit for each half-day that anybody named; all for who named none."""
    bits: dict[str, int] = {}
    for named in times:
        for time in named:
            bits.setdefault(time, 1 << len(bits))
    every = (1 << len(bits)) - 1 or ANY_TIME
    masks = [sum(bits[time] for time in set(named)) or every for named in times]
    return np.array(masks, dtype=np.int64)


def _worth(people: People) -> Mapping[tuple[int, int], int]:
    """Points of every two who may be in one group, the lower position first."""
    pairs = zip(people.pair[:, 0].tolist(), people.pair[:, 1].tolist(), strict=True)
    return dict(zip(pairs, people.points.tolist(), strict=True))


def _points(worth: Mapping[tuple[int, int], int], members: tuple[int, ...]) -> int:
    return sum(worth[pair] for pair in combinations(members, 2))


def _group(
    asking: Round,
    spec: Groups,
    times: tuple[tuple[str, ...], ...],
    members: tuple[int, ...],
    points: int,
) -> Group:
    ids = tuple(asking.requests[position].id for position in members)
    places = Counter(
        name
        for position in members
        if (name := _district(asking, spec, position)) is not None
    )
    district = max(places, key=lambda name: places[name], default=None)
    return Group(
        id=f"group-{ids[0]}",
        members=ids,
        points=points,
        district=district,
        outside=len(members) - (places[district] if district is not None else 0),
        times=suiting_all([times[position] for position in members]),
    )


def _ungrouped(asking: Round, found: GroupPlan) -> tuple[Ungrouped, ...]:
    left = sorted((person, one.why) for one in found.leftovers for person in one.people)
    return tuple(
        Ungrouped(request=asking.requests[person].id, reason=why)
        for person, why in left
    )
