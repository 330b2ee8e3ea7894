"""Words for the rule `answered`."""

from __future__ import annotations

from matchmaker.candidates import Evidence, Fact
from matchmaker.report.asked import Asked, said
from matchmaker.report.speech import listed

LABEL = "where {whose} answer under '{title}' does not do"


def sentence(evidence: Evidence, asked: Asked) -> str:
    """Say the answer, against what is needed."""
    what = f"{asked.whose} answer under '{asked.title}'"
    found, limit = evidence.value, evidence.limit
    if found is None or found == ():
        return f"{what} is missing{_needed(limit)}"
    if isinstance(found, bool):
        return f"{what} is no; yes is needed"
    if isinstance(found, int) and isinstance(limit, int):
        side = "at least" if found < limit else "at most"
        return f"{what} is {found:,}; {side} {limit:,} is needed"
    return f"{what} is {listed(said(found))}{_needed(limit)}"


def _needed(limit: Fact) -> str:
    words = said(limit) if isinstance(limit, tuple) else ()
    return f"; {listed(words, last='or')} is needed" if words else ""
