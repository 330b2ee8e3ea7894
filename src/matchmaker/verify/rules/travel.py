"""Whoever works on site is close enough."""

from __future__ import annotations

from matchmaker.domain.request import Request
from matchmaker.domain.rules import Travel
from matchmaker.domain.supporter import Supporter
from matchmaker.verify.facts import Facts


def broken(
    rule: Travel, facts: Facts, request: Request, supporter: Supporter
) -> str | None:
    """
    Support on site is within both sides' own travel limits and the programme's.

    Unknown places are too far. Without a setting it holds.
    """
    if facts.setting_of(request) is None:
        return None
    if facts.round.delivery_of(request, supporter) != "face-to-face":
        return None
    limit = rule.limit_for(supporter.travel_limit, request.travel_limit)
    minutes = facts.journey(request, supporter)
    if minutes is None:
        return f"travels an unknown time, limit {limit}"
    if minutes > limit:
        return f"travels {minutes} minutes, limit {limit}"
    return None
