"""Words for the criterion `not_named`."""

from __future__ import annotations

from matchmaker.candidates import Evidence
from matchmaker.report.asked import Asked
from matchmaker.report.points import Number
from matchmaker.report.scored import neutral, scored

LABEL = "{title}"


def sentence(evidence: Evidence, points: Number, most: Number, asked: Asked) -> str:
    """Say whom the answer names, if it is the other side."""
    if evidence.limit is None:
        return neutral(f"{asked.whose} answer is not known", points, most)
    if evidence.value is None:
        return scored(f"{asked.whose} answer names somebody else", points, most)
    return scored(f"{asked.whose} answer names {evidence.value}", points, most)
