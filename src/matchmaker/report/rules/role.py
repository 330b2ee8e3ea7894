"""Words for the rule `role`."""

from __future__ import annotations

from matchmaker.candidates import Evidence
from matchmaker.report.speech import listed, plain, with_article, words_of

LABEL = "without the role"


def sentence(evidence: Evidence) -> str:
    """Say the roles held, against the role asked for."""
    held = listed([plain(role) for role in words_of(evidence.value)])
    asked = plain(str(evidence.limit))
    if not held:
        return f"no role is known for this person; {with_article(asked)} is needed"
    return f"this person's role is {held}; {with_article(asked)} is needed"
