"""Words for the rule `exclusive`."""

from __future__ import annotations

from matchmaker.candidates import Evidence
from matchmaker.report.speech import decided, words_of

LABEL = "ruled out while another pair is made"


def sentence(evidence: Evidence) -> str:
    """Say which other pair keeps this one out, and why."""
    why = decided(evidence.limit)
    if evidence.value is None:
        return f"a person ruled this out together with another pair of the plan{why}"
    request, supporter = words_of(evidence.value)
    return f"a person ruled this out while {request} has {supporter}{why}"
