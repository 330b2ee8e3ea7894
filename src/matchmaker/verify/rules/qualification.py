"""The supporter is qualified to the level asked for."""

from __future__ import annotations

from matchmaker.domain.request import Request
from matchmaker.domain.rules import Qualification
from matchmaker.domain.supporter import Supporter
from matchmaker.verify.facts import Facts


def broken(
    rule: Qualification, _facts: Facts, _request: Request, supporter: Supporter
) -> str | None:
    """
    The supporter is qualified to the level asked for.

    An unknown level will not do.
    """
    level = supporter.qualification_level
    if level is None:
        return f"is qualified to an unknown level, needs level {rule.level}"
    if level < rule.level:
        return f"is qualified to level {level}, needs level {rule.level}"
    return None
