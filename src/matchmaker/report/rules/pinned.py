"""Words for the rule `pinned`."""

from __future__ import annotations

from matchmaker.candidates import Evidence

LABEL = "passed over for a person's decision"


def sentence(evidence: Evidence) -> str:
    """Say what a person decided."""
    if evidence.value is None:
        return "a person decided this pairing; no reason was given"
    return f"a person decided this pairing, because: {evidence.value}"
