"""Words for the rule `conflict`."""

from __future__ import annotations

from matchmaker.candidates import Evidence

LABEL = "with a conflict of interest"

KINDS = {
    "interest": "a conflict of interest",
    "line management": "a conflict of line management",
    "employment": "past or present employment",
    "relationship": "a personal relationship",
    "blocked": "a block",
}


def sentence(evidence: Evidence) -> str:
    """Say what the conflict is, and with whom."""
    if evidence.value is None:
        return "a conflict of interest is on record"
    kind = KINDS.get(str(evidence.value), str(evidence.value))
    return f"there is {kind} on record with {evidence.limit}"
