"""Words for the rule `capacity`."""

from __future__ import annotations

from matchmaker.candidates import Evidence

LABEL = "with no room left"


def sentence(evidence: Evidence) -> str:
    """Say the load that a supporter would carry, against their room."""
    if evidence.value is None:
        return f"what this person would give is not known; the room is {evidence.limit}"
    return f"this person would give {evidence.value}; the room is {evidence.limit}"
