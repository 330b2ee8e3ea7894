"""Words for the rule `leadership`."""

from __future__ import annotations

from matchmaker.candidates import Evidence

LABEL = "without enough experience of leading"

HELD = {
    "none": "this person has not led others",
    "supervising": "this person has led or supervised others, but does not lead now",
    "leading": "this person leads others now",
}
ASKED = {
    "none": "no experience of leading is needed",
    "supervising": "someone who has led or supervised others is needed",
    "leading": "someone who leads others now is needed",
}


def sentence(evidence: Evidence) -> str:
    """Say the leadership held, against the leadership needed."""
    held = HELD.get(
        str(evidence.value), "it is not known whether this person has led others"
    )
    return f"{held}; {ASKED.get(str(evidence.limit), ASKED['none'])}"
