"""The supporter is trained before the support starts."""

from __future__ import annotations

from matchmaker.domain.request import Request
from matchmaker.domain.rules import Training
from matchmaker.domain.supporter import Supporter
from matchmaker.verify.facts import Facts


def broken(
    _rule: Training, _facts: Facts, request: Request, supporter: Supporter
) -> str | None:
    """
    The supporter has completed the training before the support starts.

    The first day of the support is early enough; where it is open, any day is.
    """
    trained_on, start = supporter.trained_on, request.start
    if trained_on is None:
        return "has not completed the training"
    if start is not None and trained_on > start:
        return f"completes the training on {trained_on}, support starts on {start}"
    return None
