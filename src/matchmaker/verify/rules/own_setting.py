"""Nobody supports the setting where they work."""

from __future__ import annotations

from matchmaker.domain.request import Request
from matchmaker.domain.rules import OwnSetting
from matchmaker.domain.supporter import Supporter
from matchmaker.verify.facts import Facts


def broken(
    _rule: OwnSetting, _facts: Facts, request: Request, supporter: Supporter
) -> str | None:
    """Nobody supports the setting where they work."""
    if request.setting is None or supporter.employer != request.setting:
        return None
    return f"works at {request.setting}"
