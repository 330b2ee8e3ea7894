"""Whoever works on site has cleared the checks; nobody barred works at all."""

from __future__ import annotations

from matchmaker.domain.request import Request
from matchmaker.domain.rules import Checks
from matchmaker.domain.supporter import Supporter
from matchmaker.verify.facts import Facts


def broken(
    rule: Checks, facts: Facts, request: Request, supporter: Supporter
) -> str | None:
    """
    Nobody barred supports anyone; some ways of working need cleared checks.

    Unknown is never read as clear.
    """
    if supporter.suitability == "barred":
        return "is barred"
    delivery = facts.round.delivery_of(request, supporter)
    if delivery in rule.clear_for and supporter.suitability != "clear":
        return f"has checks {supporter.suitability}, {delivery} support needs clear"
    return None
