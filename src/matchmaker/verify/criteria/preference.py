"""How high the two stand on each other's lists."""

from __future__ import annotations

from matchmaker.domain.criteria import Preference
from matchmaker.domain.preferences import Ranked
from matchmaker.domain.request import Request
from matchmaker.domain.supporter import Supporter
from matchmaker.verify.facts import Facts


def thousandths(
    criterion: Preference, _facts: Facts, request: Request, supporter: Supporter
) -> int | None:
    """
    How high the two stand on each other's lists.

    The mean of the marks of both lists, half up, of those that count and are there.
    """
    earned = []
    if criterion.of != "supporter" and request.preferences:
        earned.append(_mark(criterion, request.preferences, supporter.id))
    if criterion.of != "request" and supporter.preferences:
        earned.append(_mark(criterion, supporter.preferences, request.id))
    if not earned:
        return None
    return (2 * sum(earned) + len(earned)) // (2 * len(earned))


def _mark(criterion: Preference, ranked: Ranked, other: str) -> int:
    """The mark of the choice that somebody is; all who are liked better come before."""
    before = 0
    for tied in ranked:
        if other in tied:
            last = len(criterion.marks) - 1
            return criterion.marks[min(before, last)]
        before += len(tied)
    return criterion.unnamed
