"""Words for the rule `together`."""

from __future__ import annotations

from matchmaker.candidates import Evidence
from matchmaker.report.speech import decided

LABEL = "who do not support a request that goes with this one"


def sentence(evidence: Evidence) -> str:
    """Say which request must have the same supporters, and why."""
    why = decided(evidence.limit)
    if evidence.value is None:
        return f"whoever comes must support another request too{why}"
    return f"whoever comes must support {evidence.value} too{why}"
