"""Requests and supporters get the least that was promised them."""

from __future__ import annotations

from matchmaker.candidates import Candidates
from matchmaker.domain.round import Round
from matchmaker.domain.rules import Minimum
from matchmaker.optimise.rows import Rows


def rows(rule: Minimum, matching_round: Round, candidates: Candidates) -> Rows:
    """Requests and supporters get the least that was promised them."""
    # Minimums are columns of the model, so no row is needed.
    return Rows.none()
