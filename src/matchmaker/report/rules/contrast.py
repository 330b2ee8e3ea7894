"""Words for the rule `contrast`."""

from __future__ import annotations

from matchmaker.candidates import Evidence

LABEL = "too like whoever else supports the setting"


def sentence(evidence: Evidence) -> str:
    """Say who supports the setting already, and in what they are alike."""
    if evidence.value is None:
        return "this person supports the setting already"
    return f"{evidence.value} supports the setting already and has the same {evidence.limit}"
