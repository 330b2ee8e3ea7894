"""Points that were given with the round."""

from __future__ import annotations

from matchmaker.domain.request import Request
from matchmaker.domain.supporter import Supporter
from matchmaker.verify.facts import Facts


def given_points(facts: Facts, request: Request, supporter: Supporter) -> int | None:
    """The points that were given with the round, taken as they are."""
    given = facts.given(request, supporter)
    return None if given is None else given.points
