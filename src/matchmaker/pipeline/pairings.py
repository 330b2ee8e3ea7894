"""From chosen candidates to the pairings and unmet requests of a plan."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from matchmaker.candidates import UNKNOWN_MINUTES, Candidates
from matchmaker.domain.plan import Pairing, Unmet
from matchmaker.domain.request import Request
from matchmaker.domain.round import Round
from matchmaker.scoring import Scores

Ints = npt.NDArray[np.int64]


def pairings_of(
    matching_round: Round, candidates: Candidates, scores: Scores, used: Ints
) -> tuple[Pairing, ...]:
    """The chosen candidates as pairings, by request, then supporter."""
    pairs = np.sort(used)
    pinned = {(pin.request, pin.supporter) for pin in matching_round.pins}
    columns = (
        candidates.request_of(pairs).tolist(),
        pairs.tolist(),
        scores.breakdowns(pairs),
        scores.confidence(pairs),
    )
    return tuple(
        _pairing(
            matching_round,
            candidates,
            matching_round.requests[asking],
            pair,
            points,
            confidence=confidence,
            pinned=pinned,
        )
        for asking, pair, points, confidence in zip(*columns, strict=True)
    )


def _pairing(
    matching_round: Round,
    candidates: Candidates,
    request: Request,
    pair: int,
    points: dict[str, int],
    *,
    confidence: int,
    pinned: set[tuple[str, str]],
) -> Pairing:
    supporter = matching_round.supporters[candidates.supporter[pair]]
    minutes = int(candidates.minutes[pair])
    timed = matching_round.programme.unit == "minutes"
    return Pairing(
        request=request.id,
        setting=request.setting,
        supporter=supporter.id,
        role=request.role,
        points=sum(points.values()),
        criteria=_weighed(matching_round, request.role, points),
        confidence=confidence,
        delivery=matching_round.delivery_of(request, supporter) if timed else None,
        minutes=None if minutes == UNKNOWN_MINUTES else minutes,
        load=int(candidates.load[pair]),
        pence=matching_round.pence_of(request, supporter),
        pinned=(request.id, supporter.id) in pinned,
    )


def _weighed(
    matching_round: Round, role: str, breakdown: dict[str, int]
) -> dict[str, int]:
    """Only the criteria that weigh anything for a role."""
    criteria = matching_round.programme.criteria_for(role)
    return {criterion.key: breakdown[criterion.key] for criterion in criteria}


def unmet_of(
    matching_round: Round, candidates: Candidates, used: Ints
) -> tuple[Unmet, ...]:
    """The requests that got less than they asked for."""
    given = np.bincount(
        candidates.request_of(used), minlength=len(matching_round.requests)
    )
    return tuple(
        Unmet(request=request.id, role=request.role, units=request.demand - units)
        for request, units in zip(matching_round.requests, given.tolist(), strict=True)
        if units < request.demand
    )
