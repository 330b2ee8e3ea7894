"""How short the journey is."""

from __future__ import annotations

from matchmaker.domain.criteria import THOUSANDTHS, TravelTime
from matchmaker.domain.request import Request
from matchmaker.domain.supporter import Supporter
from matchmaker.verify.criteria.share import share
from matchmaker.verify.facts import Facts


def thousandths(
    criterion: TravelTime, facts: Facts, request: Request, supporter: Supporter
) -> int | None:
    """
    How short the journey is: full marks up to some minutes, none at the limit.

    Straight-line in between. Virtual support has full marks. The limit is the
    one the travel rule holds for this pair. Missing where either place is unknown.
    """
    if facts.round.delivery_of(request, supporter) == "virtual":
        return THOUSANDTHS
    minutes = facts.journey(request, supporter)
    rule = facts.programme.travel_rule(request.role)
    # Programmes must set a limit for the roles they match: see `Programme`.
    if minutes is None or rule is None:
        return None
    limit = rule.limit_for(supporter.travel_limit, request.travel_limit)
    if minutes <= criterion.full_minutes:
        return THOUSANDTHS
    if minutes >= limit:
        return 0
    return share(limit - minutes, limit - criterion.full_minutes, THOUSANDTHS)
