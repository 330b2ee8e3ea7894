"""No pair that a person ruled out."""

from __future__ import annotations

from matchmaker.domain.request import Request
from matchmaker.domain.rules import Forbidden
from matchmaker.domain.supporter import Supporter
from matchmaker.verify.facts import Facts


def broken(
    _rule: Forbidden, facts: Facts, request: Request, supporter: Supporter
) -> str | None:
    """
    No pair that a person ruled out. Always applies.

    Where the round gives pairs and points, a pair not given is ruled out too.
    """
    if (request.id, supporter.id) in facts.forbidden:
        return "the pair was ruled out by a person"
    if facts.round.given is not None and facts.given(request, supporter) is None:
        return "the pair is not among the given pairs"
    return None
