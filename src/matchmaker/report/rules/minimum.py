"""Words for the rule `minimum`."""

from __future__ import annotations

from matchmaker.candidates import Evidence

LABEL = "below a minimum"


def sentence(evidence: Evidence) -> str:
    """Say what would be given, against the least that must be."""
    if evidence.value is None:
        return f"nothing is given; at least {evidence.limit} must be"
    return f"{evidence.value} would be given; at least {evidence.limit} must be"
