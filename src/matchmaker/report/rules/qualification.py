"""Words for the rule `qualification`."""

from __future__ import annotations

from matchmaker.candidates import Evidence

LABEL = "without the qualification"


def sentence(evidence: Evidence) -> str:
    """Say the level of qualification, against the level needed."""
    if evidence.value is None:
        return (
            f"the level of qualification is not known; level {evidence.limit} is needed"
        )
    return (
        f"the qualification is level {evidence.value}; level {evidence.limit} is needed"
    )
