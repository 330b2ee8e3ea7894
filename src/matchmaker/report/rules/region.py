"""Words for the rule `region`."""

from __future__ import annotations

from matchmaker.candidates import Evidence
from matchmaker.report.speech import listed, words_of

LABEL = "outside the region"
_UNKNOWN = "the region where this person works is not known"


def sentence(evidence: Evidence) -> str:
    """Say where the supporter works, against the setting's region."""
    works = listed(words_of(evidence.value))
    theirs = f"this person works in {works}" if works else _UNKNOWN
    if evidence.limit is None:
        return f"{theirs}; the region of the setting is not known"
    return f"{theirs}; the setting is in {evidence.limit}"
