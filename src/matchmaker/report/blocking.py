"""Pairs who would rather have each other, in words."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from matchmaker.domain.round import Round
from matchmaker.report.names import Names
from matchmaker.report.points import points_text
from matchmaker.report.speech import counted, listed

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
    """One pair, what it is worth, and whom each side would leave."""
    names, decimals = Names(matching_round), matching_round.decimals
    request, supporter = names.request(pair.request), names.supporter(pair.supporter)
    points = points_text(pair.points, decimals)
    if pair.leaves is None:
        now = "it has a place open"
    else:
        who = names.supporter(pair.leaves.party)
        now = f"it has {who} ({points_text(pair.leaves.points, decimals)} points)"
    left = [
        f"{names.request(gone.party)} ({points_text(gone.points, decimals)} points)"
        for gone in pair.drops
    ]
    then = f"would leave {listed(left)}" if left else "has room"
    return f"{request} and {supporter}, {points} points: {now}, and {supporter} {then}"
