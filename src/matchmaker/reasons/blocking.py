"""Which pairs are unhappy with each other: both would rather have one another."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import islice

from matchmaker.errors import InputError
from matchmaker.optimise.stable.exchange import Exchange, exchanges
from matchmaker.pipeline import Solved
from matchmaker.reasons.records import Pair

SWITCH = 'stability = "report"'
"""What a programme says that reads points as the wish of both sides."""


@dataclass(frozen=True, slots=True)
class GivenUp:
    """
    A pairing that one side of a blocking pair would give up.

    Attributes:
        party: The id of the supporter, or of the request, that would be left.
        points: The points of that pairing: fewer than those of the blocking pair,
            where it is points that the party goes by.
    """

    party: str
    points: int


@dataclass(frozen=True, slots=True)
class BlockingPair(Pair):
    """
    A request and a supporter who would both rather have each other.

    Attributes:
        leaves: The supporter whom the request would give up; `None` where it has a
            unit open.
        drops: The requests that the supporter would give up, those worth least
            first; none where there is room.
    """

    leaves: GivenUp | None
    drops: tuple[GivenUp, ...]


def blocking_pairs(solved: Solved, most: int | None = None) -> tuple[BlockingPair, ...]:
    """
    Find the pairs that would both gain by leaving the plan for each other.

    A pair's points are what it is worth to either side; whom somebody's list names is
    liked by the place on it, and better than all others. The request gives up its
    worst pairing if it has all it asked for; the supporter gives up those liked least
    until there is room. Both must gain by each exchange: what is liked as much is
    kept. Nobody gives up what people pinned, and every rule about several pairings
    that speaks of the pair must hold afterwards; those who are left have no say.

    Args:
        solved: The solved round.
        most: No more than so many are looked for.

    Returns:
        By request, then supporter, in the round's order.

    Raises:
        InputError: The programme does not read points as the wish of both sides.
    """
    if solved.round.programme.stability == "off":
        raise not_asked()
    found = islice(exchanges(solved.model, solved.used), most)
    return tuple(_told(solved, one) for one in found)


def not_asked() -> InputError:
    """Why nobody can say who would rather have each other."""
    return InputError(
        "The programme does not read points as what both sides wish: add "
        f"{SWITCH} to it, if they may be read so, and run again."
    )


def _told(solved: Solved, found: Exchange) -> BlockingPair:
    """An exchange in the users' own ids."""
    requests, people = solved.round.requests, solved.round.supporters
    model = solved.model
    asked = requests[model.request[found.pair]]
    left = None
    if found.leaves is not None:
        who = people[model.supporter[found.leaves]].id
        left = GivenUp(who, int(model.points[found.leaves]))
    return BlockingPair(
        request=asked.id,
        supporter=people[model.supporter[found.pair]].id,
        role=asked.role,
        points=int(model.points[found.pair]),
        leaves=left,
        drops=tuple(
            GivenUp(requests[model.request[p]].id, int(model.points[p]))
            for p in found.drops
        ),
    )
