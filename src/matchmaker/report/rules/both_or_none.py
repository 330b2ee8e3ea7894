"""Words for the rule `both_or_none`."""

from __future__ import annotations

from matchmaker.candidates import Evidence
from matchmaker.report.speech import decided

LABEL = "who cannot come alone"


def sentence(evidence: Evidence) -> str:
    """Say which request must be given somebody too, and why."""
    why = decided(evidence.limit)
    if evidence.value is None:
        return f"a request tied to this one gets nobody, so neither does this one{why}"
    return f"{evidence.value}, tied to this request, gets nobody either{why}"
