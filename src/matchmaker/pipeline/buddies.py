"""From people to buddies: screened and scored both ways, paired, proved and checked."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from matchmaker import certify
from matchmaker.candidates import UNKNOWN_MINUTES, Candidates, find_candidates
from matchmaker.domain.among import with_askers
from matchmaker.domain.buddies import Alone, Buddies, BuddyLink, Trio
from matchmaker.domain.field import words_of
from matchmaker.domain.plan import Plan
from matchmaker.domain.round import Round
from matchmaker.errors import InfeasibleError
from matchmaker.optimise.outcome import SolveParams, Stop
from matchmaker.pipeline.among import Links, links_of, mutual, strangers
from matchmaker.pipeline.clock import Clock
from matchmaker.pipeline.solved import BuddyProof, Solved
from matchmaker.pipeline.stable_buddies import must_be_stable, pair_stably
from matchmaker.scoring import Scores, score

if TYPE_CHECKING:
    from matchmaker.optimise.buddies import BuddyPlan

Bools = npt.NDArray[np.bool_]

ENGINE = "trees"
"""What finds buddies: alternating trees over a fractional beginning."""
STABLE_ENGINE = "rotations"
"""What finds buddies who must be stable: Irving's rotations, and CP-SAT after them."""


def pair_buddies(
    matching_round: Round, params: SolveParams, clock: Clock, stop: Stop | None = None
) -> Solved:
    """
    The best buddies for a round, their proof, and what both rest on; not yet checked.

    Raises:
        InfeasibleError: Pins cannot all hold.
    """
    with clock.phase("screen"):
        whole, candidates = buddy_candidates(matching_round)
    with clock.phase("score"):
        scores = score(whole, candidates)
        links = links_of(candidates, scores)
    with clock.phase("solve"):
        found = paired(whole, links, params, stop)
    return Solved(
        round=whole,
        candidates=candidates,
        scores=scores,
        plan=plan_of(whole, candidates, scores, links, found),
        proof=found.proof,
        buddies=BuddyProof(found.claims, found.shortage, found.parties),
        engine=STABLE_ENGINE if must_be_stable(whole) else ENGINE,
        canonical=False,
        seed=params.seed,
        seconds=clock.seconds,
    )


def stable_with(solved: Solved, one: str, other: str, params: SolveParams) -> Solved:
    """
    The best buddies with two people together, whose wishes count as everybody's do.

    Args:
        solved: A solved round in which buddies must be stable.
        one: A person's id.
        other: That of somebody whom they may have.
        params: How to search.

    Raises:
        InfeasibleError: A person decided that one of them has somebody else.
    """
    whole = solved.round
    links = in_play(whole, links_of(solved.candidates, solved.scores))
    index = whole.supporter_index
    pair = min(index[one], index[other]), max(index[one], index[other])
    if pair not in zip(links.first.tolist(), links.second.tolist(), strict=True):
        raise InfeasibleError(
            [
                f"{pin.request} is pinned to {pin.supporter}"
                for pin in whole.pins
                if {pin.request, pin.supporter} & {one, other}
            ],
            minimal=False,
        )
    found = pair_stably(whole, links, params, insisted=pair)
    return replace(
        solved,
        plan=plan_of(whole, solved.candidates, solved.scores, links, found),
        proof=found.proof,
        buddies=BuddyProof(found.claims, found.shortage, found.parties),
    )


def buddy_candidates(matching_round: Round) -> tuple[Round, Candidates]:
    """The round in which everybody asks, and who may be whose buddy."""
    whole = with_askers(matching_round)
    return whole, mutual(find_candidates(whole), with_time(whole))


def with_time(whole: Round) -> Bools:
    """bool[N], whether each person has the time that a buddy takes."""
    loads = [request.load for request in whole.requests]
    room = [
        person.most_as(request.role)
        for request, person in zip(whole.requests, whole.supporters, strict=True)
    ]
    return np.array(loads, dtype=np.int64) <= np.array(room, dtype=np.int64)


def spec_of(whole: Round) -> Buddies:
    """What the programme says of buddies."""
    if whole.programme.buddies is None:
        raise ValueError("Nobody has a buddy in this programme.")
    return whole.programme.buddies


def paired(
    whole: Round,
    links: Links,
    params: SolveParams,
    stop: Stop | None = None,
    *,
    fair: bool = True,
) -> BuddyPlan:
    """
    The best buddies among some links.

    Args:
        whole: The round, in which everybody also asks.
        links: Who may be buddies.
        params: How to search.
        stop: Ends the search early.
        fair: Whether whoever is served worst comes before points.

    Raises:
        InfeasibleError: Pins cannot all hold.
    """
    # Who only checks a plan again needs no engine.
    from matchmaker.optimise.buddies import pair_up

    pinned = _pinned(whole)
    open_links = in_play(whole, links)
    if must_be_stable(whole):
        found = pair_stably(whole, open_links, params, stop)
        _refuse_broken_pins(whole, pinned, found)
        return found
    found = pair_up(
        len(whole.supporters),
        open_links.first,
        open_links.second,
        open_links.points,
        never=strangers(whole),
        trio=spec_of(whole).odd_one_out == "trio",
        fair=fair,
        time_limit=params.time_limit,
        stop=stop,
    )
    _refuse_broken_pins(whole, pinned, found)
    return found


def _pinned(whole: Round) -> frozenset[tuple[int, int]]:
    """Positions of those whom a person made buddies, the lower first."""
    index = whole.supporter_index
    pairs = ((index[pin.request], index[pin.supporter]) for pin in whole.pins)
    return frozenset((min(pair), max(pair)) for pair in pairs)


def in_play(whole: Round, links: Links) -> Links:
    """Links less those of people whom a person gave another buddy."""
    pinned = _pinned(whole)
    decided = np.array(sorted({person for pair in pinned for person in pair}), np.int64)
    kept = ~(np.isin(links.first, decided) | np.isin(links.second, decided))
    for one, other in pinned:
        kept |= (links.first == one) & (links.second == other)
    return links.only(kept)


def _refuse_broken_pins(
    whole: Round, pinned: frozenset[tuple[int, int]], found: BuddyPlan
) -> None:
    broken = sorted(pinned - set(found.links))
    if broken:
        ids = [person.id for person in whole.supporters]
        raise InfeasibleError(
            [
                f"{ids[one]} and {ids[other]} are pinned as buddies, but the rules or "
                "other pins keep them apart"
                for one, other in broken
            ],
            minimal=False,
        )


def plan_of(
    whole: Round,
    candidates: Candidates,
    scores: Scores,
    links: Links,
    found: BuddyPlan,
) -> Plan:
    """What was found, as a plan."""
    ids = [person.id for person in whole.supporters]
    pinned = _pinned(whole)
    trio = None
    if found.trio is not None:
        end, middle, other = found.trio
        trio = Trio(ends=(ids[end], ids[other]), middle=ids[middle])
    return Plan(
        pairings=(),
        buddies=tuple(
            _link(whole, candidates, scores, links, pair, pinned=pair in pinned)
            for pair in found.links
        ),
        trio=trio,
        alone=tuple(
            Alone(person=ids[alone.person], reason=alone.reason)
            for alone in found.alone
        ),
    )


def _link(
    whole: Round,
    candidates: Candidates,
    scores: Scores,
    links: Links,
    pair: tuple[int, int],
    *,
    pinned: bool,
) -> BuddyLink:
    number = links.of(*pair)
    there, back = int(links.there[number]), int(links.back[number])
    one, other = (whole.supporters[position] for position in pair)
    both_ways = np.array([there, back], dtype=np.int64)
    ours, theirs = scores.breakdowns(both_ways)
    minutes = int(candidates.minutes[there])
    return BuddyLink(
        one=one.id,
        other=other.id,
        points=int(links.points[number]),
        criteria=_weighed(whole, ours),
        criteria_back=_weighed(whole, theirs),
        confidence=(sum(scores.confidence(both_ways)) + 1) // 2,
        minutes=None if minutes == UNKNOWN_MINUTES else minutes,
        load=int(candidates.load[there]),
        times=tuple(common_times(whole, one.id, other.id)),
        pinned=pinned,
    )


def _weighed(whole: Round, breakdown: dict[str, int]) -> dict[str, int]:
    criteria = whole.programme.criteria_for(spec_of(whole).role)
    return {criterion.key: breakdown[criterion.key] for criterion in criteria}


def common_times(whole: Round, one: str, other: str) -> Iterator[str]:
    """Half-days in which two people can meet, as far as both have said."""
    name = spec_of(whole).times
    if name is not None:
        theirs = words_of(whole.supporter(other).fields.get(name))
        for time in words_of(whole.supporter(one).fields.get(name)):
            if time in theirs:
                yield time


def buddy_facts(solved: Solved) -> certify.BuddyFacts:
    """What the prices of a plan of buddies speak about, without any solver."""
    links = in_play(solved.round, links_of(solved.candidates, solved.scores))
    return certify.BuddyFacts(
        people=len(solved.round.supporters),
        first=links.first,
        second=links.second,
        points=links.points,
        never=strangers(solved.round),
        trio=spec_of(solved.round).odd_one_out == "trio",
    )
