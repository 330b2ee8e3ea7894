"""Words for the rule `checks`."""

from __future__ import annotations

from matchmaker.candidates import Evidence
from matchmaker.report.speech import WAYS, listed, words_of

LABEL = "without clear checks"


def sentence(evidence: Evidence) -> str:
    """Say the outcome of the checks, and what needs clear ones."""
    if evidence.value == "barred":
        return "this person is barred from this work"
    ways = listed([WAYS.get(way, way) for way in words_of(evidence.limit)], last="or")
    known = "clear" if evidence.value == "clear" else "not known to be clear"
    return f"the checks on this person are {known}; working {ways} needs clear checks"
