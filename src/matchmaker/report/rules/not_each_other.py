"""Words for the rule `not_each_other`."""

from __future__ import annotations

from matchmaker.candidates import Evidence

LABEL = "supported by the person who asks"


def sentence(evidence: Evidence) -> str:
    """Say in what request the person who asks supports the supporter."""
    if evidence.value is None:
        return "the person who asks supports this person already"
    return f"the person who asks supports this person already ({evidence.value})"
