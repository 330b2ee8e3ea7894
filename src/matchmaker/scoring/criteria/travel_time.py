"""How short the journey is: full marks up to some minutes, none at the limit."""

from __future__ import annotations

import numpy as np

from matchmaker.candidates.coded import UNKNOWN, Ints
from matchmaker.candidates.evidence import Evidence
from matchmaker.candidates.journey import minutes_between
from matchmaker.candidates.table import Table
from matchmaker.domain.criteria import THOUSANDTHS, TravelTime
from matchmaker.domain.request import Request
from matchmaker.domain.round import Round
from matchmaker.domain.supporter import Supporter
from matchmaker.scoring.scorer import Scorer

NO_LIMIT = 10**6


def scorer(criterion: TravelTime, table: Table) -> Scorer:
    """How short the journey is: full marks up to some minutes, none at the limit."""
    limits = np.array([_limit(table, role) for role in _roles(table)], dtype=np.int64)
    full = criterion.full_minutes

    def score(r: Ints, s: Ints, minutes: Ints) -> Ints:
        limit = np.minimum(limits[r], table.travel_limits[s])
        limit = np.minimum(limit, table.request_travel_limits[r])
        span = np.maximum(limit - full, 1)
        between = (2 * THOUSANDTHS * (limit - minutes) + span) // (2 * span)
        known = np.where(minutes >= limit, 0, between)
        known = np.where(minutes <= full, THOUSANDTHS, known)
        known = np.where(minutes == UNKNOWN, UNKNOWN, known)
        return np.where(table.on_site(r, s), known, THOUSANDTHS)

    return score


def _roles(table: Table) -> list[str]:
    return [request.role for request in table.requests]


def _limit(table: Table, role: str) -> int:
    rule = table.round.programme.travel_rule(role)
    return NO_LIMIT if rule is None else rule.limit_minutes


def evidence(
    criterion: TravelTime, matching_round: Round, request: Request, supporter: Supporter
) -> Evidence:
    """The minutes of the journey, against the limit; none where support is virtual."""
    if matching_round.delivery_of(request, supporter) == "virtual":
        return Evidence(None)
    rule = matching_round.programme.travel_rule(request.role)
    return Evidence(
        minutes_between(matching_round, request, supporter),
        rule.limit_for(supporter.travel_limit, request.travel_limit) if rule else None,
    )
