"""Answers for one party of a solved round, redacted before anybody sees them."""

from __future__ import annotations

from matchmaker.domain.shared import peak_among
from matchmaker.pipeline import Solved
from matchmaker.reasons.explaining import explain_request
from matchmaker.reasons.not_paired import why_not
from matchmaker.reasons.outlook import why_short
from matchmaker.reasons.pairing import why_pair
from matchmaker.reasons.redacting import (
    Party,
    SeenRequest,
    SeenSupporter,
    SeenWhyNot,
    seen_by_setting,
    seen_by_supporter,
    why_not_seen_by,
)
from matchmaker.reasons.unknown import no_supporter


def request_for_setting(solved: Solved, request: str) -> SeenRequest:
    """
    Why a request got whom it got, for the setting that asks.

    Raises:
        InputError: The round has no such request.
    """
    reasons = explain_request(solved, request)
    return seen_by_setting(request, reasons, why_short(solved, request))


def supporter_for_themselves(solved: Solved, supporter: str) -> SeenSupporter:
    """
    Whom a supporter serves, and why, for the supporter.

    Raises:
        InputError: The round has no such supporter.
    """
    whole = solved.round
    if supporter not in whole.supporter_index:
        raise no_supporter(solved.round, supporter)
    served = solved.pairings_of_supporter.get(supporter, ())
    return seen_by_supporter(
        supporter,
        [why_pair(solved, pairing) for pairing in served],
        capacity=whole.capacity_of(whole.supporter(supporter)) // whole.times_apart,
        load=peak_among(whole, served),
    )


def why_not_for(
    party: Party,
    solved: Solved,
    request: str,
    supporter: str,
    *,
    confirmed: bool = False,
) -> SeenWhyNot:
    """
    Why a request does not have a supporter, for one of the two.

    Args:
        party: Who reads.
        solved: The solved round.
        request: The request's id.
        supporter: The supporter's id.
        confirmed: Whether what prices say is confirmed by solving again.

    Raises:
        InputError: The round has no such request or supporter, or the plan has the
            pairing.
        NoPlanError: Time ran out before any plan with the pair was found.
        PlanRejectedError: Prices and solving again contradict each other.
    """
    return why_not_seen_by(
        party, why_not(solved, request, supporter, confirmed=confirmed)
    )
