"""What a criterion gave, in a line."""

from __future__ import annotations

from typing import TYPE_CHECKING

from matchmaker.domain.programme import Programme
from matchmaker.report.criteria import criterion_words
from matchmaker.report.points import in_users_unit

if TYPE_CHECKING:
    from matchmaker.reasons import CriterionReason, SeenCriterion


def criterion_line(
    reason: CriterionReason | SeenCriterion, programme: Programme, decimals: int
) -> str:
    """
    A criterion with what it saw and its points.

    Args:
        reason: What is to be said; evidence that somebody may not see is not there.
        programme: In whose words.
        decimals: Of the round's points.
    """
    words = criterion_words(reason.name, programme)
    points = in_users_unit(reason.points, decimals)
    most = in_users_unit(reason.most, decimals)
    if reason.evidence is None:
        return f"{words.LABEL}: {points:,} of {most:,} points."
    return f"{words.LABEL}: {words.sentence(reason.evidence, points, most)}."
