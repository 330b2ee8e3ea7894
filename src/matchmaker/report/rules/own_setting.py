"""Words for the rule `own_setting`."""

from __future__ import annotations

from matchmaker.candidates import Evidence

LABEL = "ruled out by their place of work"


def sentence(evidence: Evidence) -> str:
    """Say where the supporter works, against the setting that asks."""
    if evidence.value == evidence.limit:
        return f"this person works at the setting that asks ({evidence.limit})"
    where = evidence.value or "an unknown place"
    return f"this person works at {where}; only {evidence.limit}'s own people may come"
