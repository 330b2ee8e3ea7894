"""Words for the rule `experience`."""

from __future__ import annotations

from matchmaker.candidates import Evidence
from matchmaker.report.speech import counted

LABEL = "with too little experience"


def sentence(evidence: Evidence) -> str:
    """Say the years of experience, against the years needed."""
    if evidence.value is None:
        return f"the years of experience are not known; {evidence.limit} are needed"
    years = counted(int(str(evidence.value)), "year")
    return f"the experience is {years}; {evidence.limit} are needed"
