"""Whoever works on site has cleared the checks; nobody barred works at all."""

from typing import Literal

from matchmaker.domain.rules.base import Rule


class Checks(Rule):
    """
    Nobody barred supports anyone; some ways of working need cleared checks.

    Attributes:
        clear_for: Ways of working for which checks must be clear, not unknown.
    """

    name: Literal["checks"] = "checks"
    clear_for: tuple[Literal["face-to-face", "virtual"], ...] = ("face-to-face",)
