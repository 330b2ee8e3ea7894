"""How many of the setting's days suit the supporter."""

from __future__ import annotations

from matchmaker.domain.criteria import THOUSANDTHS, Availability
from matchmaker.domain.request import Request
from matchmaker.domain.supporter import Supporter
from matchmaker.verify.criteria.share import share
from matchmaker.verify.facts import Facts


def thousandths(
    _criterion: Availability, _facts: Facts, request: Request, supporter: Supporter
) -> int | None:
    """
    The share of the setting's half-days that suit the supporter too.

    Missing where either side names none.
    """
    if not request.days or not supporter.days:
        return None
    suits = [day for day in request.days if day in supporter.days]
    return share(len(suits), len(request.days), THOUSANDTHS)
