"""Words for the rule `not_named`."""

from __future__ import annotations

from matchmaker.candidates import Evidence
from matchmaker.report.asked import Asked

LABEL = "where {whose} answer under '{title}' names the other"


def sentence(evidence: Evidence, asked: Asked) -> str:
    """Say whom the answer names."""
    return f"{asked.whose} answer under '{asked.title}' names {evidence.value}"
