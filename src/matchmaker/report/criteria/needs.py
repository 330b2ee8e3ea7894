"""Words for the criterion `needs`."""

from __future__ import annotations

from matchmaker.candidates import Evidence
from matchmaker.report.points import Number
from matchmaker.report.scored import neutral, scored
from matchmaker.report.speech import counted, listed, words_of

LABEL = "Needs"


def sentence(evidence: Evidence, points: Number, most: Number) -> str:
    """Say which of the setting's needs are covered."""
    needs, covered = words_of(evidence.limit), words_of(evidence.value)
    if not needs:
        return neutral("the setting named no needs", points, most)
    if evidence.value is None:
        return neutral("the supporter's specialisms are not known", points, most)
    if not covered:
        return scored(f"does not cover {listed(needs, last='or')}", points, most)
    share = f"covers {len(covered)} of {counted(len(needs), 'need')}"
    return scored(f"{share}: {', '.join(covered)}", points, most)
