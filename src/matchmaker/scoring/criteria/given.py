"""The points that were given with the round, taken as they are."""

from __future__ import annotations

from matchmaker.candidates.evidence import Evidence
from matchmaker.domain.criteria import Given
from matchmaker.domain.request import Request
from matchmaker.domain.round import Round
from matchmaker.domain.supporter import Supporter


def evidence(
    criterion: Given, matching_round: Round, request: Request, supporter: Supporter
) -> Evidence:
    """Nothing is known but the points themselves."""
    return Evidence(None)
