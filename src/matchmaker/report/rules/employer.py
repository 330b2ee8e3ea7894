"""Words for the rule `employer`."""

from __future__ import annotations

from matchmaker.candidates import Evidence
from matchmaker.report.speech import listed, words_of

LABEL = "whose employer is not judged well enough"


def sentence(evidence: Evidence) -> str:
    """Say the employer's judgement, against the judgements accepted."""
    if evidence.value is None:
        return "the judgement of the employer is not known; a good one is needed"
    accepted = words_of(evidence.limit)
    if evidence.value in accepted:
        return (
            f"the employer is judged {evidence.value}, but does not meet "
            "the safeguarding standards"
        )
    if not accepted:
        return (
            f"the employer is judged {evidence.value} under a framework that "
            "is not accepted"
        )
    return (
        f"the employer is judged {evidence.value}; "
        f"{listed(accepted, last='or')} is needed"
    )
