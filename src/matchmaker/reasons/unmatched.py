"""Every request that did not get all it asked for, and the places it shares."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from matchmaker.errors import PlanRejectedError
from matchmaker.pipeline import Solved
from matchmaker.reasons.answers import ShortageReason
from matchmaker.reasons.outlook import why_short
from matchmaker.reasons.records import UnmetReason
from matchmaker.reasons.unmet import UnmetReasons
from matchmaker.verify import shortage_faults


@dataclass(frozen=True, slots=True)
class Unmatched:
    """
    Why a request did not get all it asked for.

    Attributes:
        reason: Who fell at which rule, and who serves others instead.
        shortage: The requests that share too few places with it, if counting places
            shows why it stayed open.
    """

    reason: UnmetReason
    shortage: ShortageReason | None


def explain_unmatched(
    solved: Solved, *, confirmed: bool = False
) -> tuple[Unmatched, ...]:
    """
    Reasons for every request not wholly met, in the plan's order.

    Args:
        solved: The solved round.
        confirmed: Whether the independent checker counts every shortage again.

    Raises:
        PlanRejectedError: It finds a fault in one.
    """
    return tuple(unmatched_in_turn(solved, confirmed=confirmed))


def unmatched_in_turn(
    solved: Solved, *, confirmed: bool = False
) -> Iterator[Unmatched]:
    """The same one after the other, each worked out when it is asked for."""
    reasons = UnmetReasons(solved)
    for missing in solved.plan.unmet:
        shortage = why_short(solved, missing.request)
        if confirmed and shortage is not None:
            _count_again(solved, shortage)
        yield Unmatched(reasons.why_unmet(missing), shortage)


def _count_again(solved: Solved, shortage: ShortageReason) -> None:
    faults = shortage_faults(
        solved.round,
        {wish.request: wish.units for wish in shortage.wishes},
        {place.supporter: place.places for place in shortage.places},
        in_loads=shortage.in_loads,
    )
    if faults:
        raise PlanRejectedError(faults)
