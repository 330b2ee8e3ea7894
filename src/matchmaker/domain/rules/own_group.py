"""Nobody supports a setting of their own employer's group."""

from typing import Literal

from matchmaker.domain.rules.base import Rule


class OwnGroup(Rule):
    """Nobody supports a setting of their own employer's owner, trust or federation."""

    name: Literal["own_group"] = "own_group"
