"""Words for the rule `not_self`."""

from __future__ import annotations

from matchmaker.candidates import Evidence

LABEL = "who would support themselves"


def sentence(evidence: Evidence) -> str:
    """Say that both sides are one person."""
    return f"{evidence.value} is the person who asks"
