"""Words for the rule `capacity`."""

from __future__ import annotations

from matchmaker.candidates import Evidence
from matchmaker.report.loads import Unit, load_text

LABEL = "with less to give in all than this takes"


def sentence(evidence: Evidence, unit: Unit) -> str:
    """Say what it takes, against the most that a supporter can give to it."""
    can = f"this person can give it {_amount(evidence.limit, unit)} at the most"
    if evidence.value is None:
        return f"what this takes is not known; {can}"
    return f"this takes {_amount(evidence.value, unit)}; {can}"


def _amount(fact: object, unit: Unit) -> str:
    return load_text(int(str(fact)), unit)
