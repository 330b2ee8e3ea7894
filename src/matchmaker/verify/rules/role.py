"""The supporter holds the role asked for."""

from __future__ import annotations

from matchmaker.domain.request import Request
from matchmaker.domain.rules import HoldsRole
from matchmaker.domain.supporter import Supporter
from matchmaker.verify.facts import Facts


def broken(
    _rule: HoldsRole, _facts: Facts, request: Request, supporter: Supporter
) -> str | None:
    """The supporter holds the role asked for. Always applies."""
    if request.role in supporter.roles:
        return None
    held = ", ".join(supporter.roles) or "none"
    return f"holds the roles {held}, not {request.role}"
