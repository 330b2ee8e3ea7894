"""From the pairings of a plan to what they earn together."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any

from matchmaker.candidates import Candidates
from matchmaker.domain.bonuses import Bonus, Couple, Peers
from matchmaker.domain.plan import EarnedBonus, Pairing
from matchmaker.domain.request import Request
from matchmaker.domain.round import Round
from matchmaker.domain.supporter import Supporter

Pairs = Iterable[tuple[Request, Supporter]]
Earner = tuple[str, str]
"""A setting, and the place at which it earns a bonus."""


def bonuses_of(
    matching_round: Round, pairings: Sequence[Pairing]
) -> tuple[EarnedBonus, ...]:
    """What pairings earn: by the programme's order, the settings', and by value."""
    position = {setting.id: i for i, setting in enumerate(matching_round.settings)}
    pairs = [
        (matching_round.request(one.request), matching_round.supporter(one.supporter))
        for one in pairings
    ]
    return tuple(
        EarnedBonus(
            bonus=bonus.name,
            roles=bonus.roles,
            by=bonus.by,
            setting=setting,
            value=value,
            points=times * bonus.points,
        )
        for bonus in matching_round.programme.bonuses
        for (setting, value), times in sorted(
            Counter(_EARNERS[bonus.name](bonus, matching_round, pairs)).items(),
            key=lambda entry: (position[entry[0][0]], entry[0][1]),
        )
    )


def can_be_earned(matching_round: Round, candidates: Candidates) -> bool:
    """Whether some bonus would be earned if every pair were used."""
    requests, supporters = matching_round.requests, matching_round.supporters
    for bonus in matching_round.programme.bonuses:
        ends = zip(candidates.request, candidates.supporter, strict=True)
        pairs = ((requests[request], supporters[one]) for request, one in ends)
        if any(_EARNERS[bonus.name](bonus, matching_round, pairs)):
            return True
    return False


def are_peers(matching_round: Round, one: Request, other: Request) -> bool:
    """Whether those who ask are company for each other at one place."""
    (first, last), (begin, end) = map(matching_round.days_of, (one, other))
    return one.setting != other.setting and first <= end and begin <= last


def _couples(bonus: Couple, matching_round: Round, pairs: Pairs) -> Iterator[Earner]:
    """Each setting and place from which every role has somebody, once."""
    roles: dict[Earner, set[str]] = defaultdict(set)
    for setting, value, request in _placed(bonus, matching_round, pairs):
        roles[setting, value].add(request.role)
    yield from (at for at, found in roles.items() if found == set(bonus.roles))


def _peers(bonus: Peers, matching_round: Round, pairs: Pairs) -> Iterator[Earner]:
    """Each setting and place, once for each pair of it that has company there."""
    there: dict[str, list[tuple[str, Request]]] = defaultdict(list)
    for setting, value, request in _placed(bonus, matching_round, pairs):
        there[value].append((setting, request))
    for value, stays in there.items():
        for setting, request in stays:
            if any(are_peers(matching_round, request, other) for _, other in stays):
                yield setting, value


def _placed(
    bonus: Bonus, matching_round: Round, pairs: Pairs
) -> Iterator[tuple[str, str, Request]]:
    """The requests that count for a bonus, each with its setting and its place."""
    for request, supporter in pairs:
        value = matching_round.affiliation_of(supporter, bonus.by)
        if request.setting is None or value is None or request.role not in bonus.roles:
            continue
        yield request.setting, value, request


# Each takes its own kind of bonus, which only its name tells apart.
_EARNERS: Mapping[str, Callable[[Any, Round, Pairs], Iterator[Earner]]] = {
    "couple": _couples,
    "peers": _peers,
}
