"""All reasons of a solved round, or those of one request."""

from __future__ import annotations

from dataclasses import dataclass

from matchmaker.errors import InputError
from matchmaker.pipeline import Solved
from matchmaker.reasons.pairing import why_pair
from matchmaker.reasons.records import PairingReason, UnmetReason
from matchmaker.reasons.unmet import UnmetReasons


@dataclass(frozen=True, slots=True)
class Reasons:
    """
    Why the plan is as it is.

    Attributes:
        pairings: One for each pairing, in the plan's order.
        unmet: One for each request not wholly met, in the plan's order.
    """

    pairings: tuple[PairingReason, ...]
    unmet: tuple[UnmetReason, ...]


def explain(solved: Solved) -> Reasons:
    """Reasons for every pairing and every unmet request of a plan."""
    unmet = UnmetReasons(solved)
    return Reasons(
        pairings=tuple(why_pair(solved, pairing) for pairing in solved.plan.pairings),
        unmet=tuple(unmet.why_unmet(missing) for missing in solved.plan.unmet),
    )


def explain_request(solved: Solved, request: str) -> Reasons:
    """
    Reasons for what one request got, and for what it did not get.

    Raises:
        InputError: The round has no such request.
    """
    if request not in solved.round.request_index:
        raise InputError(f"The round has no request '{request}'.")
    missing = [unmet for unmet in solved.plan.unmet if unmet.request == request]
    return Reasons(
        pairings=tuple(
            why_pair(solved, pairing)
            for pairing in solved.pairings_of_request.get(request, ())
        ),
        unmet=tuple(UnmetReasons(solved).why_unmet(unmet) for unmet in missing),
    )
