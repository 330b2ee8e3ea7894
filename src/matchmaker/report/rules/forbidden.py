"""Words for the rule `forbidden`."""

from __future__ import annotations

from matchmaker.candidates import Evidence

LABEL = "ruled out by a person's decision"


def sentence(evidence: Evidence) -> str:
    """Say who ruled the pair out, and why."""
    who = str(evidence.limit or "a person")
    if not evidence.value:
        return f"{who} ruled this pair out; no reason was given"
    return f"{who} ruled this pair out, because: {evidence.value}"
