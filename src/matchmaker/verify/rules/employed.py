"""The supporter works at one of the round's settings."""

from __future__ import annotations

from matchmaker.domain.request import Request
from matchmaker.domain.rules import Employed
from matchmaker.domain.supporter import Supporter
from matchmaker.verify.facts import Facts


def broken(
    _rule: Employed, facts: Facts, _request: Request, supporter: Supporter
) -> str | None:
    """The supporter works at one of the round's settings."""
    if supporter.employer in facts.round.setting_by_id:
        return None
    return "works at no setting of the round"
