"""Whether requests really share too few places: counted from the raw records."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from matchmaker.domain.round import Round
from matchmaker.domain.supporter import Supporter
from matchmaker.verify.facts import Facts
from matchmaker.verify.pairs import rules_broken


def shortage_faults(
    matching_round: Round,
    wishes: Mapping[str, int],
    places: Mapping[str, int],
    *,
    in_loads: bool = False,
) -> tuple[str, ...]:
    """
    Hold a shortage against the round, by counting alone.

    Args:
        matching_round: The round.
        wishes: Units that each request of the shortage wants.
        places: How many of these each supporter could give, as is claimed; nobody
            who is not named could give any.
        in_loads: Whether places are load, and units count as much as they take.

    Returns:
        What is wrong with it; nothing if the requests do want more than there is.
    """
    facts = Facts(matching_round)
    faults = list(_too_greedy(matching_round, wishes))
    for supporter in matching_round.supporters:
        could = _could_give(facts, supporter, wishes, in_loads=in_loads)
        claimed = places.get(supporter.id, 0)
        if could > claimed:
            faults.append(f"{supporter.id} could give {could}, not {claimed}")
    each = {request: _least(facts, request) if in_loads else 1 for request in wishes}
    wanted = sum(units * each[request] for request, units in wishes.items())
    there = sum(places.values())
    if wanted <= there:
        faults.append(f"{wanted} are wanted and {there} are there")
    return tuple(faults)


def _too_greedy(matching_round: Round, wishes: Mapping[str, int]) -> Iterator[str]:
    for request, units in wishes.items():
        demand = matching_round.request(request).demand
        if units > demand:
            yield f"{request} asks for {demand}, not {units}"


def _least(facts: Facts, request_id: str) -> int:
    """The least load that one unit of a request can take of anybody."""
    request = facts.round.request(request_id)
    loads = (
        facts.load_of(request, supporter)
        for supporter in facts.round.supporters
        if not rules_broken(facts, request, supporter)
    )
    return min(loads, default=0)


def _could_give(
    facts: Facts, supporter: Supporter, wishes: Mapping[str, int], *, in_loads: bool
) -> int:
    """
    What somebody has room for: requests, one unit each, lightest first; or load.

    Whoever none of the requests may have has no load for them either.
    """
    whole = facts.round
    pinned = [pin.request for pin in whole.pins if pin.supporter == supporter.id]
    room = whole.capacity_of(supporter)
    for request in pinned:
        if request not in wishes:
            room -= facts.load_of(whole.request(request), supporter)
    loads = sorted(
        facts.load_of(whole.request(request), supporter)
        for request in wishes
        if not rules_broken(facts, whole.request(request), supporter)
    )
    if in_loads:
        return room if loads else 0
    given = 0
    for load in loads:
        room -= load
        if room < 0:
            break
        given += 1
    return given
