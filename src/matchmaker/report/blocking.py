"""Pairs who would rather have each other, in words."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from matchmaker.domain.preferences import Ranked, choice_on, place_on
from matchmaker.domain.round import Round
from matchmaker.report.names import Names
from matchmaker.report.points import points_text
from matchmaker.report.speech import counted, listed, ordinal

if TYPE_CHECKING:
    from matchmaker.reasons.blocking import BlockingPair

NOBODY = (
    "Nobody would rather have each other: no request and supporter would both gain by "
    "leaving this plan."
)
NOTE = (
    "Each would gain, and others would lose: the plan seeks what is best for all "
    "together, so such pairs are no fault in it."
)


def blocking_lines(
    pairs: tuple[BlockingPair, ...], matching_round: Round, *, brief: bool = False
) -> Iterator[str]:
    """
    Who would rather have each other, and whom they would leave.

    Args:
        pairs: What is to be said.
        matching_round: The round, for names and the users' unit of points.
        brief: Whether to say no more than how many there are.
    """
    if not pairs:
        yield NOBODY
        return
    count = counted(len(pairs), "pair")
    yield f"{count} would rather have each other than what the plan gives them."
    if not brief:
        yield from (f"- {blocking_text(pair, matching_round)}" for pair in pairs)
        yield NOTE


def blocking_text(pair: BlockingPair, matching_round: Round) -> str:
    """One pair, what it is worth to both, and whom each side would leave."""
    names, decimals = Names(matching_round), matching_round.decimals
    request, supporter = names.request(pair.request), names.supporter(pair.supporter)
    asks = matching_round.request(pair.request).preferences
    offers = matching_round.supporter(pair.supporter).preferences

    def worth(ranked: Ranked, other: str, points: int) -> str:
        if place_on(ranked, other) is not None:
            return f"{ordinal(choice_on(ranked, other))} choice"
        return f"{points_text(points, decimals)} points"

    to_one = worth(asks, pair.supporter, pair.points)
    to_other = worth(offers, pair.request, pair.points)
    both = to_one if to_one == to_other else f"{to_one} and {to_other}"
    if pair.leaves is None:
        now = "it has a place open"
    else:
        gone = pair.leaves
        had = worth(asks, gone.party, gone.points)
        now = f"it has {names.supporter(gone.party)} ({had})"
    left = [
        f"{names.request(gone.party)} ({worth(offers, gone.party, gone.points)})"
        for gone in pair.drops
    ]
    then = f"would leave {listed(left)}" if left else "has room"
    return f"{request} and {supporter}, {both}: {now}, and {supporter} {then}"
