"""Whoever works on site is close enough."""

from __future__ import annotations

import numpy as np

from matchmaker.candidates.coded import UNKNOWN, Bools, Ints, Test, at
from matchmaker.candidates.evidence import Evidence
from matchmaker.candidates.journey import minutes_between
from matchmaker.candidates.table import Table
from matchmaker.domain.request import Request
from matchmaker.domain.round import Round
from matchmaker.domain.rules import Travel
from matchmaker.domain.supporter import Supporter


def screen(rule: Travel, table: Table) -> Test:
    """Support on site is within both sides' own travel limits and the programme's."""
    limits = np.minimum(table.travel_limits, rule.limit_minutes)
    asked = table.request_travel_limits
    placed = np.array([setting is not None for setting in table.settings], dtype=bool)

    def holds(r: Ints, s: Ints) -> Bools:
        minutes = table.minutes(r, s)
        near = (minutes != UNKNOWN) & (minutes <= limits[s]) & (minutes <= at(asked, r))
        return np.asarray(near | ~table.on_site(r, s) | ~at(placed, r))

    return holds


def evidence(
    rule: Travel, matching_round: Round, request: Request, supporter: Supporter
) -> Evidence:
    """The minutes of the journey, against the limit that holds for the pair."""
    return Evidence(
        minutes_between(matching_round, request, supporter),
        rule.limit_for(supporter.travel_limit, request.travel_limit),
    )
