"""Words for the rule `differ`."""

from __future__ import annotations

from matchmaker.candidates import Evidence
from matchmaker.report.asked import Asked, said
from matchmaker.report.speech import listed

LABEL = "who say the same under '{title}'"


def sentence(evidence: Evidence, asked: Asked) -> str:
    """Say what both sides answered."""
    same = listed(said(evidence.value))
    return f"both say {same} under '{asked.title}', where they must differ"
