"""Words for the rule `different_people`."""

from __future__ import annotations

from matchmaker.candidates import Evidence
from matchmaker.report.speech import plain, with_article

LABEL = "who help the same setting in another role"


def sentence(evidence: Evidence) -> str:
    """Say which role the supporter has at the setting already."""
    if evidence.value is None:
        return "this person helps the setting in another role already"
    return f"this person helps the setting as {with_article(plain(str(evidence.value)))} already"
