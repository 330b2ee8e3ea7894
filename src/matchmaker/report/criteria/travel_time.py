"""Words for the criterion `travel_time`."""

from __future__ import annotations

from matchmaker.candidates import Evidence
from matchmaker.report.points import Number
from matchmaker.report.scored import neutral, scored
from matchmaker.report.speech import counted

LABEL = "Journey"


def sentence(evidence: Evidence, points: Number, most: Number) -> str:
    """Say the minutes of the journey, against the limit."""
    if evidence.value is None and evidence.limit is None:
        return scored("support is virtual, so nobody travels", points, most)
    if evidence.value is None:
        return neutral("the length of the journey is not known", points, most)
    minutes = counted(int(str(evidence.value)), "minute")
    limit = "" if evidence.limit is None else f", the limit is {evidence.limit}"
    return scored(f"{minutes} one way{limit}", points, most)
