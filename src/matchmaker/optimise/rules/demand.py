"""No request gets more than it wants, nor the same supporter twice."""

from __future__ import annotations

from matchmaker.candidates import Candidates
from matchmaker.domain.round import Round
from matchmaker.domain.rules import Demand
from matchmaker.optimise.rows import Rows


def rows(rule: Demand, matching_round: Round, candidates: Candidates) -> Rows:
    """No request gets more than it wants, nor the same supporter twice."""
    # A pair is one variable and demand is a column of the model, so no row is needed.
    return Rows.none()
