"""The supporter is available for the whole time of the support."""

from __future__ import annotations

from matchmaker.domain.request import Request
from matchmaker.domain.rules import Window
from matchmaker.domain.supporter import Supporter
from matchmaker.verify.facts import Facts


def broken(
    _rule: Window, _facts: Facts, request: Request, supporter: Supporter
) -> str | None:
    """
    The supporter is available from the first to the last day of the support.

    A day that is not stated, on either side, is no limit.
    """
    first, last = supporter.available_from, supporter.available_to
    if first is not None and request.start is not None and first > request.start:
        return f"is available from {first}, support starts on {request.start}"
    if last is not None and request.end is not None and last < request.end:
        return f"is available to {last}, support ends on {request.end}"
    return None
