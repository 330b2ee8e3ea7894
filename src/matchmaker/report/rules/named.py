"""Words for the rule `named`."""

from __future__ import annotations

from matchmaker.candidates import Evidence
from matchmaker.report.speech import words_of

LABEL = "whom a list of preferences leaves out"
SAID: dict[tuple[str, ...], str] = {
    ("request",): "the list of who asks leaves this person out",
    ("supporter",): "this person's list leaves out who asks",
}


def sentence(evidence: Evidence) -> str:
    """Say whose list leaves the other out."""
    return SAID.get(words_of(evidence.value), "the lists of both leave the other out")
