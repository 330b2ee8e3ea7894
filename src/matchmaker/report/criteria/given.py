"""Words for the criterion `given`."""

from __future__ import annotations

from matchmaker.candidates import Evidence
from matchmaker.report.points import Number

LABEL = "Points"


def sentence(evidence: Evidence, points: Number, most: Number) -> str:
    """Say the points, which came with the round."""
    return f"{points:,} points, as they were given with the round"
