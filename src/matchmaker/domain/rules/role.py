"""The supporter holds the role asked for."""

from typing import Literal

from matchmaker.domain.rules.base import Rule


class HoldsRole(Rule):
    """The supporter holds the role asked for. Always applies."""

    name: Literal["role"] = "role"
