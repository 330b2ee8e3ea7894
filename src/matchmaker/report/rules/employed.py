"""Words for the rule `employed`."""

from __future__ import annotations

from matchmaker.candidates import Evidence

LABEL = "who work nowhere that is known"


def sentence(evidence: Evidence) -> str:
    """Say that nobody knows where the person works."""
    if evidence.value is None:
        return "it is not known where this person works"
    return f"this person works at {evidence.value}, which is not in the round"
