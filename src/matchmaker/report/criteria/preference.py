"""Words for the criterion `preference`."""

from __future__ import annotations

from collections.abc import Iterator

from matchmaker.candidates import Evidence
from matchmaker.report.points import Number
from matchmaker.report.scored import neutral, scored
from matchmaker.report.speech import listed, ordinal

LABEL = "Preferences"


def sentence(evidence: Evidence, points: Number, most: Number) -> str:
    """Say which choice the two are of each other, or whose list leaves the other out."""
    said = list(_said(evidence))
    if not said:
        return neutral("no list was given", points, most)
    return scored(listed(said), points, most)


def _said(evidence: Evidence) -> Iterator[str]:
    choices = (("who asks", evidence.value), ("who offers", evidence.limit))
    for side, choice in choices:
        if isinstance(choice, int):
            yield f"the {ordinal(choice)} choice of {side}"
    if "request" in evidence.near:
        yield "not on the list of who asks"
    if "supporter" in evidence.near:
        yield "not on the list of who offers"
