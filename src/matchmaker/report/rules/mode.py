"""Words for the rule `mode`."""

from __future__ import annotations

from matchmaker.candidates import Evidence
from matchmaker.report.speech import WAYS

LABEL = "who cannot work in the way asked for"


def sentence(evidence: Evidence) -> str:
    """Say how the supporter works, against how support is wanted."""
    wanted = WAYS.get(str(evidence.limit), str(evidence.limit))
    if evidence.value is None:
        return f"how this person works is not known; support is wanted {wanted}"
    works = WAYS.get(str(evidence.value), str(evidence.value))
    return f"this person works only {works}; support is wanted {wanted}"
