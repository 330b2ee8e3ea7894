"""Words for the criterion `improvement`."""

from __future__ import annotations

from matchmaker.candidates import Evidence
from matchmaker.report.points import Number
from matchmaker.report.scored import neutral, scored

LABEL = "Record of improvement"


def sentence(evidence: Evidence, points: Number, most: Number) -> str:
    """Say whether the supporter has helped a setting out of a poor judgement."""
    if evidence.value is None:
        return neutral("no record of past improvement is known", points, most)
    has = "has" if evidence.value else "has not"
    return scored(f"{has} moved a setting out of a poor judgement", points, most)
