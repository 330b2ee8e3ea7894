"""Words for the criterion `level`."""

from __future__ import annotations

from matchmaker.candidates import Evidence
from matchmaker.report.asked import Asked, above
from matchmaker.report.points import Number
from matchmaker.report.scored import neutral, scored

LABEL = "{title}"


def sentence(evidence: Evidence, points: Number, most: Number, asked: Asked) -> str:
    """Say how far the supporter stands above."""
    if evidence.value is None:
        return neutral("the level of both sides is not known", points, most)
    stands = above(int(str(evidence.value)))
    return scored(f"the {asked.helper} stands {stands}", points, most)
