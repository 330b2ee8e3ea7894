"""Words for the rule `travel`."""

from __future__ import annotations

from matchmaker.candidates import Evidence, Fact
from matchmaker.report.speech import counted

LABEL = "too far to travel"


def sentence(evidence: Evidence) -> str:
    """Say the minutes of the journey, against the limit."""
    if evidence.value is None:
        return f"the length of the journey is not known; the limit is {_minutes(evidence.limit)}"
    return (
        f"the journey takes {_minutes(evidence.value)}; the limit is {evidence.limit}"
    )


def _minutes(fact: Fact) -> str:
    return counted(int(str(fact)), "minute")
