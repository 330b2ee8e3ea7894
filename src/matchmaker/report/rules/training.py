"""Words for the rule `training`."""

from __future__ import annotations

from matchmaker.candidates import Evidence
from matchmaker.report.speech import day_of

LABEL = "not trained in time"


def sentence(evidence: Evidence) -> str:
    """Say the day the training was completed, against the first day of support."""
    starts = (
        "the day when support starts is not known"
        if evidence.limit is None
        else f"support starts on {day_of(evidence.limit)}"
    )
    if evidence.value is None:
        return f"no completed training is on record; {starts}"
    return f"the training is complete on {day_of(evidence.value)}; {starts}"
