"""All reasons of a solved round, or those of one request."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from matchmaker.domain.plan import Pairing
from matchmaker.pipeline import Solved
from matchmaker.reasons.pairing import why_pair
from matchmaker.reasons.records import BrokenRule, PairingReason, UnmetReason
from matchmaker.reasons.unknown import no_request
from matchmaker.reasons.unmet import UnmetReasons
from matchmaker.reasons.warned import (
    Warned,
    WarnedPairing,
    warned_of,
    warned_pairings,
)


@dataclass(frozen=True, slots=True)
class Reasons:
    """
    Why the plan is as it is.

    Attributes:
        pairings: One for each pairing, in the plan's order.
        unmet: One for each request not wholly met, in the plan's order.
        warned: What the plan does although the programme warns of it.
    """

    pairings: tuple[PairingReason, ...]
    unmet: tuple[UnmetReason, ...]
    warned: tuple[Warned, ...] = ()


def explain(solved: Solved) -> Reasons:
    """Reasons for every pairing and every unmet request of a plan."""
    unmet, warned = UnmetReasons(solved), warned_of(solved)
    return Reasons(
        pairings=_why_pairs(solved, solved.plan.pairings, warned),
        unmet=tuple(unmet.why_unmet(missing) for missing in solved.plan.unmet),
        warned=warned,
    )


def explain_request(solved: Solved, request: str) -> Reasons:
    """
    Reasons for what one request got, and for what it did not get.

    Raises:
        InputError: The round has no such request.
    """
    if request not in solved.round.request_index:
        raise no_request(solved.round, request)
    missing = [unmet for unmet in solved.plan.unmet if unmet.request == request]
    pairings = solved.pairings_of_request.get(request, ())
    warned = warned_pairings(solved, pairings)
    return Reasons(
        pairings=_why_pairs(solved, pairings, warned),
        unmet=tuple(UnmetReasons(solved).why_unmet(unmet) for unmet in missing),
        warned=warned,
    )


def _why_pairs(
    solved: Solved, pairings: Sequence[Pairing], warned: Iterable[Warned]
) -> tuple[PairingReason, ...]:
    """Why these pairings are there, each with what warnings say of it."""
    against: dict[tuple[str, str], list[BrokenRule]] = defaultdict(list)
    for one in warned:
        if isinstance(one, WarnedPairing):
            against[one.request, one.supporter].append(one.broken)
    return tuple(
        replace(
            why_pair(solved, pairing),
            warned=tuple(against.get((pairing.request, pairing.supporter), ())),
        )
        for pairing in pairings
    )
