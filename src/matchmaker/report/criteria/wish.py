"""Words for the criterion `wish`."""

from __future__ import annotations

from matchmaker.candidates import Evidence
from matchmaker.report.asked import Asked, said
from matchmaker.report.points import Number
from matchmaker.report.scored import neutral, scored
from matchmaker.report.speech import listed

LABEL = "{title}"


def sentence(evidence: Evidence, points: Number, most: Number, asked: Asked) -> str:
    """Say which wish is granted."""
    wished, granted = said(evidence.limit), said(evidence.value)
    if not wished:
        return neutral("nothing is wished for", points, most)
    if evidence.value is None:
        return neutral(
            f"whether the {asked.helper} is what is wished for is not known",
            points,
            most,
        )
    if not granted:
        return scored(f"not as wished: {listed(wished, last='or')}", points, most)
    return scored(f"as wished: {listed(granted)}", points, most)
