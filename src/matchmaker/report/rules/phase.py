"""Words for the rule `phase`."""

from __future__ import annotations

from matchmaker.candidates import Evidence
from matchmaker.report.speech import listed, words_of

LABEL = "who do not work in the phase"


def sentence(evidence: Evidence) -> str:
    """Say the supporter's phases, against the phase asked for."""
    phases = listed(words_of(evidence.value))
    if not phases:
        return f"the phases are not known; {evidence.limit} is asked for"
    return f"this person works in {phases}; {evidence.limit} is asked for"
