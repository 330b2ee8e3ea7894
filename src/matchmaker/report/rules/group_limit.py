"""Words for the rule `group_limit`."""

from __future__ import annotations

from matchmaker.candidates import Evidence
from matchmaker.report.speech import counted

LABEL = "with too many pairings with one owner"


def sentence(evidence: Evidence) -> str:
    """Say the pairings with one owner's settings, against the most allowed."""
    if evidence.value is None:
        return f"the owner of the setting is not known; the limit is {evidence.limit}"
    pairings = counted(int(str(evidence.value)), "pairing")
    return (
        f"this person would have {pairings} with settings of one owner; "
        f"the limit is {evidence.limit}"
    )
