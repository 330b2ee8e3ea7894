"""Words for the rule `overlap`."""

from __future__ import annotations

from matchmaker.candidates import Evidence
from matchmaker.report.asked import Asked, said
from matchmaker.report.speech import listed

LABEL = "with nothing in common under '{title}'"


def sentence(evidence: Evidence, asked: Asked) -> str:
    """Say what this person answered, against what is asked for."""
    held, wanted = said(evidence.value), said(evidence.limit)
    if not wanted:
        return f"the request says nothing under '{asked.title}'"
    need = f"{listed(wanted, last='or')} is asked for"
    if not held:
        return f"this person says nothing under '{asked.title}'; {need}"
    return f"under '{asked.title}' this person says {listed(held)}; {need}"
