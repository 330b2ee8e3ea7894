"""Nobody supports the setting where they work."""

from typing import Literal

from matchmaker.domain.rules.base import Rule


class OwnSetting(Rule):
    """Nobody supports the setting where they work."""

    name: Literal["own_setting"] = "own_setting"
