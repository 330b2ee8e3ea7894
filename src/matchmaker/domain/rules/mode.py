"""Both sides can work in the same way: face to face or virtually."""

from typing import Literal

from matchmaker.domain.rules.base import Rule


class DeliveryMode(Rule):
    """Both sides can work in the same way: face to face or virtually."""

    name: Literal["mode"] = "mode"
