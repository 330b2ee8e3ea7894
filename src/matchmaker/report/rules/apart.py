"""Words for the rule `apart`."""

from __future__ import annotations

from matchmaker.candidates import Evidence
from matchmaker.report.speech import decided

LABEL = "who support a request that is kept apart"


def sentence(evidence: Evidence) -> str:
    """Say which request the supporter has that is kept apart, and why."""
    why = decided(evidence.limit)
    if evidence.value is None:
        return f"this person supports a request that is kept apart from this one{why}"
    return f"this person supports {evidence.value}, kept apart from this request{why}"
