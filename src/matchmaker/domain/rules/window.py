"""The supporter is available for the whole time of the support."""

from typing import Literal

from matchmaker.domain.rules.base import Rule


class Window(Rule):
    """The supporter is available from the first to the last day of the support."""

    name: Literal["window"] = "window"
