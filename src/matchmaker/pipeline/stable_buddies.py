"""Buddies who rank each other: as few as possible would rather have each other."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from typing import TYPE_CHECKING

import numpy as np

from matchmaker import verify
from matchmaker.domain.preferences import Ranked
from matchmaker.domain.round import Round
from matchmaker.optimise.outcome import SolveParams, Stop
from matchmaker.pipeline.among import Links, strangers
from matchmaker.pipeline.solved import Solved

if TYPE_CHECKING:
    from matchmaker.optimise.buddies import Alone, BuddyPlan
    from matchmaker.optimise.roommates import Rankings, RoommatePlan


def must_be_stable(whole: Round) -> bool:
    """Whether as few buddies as possible may rather have each other."""
    return whole.programme.stability == "require"


def pair_stably(
    whole: Round,
    links: Links,
    params: SolveParams,
    stop: Stop | None = None,
    *,
    insisted: tuple[int, int] | None = None,
) -> BuddyPlan:
    """
    Buddies of whom as few as possible would rather have each other.

    Where an odd number of people can have a buddy, one trio may be made.

    Args:
        whole: The round.
        links: Who may be buddies.
        params: How to search.
        stop: Ends the search early.
        insisted: Two who are to be together, the lower position first; their wishes
            count as everybody's do.
    """
    # Who only checks a plan again needs no engine: here and below.
    from matchmaker.optimise.buddies import BuddyPlan
    from matchmaker.optimise.roommates import best_roommates

    never = strangers(whole)
    pairs = list(zip(links.first.tolist(), links.second.tolist(), strict=True))
    points = dict(zip(pairs, links.points.tolist(), strict=True))
    found = best_roommates(
        rankings_of(whole, points),
        points,
        trio=_may_be_trio(whole, links, never, params, stop),
        never=never,
        insisted=insisted,
        time_limit=params.time_limit,
        seed=params.seed,
        stop=stop,
    )
    ring = found.odd_ring
    return BuddyPlan(
        pairs=found.pairs,
        trio=found.trio,
        alone=tuple(_alone(found, links)),
        proof=found.proof,
        claims=(),
        parties=() if ring is None else (ring.people, *ring.others),
    )


def _may_be_trio(
    whole: Round,
    links: Links,
    never: Collection[tuple[int, int]],
    params: SolveParams,
    stop: Stop | None,
) -> bool:
    """Whether the programme makes trios, and one would give one more person a buddy."""
    from matchmaker.optimise.buddies import pair_up

    spec = whole.programme.buddies
    if spec is None or spec.odd_one_out != "trio":
        return False
    people = pair_up(
        len(whole.supporters),
        links.first,
        links.second,
        np.zeros_like(links.points),
        never=never,
        fair=False,
        time_limit=params.time_limit,
        stop=stop,
    )
    return (people.proof[0].value or 0) % 2 == 1


def rankings_of(whole: Round, points: dict[tuple[int, int], int]) -> Rankings:
    """
    How everybody likes those whom they may have: by their list, then by points.

    Args:
        whole: The round.
        points: What people are worth as buddies, by position, the lower first.
    """
    from matchmaker.optimise.roommates import Rankings

    people, index = whole.supporters, whole.supporter_index
    above = max(points.values(), default=0) + 1
    liked = [_by_list(person.preferences, index, above) for person in people]

    def liking(one: int, other: int) -> int:
        pair = (one, other) if one < other else (other, one)
        return liked[one].get(other, points[pair])

    return Rankings.by_liking(len(people), points, liking)


def _by_list(ranked: Ranked, index: Mapping[str, int], above: int) -> dict[int, int]:
    """How much somebody likes those whom they name: more than any points."""
    return {
        index[name]: above + len(ranked) - place
        for place, tied in enumerate(ranked)
        for name in tied
        if name in index
    }


def _alone(found: RoommatePlan, links: Links) -> Iterator[Alone]:
    from matchmaker.optimise.buddies import Alone

    linked = np.union1d(links.first, links.second)
    proved = all(proof.proved for proof in found.proof[:2])
    for person in found.alone:
        if person not in linked:
            yield Alone(person, "no allowed pair")
        else:
            yield Alone(person, "passed over" if proved else "not shown")


def stability_confirmed(solved: Solved) -> tuple[bool, ...]:
    """For each objective, whether it is known without any search to be the best."""
    parties = () if solved.buddies is None else solved.buddies.parties
    _, confirmed = verify.stability_confirmed(solved.round, solved.plan, parties)
    first = bool(solved.proof) and solved.proof[0].proved and confirmed
    return first, *(False for _ in solved.proof[1:])
