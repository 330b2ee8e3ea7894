"""Words for the criterion `overlap`."""

from __future__ import annotations

from matchmaker.candidates import Evidence
from matchmaker.report.asked import Asked, said
from matchmaker.report.points import Number
from matchmaker.report.scored import neutral, scored
from matchmaker.report.speech import listed

LABEL = "{title}"


def sentence(evidence: Evidence, points: Number, most: Number, asked: Asked) -> str:
    """Say which of the words asked for the supporter has, or has something near."""
    wanted, covered = said(evidence.limit), said(evidence.value)
    if not wanted:
        return neutral("nothing is asked for", points, most)
    if evidence.value is None:
        return neutral(f"what the {asked.helper} offers is not known", points, most)
    near = said(evidence.near)
    if not covered and not near:
        return scored(f"nothing of {listed(wanted, last='or')}", points, most)
    parts = [f"meets {len(covered)} of {len(wanted)}"]
    if covered:
        parts.append(f": {listed(covered)}")
    if near:
        parts.append(f"; {listed(near)} nearly")
    return scored("".join(parts), points, most)
