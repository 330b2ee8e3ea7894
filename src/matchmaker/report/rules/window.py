"""Words for the rule `window`."""

from __future__ import annotations

from datetime import date

from matchmaker.candidates import Evidence
from matchmaker.report.speech import day_of, words_of

LABEL = "not available for the whole time"


def sentence(evidence: Evidence) -> str:
    """Say when the supporter is available, against the dates of the support."""
    free, wanted = _span(words_of(evidence.value)), _span(words_of(evidence.limit))
    return f"this person is available {free}; the support runs {wanted}"


def _span(days: tuple[str, ...]) -> str:
    first, last = (date.fromisoformat(day) if day else None for day in days)
    if first is None and last is None:
        return "at any time"
    if last is None:
        return f"from {day_of(first)}"
    if first is None:
        return f"until {day_of(last)}"
    return f"from {day_of(first)} to {day_of(last)}"
