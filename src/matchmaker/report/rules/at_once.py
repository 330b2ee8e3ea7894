"""Words for the rule `at_once`."""

from __future__ import annotations

from matchmaker.candidates import Evidence
from matchmaker.report.speech import counted

LABEL = "with too many pairings at once"


def sentence(evidence: Evidence) -> str:
    """Say the pairings under way on one day, against the most allowed."""
    if evidence.value is None:
        return f"at most {evidence.limit} pairings may be under way at once"
    pairings = counted(int(str(evidence.value)), "pairing")
    return f"this person would have {pairings} at once; the limit is {evidence.limit}"
