"""Words for the criterion `setting_type_experience`."""

from __future__ import annotations

from matchmaker.candidates import Evidence
from matchmaker.report.points import Number
from matchmaker.report.scored import neutral, scored
from matchmaker.report.speech import listed, words_of

LABEL = "Kind of setting"


def sentence(evidence: Evidence, points: Number, most: Number) -> str:
    """Say whether the supporter has worked in this kind of setting."""
    if evidence.limit is None:
        return neutral("the type of the setting is not known", points, most)
    if evidence.value is None:
        return neutral("where the supporter has worked is not known", points, most)
    if points > 0:
        text = f"has worked in this kind of setting ({evidence.limit})"
    else:
        worked = listed(words_of(evidence.value))
        text = f"has worked in {worked}, not in this kind ({evidence.limit})"
    return scored(text, points, most)
