"""Words for the rule `own_setting`."""

from __future__ import annotations

from matchmaker.candidates import Evidence

LABEL = "who work at this setting"


def sentence(evidence: Evidence) -> str:
    """Say that the supporter works at the setting."""
    return f"this person works at the setting that asks ({evidence.limit})"
