"""Nobody is paired with somebody whom their list leaves out."""

from __future__ import annotations

from matchmaker.domain.request import Request
from matchmaker.domain.rules import Named
from matchmaker.domain.supporter import Supporter
from matchmaker.verify.facts import Facts


def broken(
    rule: Named, _facts: Facts, request: Request, supporter: Supporter
) -> str | None:
    """
    Nobody is paired with somebody whom their list leaves out.

    Whoever gave no list takes anybody.
    """
    liked = [name for tied in request.preferences for name in tied]
    if rule.of != "supporter" and liked and supporter.id not in liked:
        return f"the list of {request.id} leaves {supporter.id} out"
    liked = [name for tied in supporter.preferences for name in tied]
    if rule.of != "request" and liked and request.id not in liked:
        return f"the list of {supporter.id} leaves {request.id} out"
    return None
