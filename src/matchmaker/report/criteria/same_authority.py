"""Words for the criterion `same_authority`."""

from __future__ import annotations

from matchmaker.candidates import Evidence
from matchmaker.report.points import Number
from matchmaker.report.scored import neutral, scored
from matchmaker.report.speech import listed, words_of

LABEL = "Local authority"


def sentence(evidence: Evidence, points: Number, most: Number) -> str:
    """Say whether the supporter knows the setting's local authority."""
    if evidence.limit is None:
        return neutral("the setting's local authority is not known", points, most)
    if evidence.value is None:
        return neutral("the supporter's local authority is not known", points, most)
    known = words_of(evidence.value)
    if evidence.limit not in known:
        text = f"works in {listed(known)}; the setting is in {evidence.limit}"
    elif points == most:
        text = f"works in the setting's local authority, {evidence.limit}"
    else:
        text = f"named the setting's local authority, {evidence.limit}"
    return scored(text, points, most)
