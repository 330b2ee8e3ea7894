"""Why this pair: points, evidence, rank, and the margin to the runner-up."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import numpy.typing as npt

from matchmaker.domain.criteria import THOUSANDTHS, Criterion, FieldCriterion, points
from matchmaker.domain.plan import Pairing
from matchmaker.domain.request import Request
from matchmaker.domain.round import Round
from matchmaker.domain.supporter import Supporter
from matchmaker.pipeline import Solved
from matchmaker.reasons.bonus import bonuses_with
from matchmaker.reasons.fitting import fitting
from matchmaker.reasons.records import Alternative, CriterionReason, PairingReason
from matchmaker.scoring import criterion_file


def why_pair(solved: Solved, pairing: Pairing) -> PairingReason:
    """Why a pairing of the plan is there."""
    request = solved.round.request_index[pairing.request]
    could = _could_have(solved, request)
    worth = solved.scores.points[could]
    theirs = _worth_to_supporter(solved, pairing)
    return PairingReason(
        request=pairing.request,
        supporter=pairing.supporter,
        role=pairing.role,
        points=pairing.points,
        criteria=criteria_of(
            solved.round,
            solved.round.requests[request],
            solved.round.supporter(pairing.supporter),
            pairing.criteria,
        ),
        confidence=pairing.confidence,
        rank=1 + int(np.count_nonzero(worth > pairing.points)),
        candidates=len(worth),
        runner_up=_runner_up(solved, pairing, could),
        pinned=pairing.pinned,
        bonuses=bonuses_with(solved, pairing),
        rank_for_supporter=1 + int(np.count_nonzero(theirs > pairing.points)),
        requests=len(theirs),
    )


def _could_have(solved: Solved, request: int) -> npt.NDArray[np.int64]:
    """int64, the candidates of a request less those with too little in all for it."""
    part = solved.candidates.of(request)
    pairs = np.arange(part.start, part.stop)
    return pairs[fitting(solved, pairs)]


def _worth_to_supporter(solved: Solved, pairing: Pairing) -> npt.NDArray[np.int64]:
    """int64[N], the points of all that a supporter could serve in the same role."""
    supporter = solved.round.supporter_index[pairing.supporter]
    pairs = solved.pairs_of_supporter(supporter)
    pairs = pairs[fitting(solved, pairs)]
    role = solved.role_of_request[solved.round.request_index[pairing.request]]
    alike = solved.role_of_request[solved.candidates.request[pairs]] == role
    return np.asarray(solved.scores.points[pairs[alike]])


def criteria_of(
    matching_round: Round,
    request: Request,
    supporter: Supporter,
    given: Mapping[str, int],
) -> tuple[CriterionReason, ...]:
    """
    What every criterion of the role sees in a pair.

    Args:
        matching_round: The round.
        request: Whoever asks.
        supporter: Whoever comes.
        given: The points of the pair by criterion.
    """
    return tuple(
        CriterionReason(
            name=criterion.key,
            points=given[criterion.key],
            most=points(criterion.weight_for(request.role), THOUSANDTHS),
            evidence=criterion_file(criterion.name).evidence(
                criterion, matching_round, request, supporter
            ),
            private=_is_private(matching_round, criterion),
        )
        for criterion in matching_round.programme.criteria_for(request.role)
    )


def _is_private(matching_round: Round, criterion: Criterion) -> bool:
    """Whether the criterion looks at a field that no other party may see."""
    if not isinstance(criterion, FieldCriterion):
        return False
    return matching_round.programme.fields[criterion.field].private


def _runner_up(
    solved: Solved, pairing: Pairing, could: npt.NDArray[np.int64]
) -> Alternative | None:
    """The best candidate that the request did not get, by points, then by order."""
    supporters = solved.candidates.supporter[could]
    free = ~np.isin(supporters, _supporters_of(solved, pairing.request))
    if not free.any():
        return None
    worth = solved.scores.points[could][free]
    best = int(worth.argmax())
    return Alternative(
        supporter=solved.round.supporters[supporters[free][best]].id,
        points=int(worth[best]),
        margin=pairing.points - int(worth[best]),
    )


def _supporters_of(solved: Solved, request: str) -> list[int]:
    index = solved.round.supporter_index
    return [index[p.supporter] for p in solved.pairings_of_request.get(request, ())]
