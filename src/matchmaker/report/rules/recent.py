"""Words for the rule `recent`."""

from __future__ import annotations

from matchmaker.candidates import Evidence
from matchmaker.report.asked import Asked
from matchmaker.report.speech import counted

LABEL = "where {whose} date under '{title}' is too long past"


def sentence(evidence: Evidence, asked: Asked) -> str:
    """Say how long ago it is, against what would do."""
    what = f"{asked.whose} date under '{asked.title}'"
    age, limit = evidence.value, evidence.limit
    if not isinstance(age, int) or not isinstance(limit, int):
        return f"{what} is missing"
    return f"{what} is {counted(age, 'day')} past; at most {limit:,} will do"
