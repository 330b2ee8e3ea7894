"""Words for the rule `own_group`."""

from __future__ import annotations

from matchmaker.candidates import Evidence

LABEL = "who work for the owner of this setting"


def sentence(evidence: Evidence) -> str:
    """Say for which group both work."""
    return f"this person works for {evidence.value}, which runs this setting too"
