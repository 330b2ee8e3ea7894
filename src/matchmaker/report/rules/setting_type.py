"""Words for the rule `setting_type`."""

from __future__ import annotations

from matchmaker.candidates import Evidence
from matchmaker.report.speech import with_article

LABEL = "ruled out by the type of the setting"


def sentence(evidence: Evidence) -> str:
    """Say the setting's type, and that it is not served."""
    if evidence.value is None:
        return "the type of the setting is not known, so it cannot be served"
    return f"the setting is {with_article(str(evidence.value))}, a type not served"
