"""Words for the rule `quota`."""

from __future__ import annotations

from matchmaker.candidates import Evidence

LABEL = "against a quota"


def sentence(evidence: Evidence) -> str:
    """Say how many pairings would fall under a quota, against the quota."""
    if evidence.value is None:
        return f"the quota is {evidence.limit}"
    return f"there would be {evidence.value}; the quota is {evidence.limit}"
