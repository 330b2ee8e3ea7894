"""Words for the criterion `age_bands`."""

from __future__ import annotations

from matchmaker.candidates import Evidence
from matchmaker.report.points import Number
from matchmaker.report.scored import neutral, scored
from matchmaker.report.speech import counted, listed, words_of

LABEL = "Ages of children"


def sentence(evidence: Evidence, points: Number, most: Number) -> str:
    """Say with which of the setting's age bands the supporter has worked."""
    ages, shared = words_of(evidence.limit), words_of(evidence.value)
    if not ages:
        return neutral("the ages at the setting are not known", points, most)
    if evidence.value is None:
        return neutral(
            "the ages with which the supporter has worked are not known", points, most
        )
    if not shared:
        return scored(
            f"has not worked with ages {listed(ages, last='or')}", points, most
        )
    share = f"has worked with {len(shared)} of {counted(len(ages), 'age band')}"
    return scored(f"{share}: {', '.join(shared)}", points, most)
