"""The supporter has led others as far as the role asks."""

from __future__ import annotations

from matchmaker.domain.request import Request
from matchmaker.domain.rules import LeadershipHeld
from matchmaker.domain.supporter import LEADERSHIP, Supporter
from matchmaker.verify.facts import Facts


def broken(
    rule: LeadershipHeld, _facts: Facts, request: Request, supporter: Supporter
) -> str | None:
    """
    The supporter has led others as far as the role asks.

    Unknown leadership counts as none.
    """
    needed = rule.needs.get(request.role, "none")
    held = supporter.leadership or "none"
    if LEADERSHIP.index(held) >= LEADERSHIP.index(needed):
        return None
    return f"has leadership {supporter.leadership or 'unknown'}, needs {needed}"
