"""Why this pair: points, evidence, rank, and the margin to the runner-up."""

from __future__ import annotations

import numpy as np

from matchmaker.domain.criteria import THOUSANDTHS, Criterion, points
from matchmaker.domain.plan import Pairing
from matchmaker.pipeline import Solved
from matchmaker.reasons.bonus import bonuses_with
from matchmaker.reasons.records import Alternative, CriterionReason, PairingReason
from matchmaker.scoring import criterion_file


def why_pair(solved: Solved, pairing: Pairing) -> PairingReason:
    """Why a pairing of the plan is there."""
    request = solved.round.request_index[pairing.request]
    part = solved.candidates.of(request)
    worth = solved.scores.points[part]
    return PairingReason(
        request=pairing.request,
        supporter=pairing.supporter,
        role=pairing.role,
        points=pairing.points,
        criteria=_criteria(solved, pairing),
        confidence=pairing.confidence,
        rank=1 + int(np.count_nonzero(worth > pairing.points)),
        candidates=len(worth),
        runner_up=_runner_up(solved, pairing, request),
        pinned=pairing.pinned,
        bonuses=bonuses_with(solved, pairing),
    )


def _criteria(solved: Solved, pairing: Pairing) -> tuple[CriterionReason, ...]:
    return tuple(
        _criterion(solved, pairing, criterion)
        for criterion in solved.round.programme.criteria_for(pairing.role)
    )


def _criterion(
    solved: Solved, pairing: Pairing, criterion: Criterion
) -> CriterionReason:
    seen = criterion_file(criterion.name).evidence(
        criterion,
        solved.round,
        solved.round.request(pairing.request),
        solved.round.supporter(pairing.supporter),
    )
    return CriterionReason(
        name=criterion.name,
        points=pairing.criteria[criterion.name],
        most=points(criterion.weight_for(pairing.role), THOUSANDTHS),
        evidence=seen,
    )


def _runner_up(solved: Solved, pairing: Pairing, request: int) -> Alternative | None:
    """The best candidate that the request did not get, by points, then by order."""
    part = solved.candidates.of(request)
    supporters = solved.candidates.supporter[part]
    free = ~np.isin(supporters, _supporters_of(solved, pairing.request))
    if not free.any():
        return None
    worth = solved.scores.points[part][free]
    best = int(worth.argmax())
    return Alternative(
        supporter=solved.round.supporters[supporters[free][best]].id,
        points=int(worth[best]),
        margin=pairing.points - int(worth[best]),
    )


def _supporters_of(solved: Solved, request: str) -> list[int]:
    index = solved.round.supporter_index
    return [index[p.supporter] for p in solved.pairings_of_request.get(request, ())]
