"""Every pair that a person decided is in the plan."""

from __future__ import annotations

from matchmaker.candidates import Candidates
from matchmaker.domain.round import Round
from matchmaker.domain.rules import Pinned
from matchmaker.optimise.rows import Rows


def rows(rule: Pinned, matching_round: Round, candidates: Candidates) -> Rows:
    """Every pair that a person decided is in the plan."""
    # Pins are a column of the model, so no row is needed.
    return Rows.none()
