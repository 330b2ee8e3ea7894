"""Words for the criterion `answer`."""

from __future__ import annotations

from matchmaker.candidates import Evidence, Fact
from matchmaker.report.asked import Asked, said
from matchmaker.report.points import Number
from matchmaker.report.scored import neutral, scored
from matchmaker.report.speech import listed

LABEL = "{title}"


def sentence(evidence: Evidence, points: Number, most: Number, asked: Asked) -> str:
    """Say what was answered."""
    if evidence.value is None or evidence.value == ():
        return neutral(f"{asked.whose} answer is not known", points, most)
    return scored(f"{asked.whose} answer is {_in_words(evidence.value)}", points, most)


def _in_words(answer: Fact) -> str:
    if isinstance(answer, bool):
        return "yes" if answer else "no"
    return f"{answer:,}" if isinstance(answer, int) else listed(said(answer))
