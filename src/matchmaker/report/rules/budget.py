"""Words for the rule `budget`."""

from __future__ import annotations

from matchmaker.candidates import Evidence
from matchmaker.report.speech import pounds

LABEL = "beyond the budget"


def sentence(evidence: Evidence) -> str:
    """Say what would be spent, in pence, against the budget."""
    has = f"the budget is {pounds(int(str(evidence.limit)))}"
    if evidence.value is None:
        return f"what would be spent is not known; {has}"
    return f"{pounds(int(str(evidence.value)))} would be spent; {has}"
