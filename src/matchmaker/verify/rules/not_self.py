"""Nobody is paired with themselves."""

from __future__ import annotations

from matchmaker.domain.request import Request
from matchmaker.domain.rules import NotSelf
from matchmaker.domain.supporter import Supporter
from matchmaker.verify.facts import Facts


def broken(
    _rule: NotSelf, _facts: Facts, request: Request, supporter: Supporter
) -> str | None:
    """Nobody is paired with themselves."""
    if request.setting != supporter.id:
        return None
    return "asks and offers as one person"
