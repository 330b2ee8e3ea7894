"""Words for the criterion `availability`."""

from __future__ import annotations

from matchmaker.candidates import Evidence
from matchmaker.report.points import Number
from matchmaker.report.scored import neutral, scored
from matchmaker.report.speech import counted, half_day, words_of

LABEL = "Days"


def sentence(evidence: Evidence, points: Number, most: Number) -> str:
    """Say which of the setting's half-days suit the supporter too."""
    days, shared = words_of(evidence.limit), words_of(evidence.value)
    if not days:
        return neutral("the setting named no days", points, most)
    if evidence.value is None:
        return neutral("the days that suit the supporter are not known", points, most)
    if not shared:
        return scored("none of the setting's days suit both", points, most)
    share = f"{len(shared)} of {counted(len(days), 'half-day')} suit both"
    named = ", ".join(half_day(day) for day in shared)
    return scored(f"{share}: {named}", points, most)
