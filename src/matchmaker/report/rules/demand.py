"""Words for the rule `demand`."""

from __future__ import annotations

from matchmaker.candidates import Evidence

LABEL = "beyond what the request asks for"


def sentence(evidence: Evidence) -> str:
    """Say what the request would get, against what it asks for."""
    if evidence.value is None:
        return f"the request would get more than the {evidence.limit} it asks for"
    return f"the request would get {evidence.value}; it asks for {evidence.limit}"
