"""The supporter works in the phase asked for."""

from __future__ import annotations

from matchmaker.domain.request import Request
from matchmaker.domain.rules import Phase
from matchmaker.domain.supporter import Supporter
from matchmaker.verify.facts import Facts


def broken(
    _rule: Phase, _facts: Facts, request: Request, supporter: Supporter
) -> str | None:
    """The supporter works in the phase asked for; naming no phase means any."""
    if request.phase is None or not supporter.phases:
        return None
    if request.phase in supporter.phases:
        return None
    return f"works in {', '.join(supporter.phases)}, asked for is {request.phase}"
