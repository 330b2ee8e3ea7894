"""The supporter works in the phase asked for."""

from typing import Literal

from matchmaker.domain.rules.base import Rule


class Phase(Rule):
    """The supporter works in the phase asked for; naming no phase means any."""

    name: Literal["phase"] = "phase"
