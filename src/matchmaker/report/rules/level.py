"""Words for the rule `level`."""

from __future__ import annotations

from matchmaker.candidates import Evidence
from matchmaker.report.asked import Asked, above

LABEL = "at the wrong level under '{title}'"


def sentence(evidence: Evidence, asked: Asked) -> str:
    """Say how far this person stands above, against the limit."""
    limit = int(str(evidence.limit))
    if evidence.value is None:
        return f"under '{asked.title}' one side has no answer; {_from(limit)}"
    found = int(str(evidence.value))
    needed = _up_to(limit) if found > limit else _from(limit)
    return f"under '{asked.title}' this person stands {above(found)}; {needed}"


def _from(least: int) -> str:
    if least == 0:
        return "the same or above is needed"
    side = "at least" if least > 0 else "at most"
    return f"{side} {above(least)} is needed"


def _up_to(most: int) -> str:
    if most == 0:
        return "the same or below is needed"
    side = "at most" if most > 0 else "at least"
    return f"{side} {above(most)} is needed"
