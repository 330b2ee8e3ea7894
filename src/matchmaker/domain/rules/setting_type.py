"""The setting is of a type that the programme serves."""

from typing import Literal

from matchmaker.domain.rules.base import Rule


class SettingType(Rule):
    """
    The setting is of a type that the programme serves.

    Attributes:
        allowed: Setting types served, in the programme's words. A setting whose
            type is not known is not served.
    """

    name: Literal["setting_type"] = "setting_type"
    allowed: tuple[str, ...]
