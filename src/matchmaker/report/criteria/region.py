"""Words for the criterion `region`."""

from __future__ import annotations

from matchmaker.candidates import Evidence
from matchmaker.report.points import Number
from matchmaker.report.scored import neutral, scored
from matchmaker.report.speech import listed, words_of

LABEL = "Region"


def sentence(evidence: Evidence, points: Number, most: Number) -> str:
    """Say whether the supporter works in the setting's region."""
    if evidence.limit is None:
        return neutral("the region of the setting is not known", points, most)
    regions = words_of(evidence.value)
    if evidence.limit in regions:
        text = f"works in the setting's region, {evidence.limit}"
    elif regions:
        text = f"works in {listed(regions)}; the setting is in {evidence.limit}"
    else:
        text = f"works in no known region; the setting is in {evidence.limit}"
    return scored(text, points, most)
